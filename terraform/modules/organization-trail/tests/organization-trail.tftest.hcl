mock_provider "aws" {
  source          = "../../testing"
  override_during = plan
}

variables {
  bucket_name = "example-org-logs"
  kms_key_arn = "arn:aws:kms:ap-northeast-2:444455556666:key/11111111-2222-3333-4444-555555555555"
}

run "it_records_every_account_and_region_and_can_be_verified" {
  command = plan

  assert {
    condition = alltrue([
      aws_cloudtrail.this.is_organization_trail, aws_cloudtrail.this.is_multi_region_trail, aws_cloudtrail.this.include_global_service_events,
      aws_cloudtrail.this.enable_log_file_validation, aws_cloudtrail.this.enable_logging,
    ])
    error_message = "The trail misses an account, a region, IAM's events or its digests"
  }

  assert {
    condition     = aws_cloudtrail.this.kms_key_id == var.kms_key_arn
    error_message = "Files are not encrypted with the log archive's key"
  }

  assert {
    condition = length(aws_cloudtrail.this.advanced_event_selector) == 1 && alltrue([
      for s in aws_cloudtrail.this.advanced_event_selector : length(s.field_selector) == 1
      && alltrue([for f in s.field_selector : f.field == "eventCategory" && jsonencode(f.equals) == jsonencode(["Management"])])
    ])
    error_message = "By default every management event is recorded, read or write, and no data event"
  }

  assert {
    condition     = length(aws_cloudwatch_event_rule.changes) == 0 && length(aws_iam_role.forward) == 0
    error_message = "Without a bus there is nothing to send and no role to do it"
  }
}

run "data_events_are_as_chosen" {
  command = plan

  variables {
    data_events = { s3 = ["arn:aws:s3:::payroll/"], lambda = [] }
  }

  assert {
    condition = jsonencode({
      for s in aws_cloudtrail.this.advanced_event_selector : s.name => {
        for f in s.field_selector : f.field => concat(coalesce(f.equals, []), coalesce(f.starts_with, []))
      }
      }) == jsonencode({
      "Every management event" = { eventCategory = ["Management"] }
      "Data events of lambda"  = { eventCategory = ["Data"], "resources.type" = ["AWS::Lambda::Function"] }
      "Data events of s3"      = { eventCategory = ["Data"], "resources.ARN" = ["arn:aws:s3:::payroll/"], "resources.type" = ["AWS::S3::Object"] }
    })
    error_message = "Other data events are recorded than those asked for"
  }
}

run "changes_go_to_one_bus_only" {
  command = plan

  variables {
    forward_to_event_bus_arn = "arn:aws:events:ap-northeast-2:444455556666:event-bus/bongsu"
  }

  assert {
    condition = jsondecode(aws_iam_role_policy.forward["bus"].policy).Statement == [{
      Action = ["events:PutEvents"], Effect = "Allow", Resource = ["arn:aws:events:ap-northeast-2:444455556666:event-bus/bongsu"]
    }]
    error_message = "The role can do more than send to this bus"
  }

  assert {
    condition     = jsondecode(aws_iam_role.forward["bus"].assume_role_policy).Statement[0].Condition.ArnEquals["aws:SourceArn"] == aws_cloudwatch_event_rule.changes["bus"].arn
    error_message = "Another rule could use the role"
  }

  assert {
    condition     = contains(jsondecode(aws_cloudwatch_event_rule.changes["bus"].event_pattern).detail.eventSource, "organizations.amazonaws.com")
    error_message = "Changes of the organization are not sent"
  }
}

run "a_bucket_of_payroll_only" {
  command = plan
  variables {
    data_events = { s3 = ["arn:aws:s3:::payroll"] }
  }
  expect_failures = [var.data_events]
}

run "an_unknown_kind_of_data" {
  command = plan
  variables {
    data_events = { sqs = [] }
  }
  expect_failures = [var.data_events]
}

run "an_alias_instead_of_a_key" {
  command = plan
  variables {
    kms_key_arn = "arn:aws:kms:ap-northeast-2:444455556666:alias/example-org-logs"
  }
  expect_failures = [var.kms_key_arn]
}

run "an_arn_instead_of_a_name" {
  command = plan
  variables {
    bucket_name = "arn:aws:s3:::example-org-logs"
  }
  expect_failures = [var.bucket_name]
}
