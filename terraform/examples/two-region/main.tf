/*
# two-region

Two regions, each with an archive of its own that its VPC flow logs and WAF logs are delivered to (AWS WAF delivers within a region only), and one platform that reads both
queues. The organization's trail and AWS Config, which deliver across regions by themselves, write to the home region's archive.

When the home region is lost, what happened meanwhile in the other one is in that one's archive, and its queue keeps announcements for 14 days: run this example's platform
there (exchange `region` and `second_region` in a workspace of its own, with other names), then take in the older logs with `bongsu ingest s3://…`. Records carry
ids made of themselves, so nothing is stored twice. What is not here: copying one archive to the other. The two archives hold different logs; to survive the loss of
an archive itself, add S3 replication.

**This makes resources that cost money**: as `minimal`, and the second archive.
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
  alias  = "second"
  region = var.second_region

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

module "second_log_archive" {
  source    = "../../modules/log-archive"
  providers = { aws = aws.second }

  name                  = "${var.name}-second"
  organization_id       = var.organization_id
  management_account_id = data.aws_caller_identity.management.account_id
  trail_region          = var.region
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

module "second_waf_logging" {
  source    = "../../modules/waf-logging"
  providers = { aws = aws.second }

  bucket_arn   = module.second_log_archive.buckets["waf"].arn
  web_acl_arns = var.second_web_acl_arns
}

module "second_vpc_flow_logs" {
  source    = "../../modules/vpc-flow-logs"
  providers = { aws = aws.second }

  bucket_arn = module.second_log_archive.buckets["logs"].arn
  vpc_ids    = var.second_vpc_ids
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
  bucket_arns       = [for bucket in concat(values(module.log_archive.buckets), values(module.second_log_archive.buckets)) : bucket.arn]
  queue_arns        = [module.log_archive.queue_arn, module.second_log_archive.queue_arn]
  kms_key_arns      = [module.log_archive.kms_key_arn, module.second_log_archive.kms_key_arn]
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
  queues = [
    { url = module.log_archive.queue_url, name = module.log_archive.queue_name },
    # Of another region: read, but its depth can't be seen from here.
    { url = module.second_log_archive.queue_url, name = module.second_log_archive.queue_name, near = false },
  ]
  console = var.console
  # One index a month: ten accounts make few records.
  index_period = "month"
}

# In the second region: CloudWatch alarms see the queues of their own region only.
module "second_observability" {
  source    = "../../modules/observability"
  providers = { aws = aws.second }

  name             = "bongsu-second"
  subscribers      = var.subscribers
  queue_names      = { announcements = module.second_log_archive.queue_name }
  dead_queue_names = { announcements = module.second_log_archive.dead_letter_queue_name }
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
