/*
# minimal

About ten accounts, one region, two accounts of yours: the management account, which gets the organization's trail, and a security account, which gets everything
else: the log archive, AWS Config for all accounts, Kafka, OpenSearch, the services and their alarms. No account factory.

**This makes resources that cost money**, about 2,000 USD a month, most of it three Kafka brokers, six OpenSearch nodes and the tasks.

Before: trusted access for CloudTrail, AWS Config and CloudFormation StackSets; the security account as delegated administrator of the latter two; the images in its
ECR; and three secrets in its Secrets Manager (access token; OpenSearch passwords of index and policy engine).

```sh
terraform init
terraform apply -var-file=my.tfvars
```

`terraform/apply-against-moto.sh` applies the log archive and the trail of this example to a local moto server and shows an object being announced.
*/

provider "aws" {
  region = var.region

  assume_role {
    role_arn = var.security_role_arn
  }

  default_tags {
    tags = var.tags
  }
}

provider "aws" {
  alias  = "management"
  region = var.region

  assume_role {
    role_arn = var.management_role_arn
  }

  default_tags {
    tags = var.tags
  }
}

data "aws_caller_identity" "management" {
  provider = aws.management
}

locals {
  trust = { ecs_regions = [var.region] }
}

################################################################################
# Logs come in
################################################################################

module "log_archive" {
  source = "../../modules/log-archive"

  name                  = var.name
  organization_id       = var.organization_id
  management_account_id = data.aws_caller_identity.management.account_id
  reader_role_arns      = concat([module.collector_roles.ship_role_arn], var.investigator_role_arns)
}

module "organization_trail" {
  source    = "../../modules/organization-trail"
  providers = { aws = aws.management }

  bucket_name = module.log_archive.buckets["logs"].name
  kms_key_arn = module.log_archive.kms_key_arn
}

module "config_recorder" {
  source = "../../modules/config-recorder"

  organization_id         = var.organization_id
  bucket_name             = module.log_archive.buckets["config"].name
  kms_key_arn             = module.log_archive.kms_key_arn
  organizational_unit_ids = var.organizational_unit_ids
  regions                 = var.recorded_regions
}

module "waf_logging" {
  source = "../../modules/waf-logging"

  bucket_arn   = module.log_archive.buckets["waf"].arn
  web_acl_arns = var.web_acl_arns
}

module "vpc" {
  source = "../../modules/platform-vpc"

  cidr = var.vpc_cidr
}

module "vpc_flow_logs" {
  source = "../../modules/vpc-flow-logs"

  bucket_arn = module.log_archive.buckets["logs"].arn
  vpc_ids    = { platform = module.vpc.vpc_id }
}

################################################################################
# Engines
################################################################################

module "kafka" {
  source = "../../modules/kafka"

  vpc_id                    = module.vpc.vpc_id
  subnet_ids                = module.vpc.private_subnet_ids
  client_security_group_ids = { services = module.services.security_group_id }
}

module "opensearch" {
  source = "../../modules/opensearch"

  vpc_id                    = module.vpc.vpc_id
  subnet_ids                = module.vpc.private_subnet_ids
  client_security_group_ids = { services = module.services.security_group_id }
  first_master_password     = var.first_master_password
}

################################################################################
# Bongsu
################################################################################

module "collector_roles" {
  source = "../../modules/collector-roles"

  trust             = local.trust
  bucket_arns       = [for bucket in values(module.log_archive.buckets) : bucket.arn]
  queue_arns        = [module.log_archive.queue_arn]
  kms_key_arns      = [module.log_archive.kms_key_arn]
  kafka_cluster_arn = module.kafka.cluster_arn
}

module "policy_engine_roles" {
  source = "../../modules/policy-engine-roles"

  trust             = local.trust
  kafka_cluster_arn = module.kafka.cluster_arn
}

module "services" {
  source = "../../modules/services"

  vpc_id     = module.vpc.vpc_id
  vpc_cidr   = module.vpc.cidr
  subnet_ids = module.vpc.private_subnet_ids
  images     = var.images
  task_role_arns = {
    ship          = module.collector_roles.ship_role_arn
    index         = module.collector_roles.index_role_arn
    policy_engine = module.policy_engine_roles.policy_engine_role_arn
    console       = module.policy_engine_roles.console_role_arn
  }
  kafka = {
    bootstrap_servers = module.kafka.bootstrap_servers
    cluster_name      = module.kafka.cluster_name
    properties        = module.kafka.client_properties
  }
  opensearch              = { url = module.opensearch.url, users = var.opensearch_users }
  access_token_secret_arn = var.access_token_secret_arn
  queues                  = [{ url = module.log_archive.queue_url, name = module.log_archive.queue_name }]
  console                 = var.console
  # One index a month: ten accounts make few records.
  index_period = "month"
}

module "observability" {
  source = "../../modules/observability"

  subscribers      = var.subscribers
  queue_names      = { announcements = module.log_archive.queue_name }
  dead_queue_names = { announcements = module.log_archive.dead_letter_queue_name, config-changes = module.config_recorder.dead_letter_queue_name }
  kafka            = { cluster_name = module.kafka.cluster_name, brokers = 3 }
  opensearch       = { domain_name = module.opensearch.domain_name }
  services         = { cluster_name = module.services.cluster_name, log_group_names = module.services.log_group_names, load_balancer = module.services.console_load_balancer }
}
