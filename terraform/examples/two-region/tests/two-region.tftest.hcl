mock_provider "aws" {
  source          = "../../testing"
  override_during = plan
}

mock_provider "aws" {
  alias           = "second"
  source          = "../../testing"
  override_during = plan

  mock_data "aws_region" {
    defaults = {
      name = "ap-northeast-1"
    }
  }

  mock_resource "aws_sqs_queue" {
    defaults = {
      arn = "arn:aws:sqs:ap-northeast-1:111122223333:mocked"
      url = "https://sqs.ap-northeast-1.amazonaws.com/111122223333/mocked"
      id  = "https://sqs.ap-northeast-1.amazonaws.com/111122223333/mocked"
    }
  }
}

mock_provider "aws" {
  alias           = "management"
  source          = "../../testing"
  override_during = plan

  mock_data "aws_caller_identity" {
    defaults = {
      account_id = "999988887777"
    }
  }
}

variables {
  name                    = "example-org"
  organization_id         = "o-a1b2c3d4e5"
  organizational_unit_ids = ["r-ab12"]
  first_master_password   = "Only-for-this-test-1"
  images = {
    collector     = "111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/bongsu/collector:1.0.0"
    policy_engine = "111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/bongsu/policy-engine:1.0.0"
    opa           = "111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/bongsu/opa:1.22.0"
    console       = "111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/bongsu/console:1.0.0"
    files         = "111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/bongsu/busybox:1.37.0"
  }
  opensearch_users = {
    index         = { name = "index", password_secret_arn = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:bongsu/opensearch/index-AbCdEf" }
    policy_engine = { name = "policy", password_secret_arn = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:bongsu/opensearch/policy-AbCdEf" }
  }
  access_token_secret_arn = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:bongsu/token-AbCdEf"
  console = {
    url             = "https://bongsu.example.com"
    certificate_arn = "arn:aws:acm:ap-northeast-2:111122223333:certificate/11111111-2222-3333-4444-555555555555"
    allowed_cidrs   = ["10.0.0.0/8"]
  }
  subscribers         = { team = { protocol = "email", endpoint = "bongsu@example.com" } }
  security_role_arn   = "arn:aws:iam::111122223333:role/terraform"
  management_role_arn = "arn:aws:iam::999988887777:role/terraform"
}

run "both_queues_are_read" {
  command = plan

  assert {
    condition = jsonencode(flatten([for s in module.collector_roles.ship_permissions : s.Resource if s.Sid == "TakeAnnouncements"])) == jsonencode([
      "arn:aws:sqs:ap-northeast-2:111122223333:mocked", "arn:aws:sqs:ap-northeast-1:111122223333:mocked",
    ])
    error_message = "Ship can't take the announcements of one region"
  }

  assert {
    condition     = length(flatten([for s in module.collector_roles.ship_permissions : s.Resource if s.Sid == "ReadObjects"])) == 6
    error_message = "A bucket of one of the archives can't be read"
  }
}

run "only_the_trail_at_home_writes" {
  command = plan

  assert {
    condition = alltrue([
      for policy in [module.log_archive.bucket_policies["logs"], module.second_log_archive.bucket_policies["logs"]] : [
        for s in jsondecode(policy).Statement : s.Condition.StringEquals["aws:SourceArn"] if s.Sid == "TheTrailWrites"
      ] == ["arn:aws:cloudtrail:ap-northeast-2:999988887777:trail/bongsu"]
    ])
    error_message = "Another trail may write"
  }
}

run "one_region_twice" {
  command = plan
  variables {
    second_region = "ap-northeast-2"
  }
  expect_failures = [var.second_region]
}
