/*
# collector-roles

The IAM roles of the collector's two parts. `ship` takes announcements from the queues, reads the objects, decrypts them, and writes to Kafka; it can
neither list a bucket (unless `backfill` is on) nor write, nor read anything outside `AWSLogs/`. `index` reads Kafka and has no AWS permission
besides; OpenSearch knows it by its own user.

The bucket's account has a say too: give `ship_role_arn` to the log-archive module as a reader.

```hcl
module "collector_roles" {
  source = "../../modules/collector-roles"

  trust             = { ecs_regions = ["ap-northeast-2"] }
  bucket_arns       = [for bucket in module.log_archive.buckets : bucket.arn]
  queue_arns        = [module.log_archive.queue_arn]
  kms_key_arns      = [module.log_archive.kms_key_arn]
  kafka_cluster_arn = module.kafka.cluster_arn
}
```

On Kubernetes, apply it once per service account with `trust.eks_service_account`; for a collector in another account, with `trust.role_arns` and
an external id.
*/

module "ship_kafka" {
  source = "../kafka-permissions"

  cluster_arn = var.kafka_cluster_arn
  create      = local.ship_topics
  write       = local.ship_topics
  read        = ["${var.topic_prefix}ingests"]
  groups      = ["${var.topic_prefix}ship"]
}

module "index_kafka" {
  source = "../kafka-permissions"

  cluster_arn = var.kafka_cluster_arn
  create      = local.index_topics
  write       = ["${var.topic_prefix}dead-letter"]
  read        = local.index_topics
  groups      = ["${var.topic_prefix}index"]
}

locals {
  log_topics   = ["${var.topic_prefix}logs.*", "${var.topic_prefix}config.items"]
  ship_topics  = concat(local.log_topics, ["${var.topic_prefix}dead-letter", "${var.topic_prefix}ingests"])
  index_topics = concat(local.log_topics, ["${var.topic_prefix}dead-letter"])

  # The calls that the code makes; a test compares the two.
  actions = jsondecode(file("${path.module}/actions.json"))

  ship_statements = [
    for s in [
      {
        sid       = "TakeAnnouncements"
        actions   = local.actions.TakeAnnouncements
        resources = var.queue_arns
        condition = {}
      },
      {
        sid       = "ReadObjects"
        actions   = local.actions.ReadObjects
        resources = [for arn in var.bucket_arns : "${arn}/AWSLogs/*"]
        condition = {}
      },
      {
        sid       = "ListForBackfill"
        actions   = local.actions.ListForBackfill
        resources = var.backfill ? var.bucket_arns : []
        condition = {}
      },
      {
        sid       = "Decrypt"
        actions   = local.actions.Decrypt
        resources = var.kms_key_arns
        # Through S3 only: the key opens nothing that somebody hands to the collector.
        condition = { StringLike = { "kms:ViaService" = ["s3.*.amazonaws.com"] } }
      },
    ] : s if length(s.resources) > 0
  ]
}

module "ship" {
  source = "../workload-role"

  name                     = "${var.name}-ship"
  description              = "Collector, ship: reads log objects and writes their records to Kafka"
  trust                    = var.trust
  statements               = concat(local.ship_statements, module.ship_kafka.statements)
  permissions_boundary_arn = var.permissions_boundary_arn
  tags                     = merge({ "bongsu:module" = "collector-roles" }, var.tags)
}

module "index" {
  source = "../workload-role"

  name                     = "${var.name}-index"
  description              = "Collector, index: reads records from Kafka and writes documents to OpenSearch"
  trust                    = var.trust
  statements               = module.index_kafka.statements
  permissions_boundary_arn = var.permissions_boundary_arn
  tags                     = merge({ "bongsu:module" = "collector-roles" }, var.tags)
}
