mock_provider "aws" {
  source          = "../../testing"
  override_during = plan
}

variables {
  bucket_arn   = "arn:aws:s3:::aws-waf-logs-example-org"
  web_acl_arns = { shop = "arn:aws:wafv2:ap-northeast-2:111122223333:regional/webacl/shop/11111111-2222-3333-4444-555555555555" }
}

run "credentials_never_reach_the_log" {
  command = plan

  variables {
    redacted_headers = ["x-api-key"]
  }

  assert {
    condition = jsonencode(sort([
      for field in aws_wafv2_web_acl_logging_configuration.this["shop"].redacted_fields : field.single_header[0].name
    ])) == jsonencode(["authorization", "cookie", "x-api-key"])
    error_message = "A header with credentials is logged"
  }
}

run "everything_is_kept_unless_told" {
  command = plan

  assert {
    condition     = length(aws_wafv2_web_acl_logging_configuration.this["shop"].logging_filter) == 0
    error_message = "Requests are left out although nobody asked for it"
  }
}

run "only_the_named_actions_are_kept" {
  command = plan

  variables {
    keep_actions = ["BLOCK", "COUNT"]
  }

  assert {
    condition = aws_wafv2_web_acl_logging_configuration.this["shop"].logging_filter[0].default_behavior == "DROP" && jsonencode(sort(flatten([
      for filter in aws_wafv2_web_acl_logging_configuration.this["shop"].logging_filter[0].filter : [
        for condition in filter.condition : condition.action_condition[0].action if filter.behavior == "KEEP" && filter.requirement == "MEETS_ANY"
      ]
    ]))) == jsonencode(["BLOCK", "COUNT"])
    error_message = "Other requests are kept than those of the named actions"
  }
}

run "a_bucket_that_waf_refuses" {
  command = plan
  variables {
    bucket_arn = "arn:aws:s3:::example-org-logs"
  }
  expect_failures = [var.bucket_arn]
}

run "a_load_balancer_instead_of_a_web_acl" {
  command = plan
  variables {
    web_acl_arns = { shop = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:loadbalancer/app/shop/0123456789abcdef" }
  }
  expect_failures = [var.web_acl_arns]
}

run "keeping_nothing" {
  command = plan
  variables {
    keep_actions = []
  }
  expect_failures = [var.keep_actions]
}

run "an_action_that_waf_does_not_have" {
  command = plan
  variables {
    keep_actions = ["DENY"]
  }
  expect_failures = [var.keep_actions]
}
