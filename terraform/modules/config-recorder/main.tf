/*
# config-recorder

AWS Config in every account and region: a recorder and a delivery to the log archive in the account it is applied in, the same in member accounts by a
CloudFormation StackSet that follows accounts as they come and go, an aggregator over the organization, and change notifications in one queue.
Apply it in the account that is delegated administrator for AWS Config and for CloudFormation StackSets.

| part | where | how |
|---|---|---|
| recorder, delivery channel | this account, this region | resources |
| the same, in each of `regions` | accounts of `organizational_unit_ids` | StackSet, service-managed, auto-deployed; the account factory does the same for the accounts it vends, so leave its OUs out |
| aggregator | this account | reads every account's configuration |
| change notifications | members' EventBridge → bus here → queue with dead-letter queue | accepted from this organization only |

The collector reads history and snapshot files. The queue of change notifications holds EventBridge's messages as they are, for whoever wants to react within
seconds; the collector would quarantine them, so don't name that queue in COLLECTOR_SHIP_QUEUES.

```hcl
module "config_recorder" {
  source = "../../modules/config-recorder"

  organization_id         = "o-a1b2c3d4e5"
  bucket_name             = module.log_archive.buckets.config.name
  kms_key_arn             = module.log_archive.kms_key_arn
  organizational_unit_ids = ["ou-ab12-workload"]
  regions                 = ["ap-northeast-2", "us-east-1"]
}
```
*/

data "aws_caller_identity" "this" {}

data "aws_partition" "this" {}

data "aws_region" "this" {}

locals {
  account   = data.aws_caller_identity.this.account_id
  partition = data.aws_partition.this.partition
  region    = data.aws_region.this.name
  tags      = merge({ "bongsu:module" = "config-recorder" }, var.tags)
}

################################################################################
# This account
################################################################################

resource "aws_iam_role" "recorder" {
  name        = "${var.name}-config-recorder"
  description = "AWS Config describes resources with it"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "config.amazonaws.com" }
      Action    = ["sts:AssumeRole"]
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
  tags = local.tags
}

resource "aws_iam_role_policy_attachment" "recorder" {
  role       = aws_iam_role.recorder.name
  policy_arn = "arn:${local.partition}:iam::aws:policy/service-role/AWS_ConfigRole"
}

resource "aws_config_configuration_recorder" "this" {
  name     = "default"
  role_arn = aws_iam_role.recorder.arn

  recording_group {
    all_supported                 = true
    include_global_resource_types = local.region == coalesce(var.home_region, local.region)
  }

  recording_mode {
    recording_frequency = "CONTINUOUS"
  }
}

resource "aws_config_delivery_channel" "this" {
  name           = "default"
  s3_bucket_name = var.bucket_name
  s3_kms_key_arn = var.kms_key_arn

  snapshot_delivery_properties {
    delivery_frequency = var.snapshot_frequency
  }

  depends_on = [aws_config_configuration_recorder.this]
}

resource "aws_config_configuration_recorder_status" "this" {
  name       = aws_config_configuration_recorder.this.name
  is_enabled = true

  depends_on = [aws_config_delivery_channel.this]
}

################################################################################
# Member accounts
################################################################################

locals {
  home_region = coalesce(var.home_region, local.region)
  # IAM belongs to the account, not to the Region: made once, in the home Region, which is therefore deployed first.
  template = {
    AWSTemplateFormatVersion = "2010-09-09"
    Description              = "AWS Config recorder and delivery to the log archive (Bongsu)"
    Conditions               = { HomeRegion = { "Fn::Equals" = [{ Ref = "AWS::Region" }, local.home_region] } }
    Resources = {
      RecorderRole = {
        Type      = "AWS::IAM::Role"
        Condition = "HomeRegion"
        Properties = {
          RoleName          = "${var.name}-config-recorder"
          ManagedPolicyArns = ["arn:${local.partition}:iam::aws:policy/service-role/AWS_ConfigRole"]
          AssumeRolePolicyDocument = {
            Version = "2012-10-17"
            Statement = [{
              Effect    = "Allow"
              Principal = { Service = "config.amazonaws.com" }
              Action    = "sts:AssumeRole"
              Condition = { StringEquals = { "aws:SourceAccount" = { Ref = "AWS::AccountId" } } }
            }]
          }
        }
      }
      ForwardRole = {
        Type      = "AWS::IAM::Role"
        Condition = "HomeRegion"
        Properties = {
          RoleName = "${var.name}-config-changes"
          AssumeRolePolicyDocument = {
            Version = "2012-10-17"
            Statement = [{
              Effect    = "Allow"
              Principal = { Service = "events.amazonaws.com" }
              Action    = "sts:AssumeRole"
              Condition = { StringEquals = { "aws:SourceAccount" = { Ref = "AWS::AccountId" } } }
            }]
          }
          Policies = [{
            PolicyName = "send-on"
            PolicyDocument = {
              Version   = "2012-10-17"
              Statement = [{ Effect = "Allow", Action = "events:PutEvents", Resource = aws_cloudwatch_event_bus.changes.arn }]
            }
          }]
        }
      }
      Recorder = {
        Type = "AWS::Config::ConfigurationRecorder"
        Properties = {
          Name           = "default"
          RoleARN        = { "Fn::Sub" = "arn:$${AWS::Partition}:iam::$${AWS::AccountId}:role/${var.name}-config-recorder" }
          RecordingGroup = { AllSupported = true, IncludeGlobalResourceTypes = { "Fn::If" = ["HomeRegion", true, false] } }
        }
      }
      DeliveryChannel = {
        Type = "AWS::Config::DeliveryChannel"
        Properties = {
          Name                             = "default"
          S3BucketName                     = var.bucket_name
          S3KmsKeyArn                      = var.kms_key_arn
          ConfigSnapshotDeliveryProperties = { DeliveryFrequency = var.snapshot_frequency }
        }
      }
      ForwardChanges = {
        Type = "AWS::Events::Rule"
        Properties = {
          Name         = "${var.name}-config-changes"
          EventPattern = local.change_pattern
          Targets = [{
            Id      = "bus"
            Arn     = aws_cloudwatch_event_bus.changes.arn
            RoleArn = { "Fn::Sub" = "arn:$${AWS::Partition}:iam::$${AWS::AccountId}:role/${var.name}-config-changes" }
          }]
        }
      }
    }
  }

  change_pattern = { source = ["aws.config"], detail-type = ["Config Configuration Item Change"] }
}

resource "aws_cloudformation_stack_set" "members" {
  count = length(var.organizational_unit_ids) == 0 ? 0 : 1

  name             = "${var.name}-config-recorder"
  description      = "AWS Config recorder and delivery to the log archive"
  permission_model = "SERVICE_MANAGED"
  call_as          = var.call_as
  capabilities     = ["CAPABILITY_NAMED_IAM"]
  template_body    = jsonencode(local.template)
  tags             = local.tags

  auto_deployment {
    enabled = true
    # An account that moves away keeps recording: its next owner switches it off, not its move.
    retain_stacks_on_account_removal = true
  }

  managed_execution {
    active = true
  }

  operation_preferences {
    region_order                 = local.regions
    region_concurrency_type      = "SEQUENTIAL"
    max_concurrent_percentage    = 25
    failure_tolerance_percentage = 10
  }

  lifecycle {
    # The service-managed model sets it itself.
    ignore_changes = [administration_role_arn]
  }
}

locals {
  # The home Region first: the roles are made there.
  regions = concat([local.home_region], sort([for region in var.regions : region if region != local.home_region]))
}

resource "aws_cloudformation_stack_set_instance" "members" {
  for_each = length(var.organizational_unit_ids) == 0 ? toset([]) : toset(local.regions)

  stack_set_name = aws_cloudformation_stack_set.members[0].name
  region         = each.value
  call_as        = var.call_as

  deployment_targets {
    organizational_unit_ids = var.organizational_unit_ids
  }
}

################################################################################
# Aggregator
################################################################################

resource "aws_iam_role" "aggregator" {
  name        = "${var.name}-config-aggregator"
  description = "AWS Config lists the organization's accounts with it"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "config.amazonaws.com" }
      Action    = ["sts:AssumeRole"]
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
  tags = local.tags
}

resource "aws_iam_role_policy_attachment" "aggregator" {
  role       = aws_iam_role.aggregator.name
  policy_arn = "arn:${local.partition}:iam::aws:policy/service-role/AWSConfigRoleForOrganizations"
}

resource "aws_config_configuration_aggregator" "this" {
  name = "${var.name}-organization"
  tags = local.tags

  organization_aggregation_source {
    all_regions = true
    role_arn    = aws_iam_role.aggregator.arn
  }

  depends_on = [aws_iam_role_policy_attachment.aggregator]
}

################################################################################
# Change notifications
################################################################################

resource "aws_cloudwatch_event_bus" "changes" {
  name = "${var.name}-config-changes"
  tags = local.tags
}

resource "aws_cloudwatch_event_bus_policy" "changes" {
  event_bus_name = aws_cloudwatch_event_bus.changes.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "MembersSendChanges"
      Effect    = "Allow"
      Principal = "*" # any account, if of this organization and with an event of AWS Config
      Action    = ["events:PutEvents"]
      Resource  = [aws_cloudwatch_event_bus.changes.arn]
      Condition = {
        StringEquals                = { "aws:PrincipalOrgID" = var.organization_id }
        "ForAllValues:StringEquals" = { "events:source" = ["aws.config"] }
        Null                        = { "events:source" = "false" }
      }
    }]
  })
}

resource "aws_cloudwatch_event_rule" "changes" {
  name           = "${var.name}-config-changes"
  description    = "Configuration items as they change"
  event_bus_name = aws_cloudwatch_event_bus.changes.name
  event_pattern  = jsonencode(local.change_pattern)
  tags           = local.tags
}

resource "aws_sqs_queue" "dead" {
  name                      = "${var.name}-config-changes-dead"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  tags                      = local.tags
}

resource "aws_sqs_queue" "changes" {
  name                      = "${var.name}-config-changes"
  message_retention_seconds = 345600
  sqs_managed_sse_enabled   = true
  redrive_policy            = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead.arn, maxReceiveCount = 10 })
  tags                      = local.tags
}

resource "aws_sqs_queue_policy" "changes" {
  for_each = { changes = aws_sqs_queue.changes, dead = aws_sqs_queue.dead }

  queue_url = each.value.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "TheRuleSends"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = ["sqs:SendMessage"]
        Resource  = [each.value.arn]
        Condition = {
          ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.changes.arn }
          StringEquals = { "aws:SourceAccount" = local.account }
        }
      },
      {
        Sid       = "OnlyTls"
        Effect    = "Deny"
        Principal = "*"     # a denial for everyone
        Action    = "sqs:*" # whatever the call is
        Resource  = [each.value.arn]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_cloudwatch_event_target" "changes" {
  rule           = aws_cloudwatch_event_rule.changes.name
  event_bus_name = aws_cloudwatch_event_bus.changes.name
  arn            = aws_sqs_queue.changes.arn

  dead_letter_config {
    arn = aws_sqs_queue.dead.arn
  }
}
