/*
# organization-trail

One CloudTrail trail for every account and region of the organization, with log file validation, delivered to the log archive. Apply it in the
management account, or in CloudTrail's delegated administrator, after trusted access for `cloudtrail.amazonaws.com` has been enabled
(`aws organizations enable-aws-service-access`).

Management events are always recorded. Data events cost per event and are chosen by `data_events`. CloudTrail gives every recorded management
event to EventBridge by itself; with `forward_to_event_bus_arn`, those that change the organization, its identities or its logging are sent on to
that bus within seconds, which is what finding drift quickly needs.

```hcl
module "organization_trail" {
  source    = "../../modules/organization-trail"
  providers = { aws = aws.management }

  bucket_name = module.log_archive.buckets.logs.name
  kms_key_arn = module.log_archive.kms_key_arn
  data_events = { s3 = ["arn:aws:s3:::payroll/"] }
}
```
*/

data "aws_caller_identity" "this" {}

locals {
  tags = merge({ "bongsu:module" = "organization-trail" }, var.tags)

  data_resource_types = {
    dynamodb = "AWS::DynamoDB::Table"
    lambda   = "AWS::Lambda::Function"
    s3       = "AWS::S3::Object"
  }
}

################################################################################
# Trail
################################################################################

resource "aws_cloudtrail" "this" {
  name                          = var.name
  s3_bucket_name                = var.bucket_name
  kms_key_id                    = var.kms_key_arn
  is_organization_trail         = true
  is_multi_region_trail         = true
  include_global_service_events = true
  enable_log_file_validation    = true
  enable_logging                = true
  tags                          = local.tags

  advanced_event_selector {
    name = "Every management event"

    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
  }

  dynamic "advanced_event_selector" {
    for_each = var.data_events

    content {
      name = "Data events of ${advanced_event_selector.key}"

      field_selector {
        field  = "eventCategory"
        equals = ["Data"]
      }

      field_selector {
        field  = "resources.type"
        equals = [local.data_resource_types[advanced_event_selector.key]]
      }

      dynamic "field_selector" {
        for_each = length(advanced_event_selector.value) == 0 ? [] : [advanced_event_selector.value]

        content {
          field       = "resources.ARN"
          starts_with = field_selector.value
        }
      }
    }
  }

  dynamic "insight_selector" {
    for_each = var.insights

    content {
      insight_type = insight_selector.value
    }
  }

  lifecycle {
    # No trail, no record of who removed it.
    prevent_destroy = true
  }
}

################################################################################
# What changes the organization, within seconds
################################################################################

locals {
  forward = var.forward_to_event_bus_arn == null ? {} : { bus = var.forward_to_event_bus_arn }
}

resource "aws_cloudwatch_event_rule" "changes" {
  for_each = local.forward

  name        = "${var.name}-organization-changes"
  description = "Changes of the organization, of identities and of logging"
  event_pattern = jsonencode({
    detail-type = ["AWS API Call via CloudTrail"]
    detail = {
      eventSource = [
        "account.amazonaws.com", "cloudtrail.amazonaws.com", "config.amazonaws.com", "identitystore.amazonaws.com", "organizations.amazonaws.com",
        "sso-directory.amazonaws.com", "sso.amazonaws.com",
      ]
      readOnly = [false]
    }
  })
  tags = local.tags
}

resource "aws_iam_role" "forward" {
  for_each = local.forward

  name        = "${var.name}-forward-organization-changes"
  description = "EventBridge sends organization changes on with it"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = ["sts:AssumeRole"]
      Condition = {
        StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.this.account_id }
        ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.changes[each.key].arn }
      }
    }]
  })
  tags = local.tags
}

resource "aws_iam_role_policy" "forward" {
  for_each = local.forward

  name = "send-on"
  role = aws_iam_role.forward[each.key].name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["events:PutEvents"], Resource = [each.value] }]
  })
}

resource "aws_cloudwatch_event_target" "changes" {
  for_each = local.forward

  rule     = aws_cloudwatch_event_rule.changes[each.key].name
  arn      = each.value
  role_arn = aws_iam_role.forward[each.key].arn
}
