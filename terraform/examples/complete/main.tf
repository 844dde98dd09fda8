/*
# complete

About a thousand accounts: the management account gets the trail and the factory's role; a log archive account the archive, under COMPLIANCE; a network account the
transit gateway and the addresses; a platform account everything that runs, the account factory among it.

**This makes resources that cost money**, and some that nobody can delete for years (`object_lock_mode = "COMPLIANCE"`). Run `minimal` first.

Sizes are for a billion records a day with room for a burst: nine brokers, twelve hot and six warm OpenSearch nodes, up to 60 ship and 48 index tasks. Measure, then change
them; docs/performance.md says what limits what.

Before: trusted access for CloudTrail, AWS Config, StackSets, RAM and IPAM; the platform account as delegated administrator of AWS Config and StackSets (or let
`delegated_administrators` register it); Identity Center enabled; images in the platform account's ECR; secrets in its Secrets Manager.
*/

provider "aws" {
  region = var.region

  assume_role {
    role_arn = var.terraform_role_arns.platform
  }

  default_tags {
    tags = var.tags
  }
}

provider "aws" {
  alias  = "management"
  region = var.region

  assume_role {
    role_arn = var.terraform_role_arns.management
  }

  default_tags {
    tags = var.tags
  }
}

provider "aws" {
  alias  = "log_archive"
  region = var.region

  assume_role {
    role_arn = var.terraform_role_arns.log_archive
  }

  default_tags {
    tags = var.tags
  }
}

provider "aws" {
  alias  = "network"
  region = var.region

  assume_role {
    role_arn = var.terraform_role_arns.network
  }

  default_tags {
    tags = var.tags
  }
}

data "aws_caller_identity" "platform" {}

data "aws_caller_identity" "management" {
  provider = aws.management
}

data "aws_caller_identity" "log_archive" {
  provider = aws.log_archive
}

locals {
  trust      = { ecs_regions = [var.region] }
  platform   = data.aws_caller_identity.platform.account_id
  management = data.aws_caller_identity.management.account_id
  brokers    = 9
}

################################################################################
# Logs come in
################################################################################

module "log_archive" {
  source    = "../../modules/log-archive"
  providers = { aws = aws.log_archive }

  name                  = var.name
  organization_id       = var.organization_id
  management_account_id = local.management
  reader_role_arns      = concat([module.collector_roles.ship_role_arn], var.investigator_role_arns)
  object_lock_mode      = "COMPLIANCE"
  retention_days        = 1095
  expire_after_days     = 1825
}

module "organization_trail" {
  source    = "../../modules/organization-trail"
  providers = { aws = aws.management }

  bucket_name = module.log_archive.buckets["logs"].name
  kms_key_arn = module.log_archive.kms_key_arn
  data_events = var.data_events
  # By coalesce, Terraform knows before the bus is there that this will not be null.
  forward_to_event_bus_arn = coalesce(aws_cloudwatch_event_bus.organization_changes.arn)
  insights                 = ["ApiCallRateInsight", "ApiErrorRateInsight"]
}

# Where changes of the organization arrive within seconds, for finding drift.
resource "aws_cloudwatch_event_bus" "organization_changes" {
  name = "bongsu-organization-changes"
}

resource "aws_cloudwatch_event_bus_policy" "organization_changes" {
  event_bus_name = aws_cloudwatch_event_bus.organization_changes.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "TheManagementAccountSends"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::${local.management}:root" }
      Action    = ["events:PutEvents"]
      Resource  = [aws_cloudwatch_event_bus.organization_changes.arn]
    }]
  })
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

module "inventory_roles" {
  source = "../../modules/inventory-roles"

  trusted_role_arns       = [module.account_factory_task.arn]
  external_id             = var.external_id
  organizational_unit_ids = var.organizational_unit_ids
}

################################################################################
# Network
################################################################################

module "vpc" {
  source = "../../modules/platform-vpc"

  cidr = var.vpc_cidr
}

module "vpc_flow_logs" {
  source = "../../modules/vpc-flow-logs"

  bucket_arn = module.log_archive.buckets["logs"].arn
  vpc_ids    = { platform = module.vpc.vpc_id }
}

module "network_hub" {
  source    = "../../modules/network-hub"
  providers = { aws = aws.network }

  cidr         = var.network.cidr
  environments = var.network.environments
  regions      = var.recorded_regions
  share_with   = ["arn:aws:organizations::${local.management}:organization/${var.organization_id}"]
}

module "hub_flow_logs" {
  source    = "../../modules/vpc-flow-logs"
  providers = { aws = aws.network }

  bucket_arn          = module.log_archive.buckets["logs"].arn
  transit_gateway_ids = { hub = module.network_hub.transit_gateway_id }
}

################################################################################
# Engines
################################################################################

module "kafka" {
  source = "../../modules/kafka"

  vpc_id                    = module.vpc.vpc_id
  subnet_ids                = module.vpc.private_subnet_ids
  client_security_group_ids = { services = module.services.security_group_id }
  brokers                   = local.brokers
  instance_type             = "kafka.m7g.2xlarge"
  volume_gib                = 1000
  volume_gib_max            = 8000
}

module "opensearch" {
  source = "../../modules/opensearch"

  vpc_id                    = module.vpc.vpc_id
  subnet_ids                = module.vpc.private_subnet_ids
  client_security_group_ids = { services = module.services.security_group_id }
  first_master_password     = var.first_master_password
  data_nodes                = { instance_type = "r7g.4xlarge.search", count = 12, volume_gib = 3000, iops = 9000, throughput = 500 }
  manager_instance_type     = "m7g.xlarge.search"
  warm_nodes                = { instance_type = "ultrawarm1.large.search", count = 6 }
}

module "database" {
  source = "../../modules/database"

  vpc_id                    = module.vpc.vpc_id
  subnet_ids                = module.vpc.private_subnet_ids
  client_security_group_ids = { services = module.services.security_group_id }
}

################################################################################
# People and accounts
################################################################################

module "identity_center" {
  source    = "../../modules/identity-center"
  providers = { aws = aws.management }

  groups          = var.identity.groups
  existing_groups = var.identity.existing_groups
  permission_sets = var.identity.permission_sets
  assignments     = var.identity.assignments
}

# In the platform account; may do nothing there but take the role in the management account and read settings in the others.
module "account_factory_task" {
  source = "../../modules/workload-role"

  name        = "bongsu-account-factory-task"
  description = "Account factory: takes its role in the management account"
  trust       = local.trust
  statements = concat([
    { sid = "ManagementAccount", actions = ["sts:AssumeRole"], resources = ["arn:aws:iam::${local.management}:role/bongsu-account-factory"] },
    { sid = "ReadSettings", actions = ["sts:AssumeRole"], resources = ["arn:aws:iam::*:role/${module.inventory_roles.role_name}"] },
  ], module.account_factory_kafka.statements)
}

module "account_factory_kafka" {
  source = "../../modules/kafka-permissions"

  cluster_arn = module.kafka.cluster_arn
  create      = ["bongsu.accounts"]
  write       = ["bongsu.accounts"]
}

module "account_factory_roles" {
  source    = "../../modules/account-factory-roles"
  providers = { aws = aws.management }

  organization_id              = var.organization_id
  trusted_role_arns            = [module.account_factory_task.arn]
  external_id                  = var.external_id
  identity_center_instance_arn = module.identity_center.instance_arn
  identity_store_id            = module.identity_center.identity_store_id
  certificate_key_arn          = var.certificate_key_arn
  delegated_administrators     = var.delegated_services == null ? {} : { (local.platform) = var.delegated_services }
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
  backfill          = true
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
  sizes = {
    ship          = { cpu = 2048, memory = 4096, min = 6, max = 60 }
    index         = { cpu = 2048, memory = 4096, min = 6, max = 48 }
    policy_engine = { cpu = 4096, memory = 16384, storage_gib = 200, min = 3, max = 24 }
    console       = { min = 3, max = 3 }
  }
  kafka = {
    bootstrap_servers = module.kafka.bootstrap_servers
    cluster_name      = module.kafka.cluster_name
    properties        = module.kafka.client_properties
    # A task reads whole partitions: as many as the most tasks of index.
    partitions = 48
  }
  opensearch              = { url = module.opensearch.url, users = var.opensearch_users }
  access_token_secret_arn = var.access_token_secret_arn
  # Of another account: its depth can't be seen from here, so ship grows with its load.
  queues  = [{ url = module.log_archive.queue_url, name = module.log_archive.queue_name, near = false }]
  console = var.console
  policy_engine_database = {
    jdbc_url            = module.database.jdbc_url
    username            = "policy_engine"
    password_secret_arn = var.policy_engine_database_secret_arn
  }
  account_factory = merge(var.account_factory, {
    settings            = merge({ "account-factory.certificate.kms-key" = var.certificate_key_arn }, var.account_factory.settings)
    task_role_arn       = module.account_factory_task.arn
    management_role_arn = module.account_factory_roles.role_arn
    external_id         = var.external_id
    database = {
      jdbc_url            = module.database.jdbc_url
      username            = "account_factory"
      password_secret_arn = var.account_factory_database_secret_arn
    }
  })
}

module "observability" {
  source = "../../modules/observability"

  subscribers      = var.subscribers
  queue_names      = { announcements = module.log_archive.queue_name }
  dead_queue_names = { announcements = module.log_archive.dead_letter_queue_name }
  queue_account_id = data.aws_caller_identity.log_archive.account_id
  kafka            = { cluster_name = module.kafka.cluster_name, brokers = local.brokers }
  opensearch       = { domain_name = module.opensearch.domain_name }
  database         = { identifier = module.database.identifier }
  services         = { cluster_name = module.services.cluster_name, log_group_names = module.services.log_group_names, load_balancer = module.services.console_load_balancer }
  thresholds       = { lag_records = 20000000, search_free_mib = 204800 }
}
