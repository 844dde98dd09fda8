mock_provider "aws" {
  source          = "../../testing"
  override_during = plan
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

run "the_parts_fit_together" {
  command = plan

  # The role that reads, from the place that writes: what one module makes is what the other allows.
  assert {
    condition = alltrue([
      for policy in module.log_archive.bucket_policies : [
        for s in jsondecode(policy).Statement : s.Principal.AWS if s.Sid == "ReadersRead"
      ] == [["arn:aws:iam::111122223333:role/bongsu-ship"]]
    ])
    error_message = "The archive is read by another role than ship's"
  }

  assert {
    condition = [
      for s in jsondecode(module.log_archive.bucket_policies["logs"]).Statement : s.Condition.StringEquals["aws:SourceArn"] if s.Sid == "TheTrailWrites"
    ] == ["arn:aws:cloudtrail:ap-northeast-2:999988887777:trail/bongsu"]
    error_message = "The archive doesn't let the management account's trail write"
  }

  assert {
    condition = jsonencode(sort(flatten([for s in module.collector_roles.ship_permissions : s.Resource if s.Sid == "ReadObjects"]))) == jsonencode([
      "arn:aws:s3:::aws-waf-logs-example-org/AWSLogs/*", "arn:aws:s3:::example-org-config/AWSLogs/*", "arn:aws:s3:::example-org-logs/AWSLogs/*",
    ])
    error_message = "Ship can't read one of the buckets, or can read another"
  }
}
