/*
# policy-engine-roles

The IAM roles of the policy engine and of the console. The policy engine judges what Kafka brings and calls no AWS service: its role holds the rights
to its own topics, groups and transactions, and to read a signed bundle where `bundle_bucket_arn` names its bucket. The console's role holds nothing;
it is there so that the console doesn't run with somebody else's.

```hcl
module "policy_engine_roles" {
  source = "../../modules/policy-engine-roles"

  trust             = { ecs_regions = ["ap-northeast-2"] }
  kafka_cluster_arn = module.kafka.cluster_arn
}
```
*/

locals {
  application = "${var.topic_prefix}policy-engine"
  tags        = merge({ "bongsu:module" = "policy-engine-roles" }, var.tags)

  sources = ["${var.topic_prefix}config.items", "${var.topic_prefix}logs.cloudtrail"]
  # The application's own: what it matched, changelogs, repartitions. Kafka Streams names them all after the application.
  own = ["${var.topic_prefix}findings", "${local.application}-*"]

  # The calls that OPA makes; a test compares.
  actions = jsondecode(file("${path.module}/actions.json"))

  bundle_statements = var.bundle_bucket_arn == null ? [] : [{
    sid       = "ReadBundle"
    actions   = local.actions.ReadBundle
    resources = ["${var.bundle_bucket_arn}/bundles/*"]
  }]
}

module "kafka" {
  source = "../kafka-permissions"

  cluster_arn       = var.kafka_cluster_arn
  create            = concat(local.sources, local.own)
  write             = local.own
  read              = concat(local.sources, local.own)
  purge             = ["${local.application}-*-repartition"]
  groups            = [local.application, "${local.application}-findings", "${local.application}-resources"]
  transactional_ids = ["${local.application}-*"]
}

module "policy_engine" {
  source = "../workload-role"

  name                     = "${var.name}-policy-engine"
  description              = "Policy engine: judges resources and events by the guardrails"
  trust                    = var.trust
  statements               = concat(local.bundle_statements, module.kafka.statements)
  permissions_boundary_arn = var.permissions_boundary_arn
  tags                     = local.tags
}

module "console" {
  source = "../workload-role"

  name                     = "${var.name}-console"
  description              = "Console: shows what the services answer, and needs nothing of AWS"
  trust                    = var.trust
  permissions_boundary_arn = var.permissions_boundary_arn
  tags                     = local.tags
}
