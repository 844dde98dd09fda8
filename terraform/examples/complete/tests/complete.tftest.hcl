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

mock_provider "aws" {
  alias           = "log_archive"
  source          = "../../testing"
  override_during = plan

  mock_data "aws_caller_identity" {
    defaults = {
      account_id = "444455556666"
    }
  }
}

mock_provider "aws" {
  alias           = "network"
  source          = "../../testing"
  override_during = plan

  mock_data "aws_caller_identity" {
    defaults = {
      account_id = "222233334444"
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
  subscribers = { team = { protocol = "email", endpoint = "bongsu@example.com" } }
  external_id = "0123456789abcdef0123456789abcdef"
  terraform_role_arns = {
    platform    = "arn:aws:iam::111122223333:role/terraform"
    management  = "arn:aws:iam::999988887777:role/terraform"
    log_archive = "arn:aws:iam::444455556666:role/terraform"
    network     = "arn:aws:iam::222233334444:role/terraform"
  }
  network = {
    cidr = "10.0.0.0/8"
    environments = {
      prod   = { cidr = "10.0.0.0/12", reaches = ["shared"] }
      dev    = { cidr = "10.16.0.0/12", reaches = ["shared"] }
      shared = { cidr = "10.32.0.0/16", reaches = ["prod", "dev"] }
    }
  }
  identity = {
    groups          = { security-officers = "Read findings and evidence of every account" }
    permission_sets = { SecurityAudit = { description = "Read settings, no data", managed_policy_arns = ["arn:aws:iam::aws:policy/SecurityAudit"] } }
    assignments     = { security-officers = { SecurityAudit = ["111122223333"] } }
  }
  account_factory = {
    image          = "111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/bongsu/account-factory:1.0.0"
    ous            = { "Workloads/Prod" = "ou-ab12-cd34ef56" }
    holding_ou     = "ou-ab12-00000000"
    email_template = "aws+{name}@example.com"
    email_domains  = ["example.com"]
    account_limit  = 1000
  }
  certificate_key_arn                 = "arn:aws:kms:ap-northeast-2:999988887777:key/11111111-2222-3333-4444-555555555555"
  policy_engine_database_secret_arn   = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:bongsu/db/policy-engine-AbCdEf"
  account_factory_database_secret_arn = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:bongsu/db/account-factory-AbCdEf"
}

run "a_thousand_accounts_planned_clean" {
  command = plan

  assert {
    condition = alltrue([
      for policy in module.log_archive.bucket_policies : [
        for s in jsondecode(policy).Statement : s.Principal.AWS if s.Sid == "ReadersRead"
      ] == [["arn:aws:iam::111122223333:role/bongsu-ship"]]
    ])
    error_message = "The archive, in its own account, is read by another role than the platform's ship"
  }

  assert {
    condition     = [for s in module.account_factory_task.permissions : s.Resource if s.Sid == "ManagementAccount"] == [["arn:aws:iam::999988887777:role/bongsu-account-factory"]]
    error_message = "The factory's task may take another role in the management account, or not its own"
  }

  assert {
    condition     = [for s in module.account_factory_roles.permissions : s.Resource if s.Sid == "SignCertificates"] == [[var.certificate_key_arn]]
    error_message = "The factory may not sign certificates with the key that it is told of"
  }

  assert {
    condition     = contains(module.services.service_names, "account-factory") && length(module.services.service_names) == 5
    error_message = "A service is missing"
  }

  assert {
    condition     = contains(module.observability.alarm_names, "bongsu-kafka-disk-9") && contains(module.observability.alarm_names, "bongsu-tasks-account-factory")
    error_message = "A broker or a service is not watched"
  }
}

