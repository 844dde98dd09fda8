mock_provider "aws" {
  source          = "../../testing"
  override_during = plan
}

variables {
  name        = "bongsu-ship"
  description = "Reads log objects and writes them to Kafka"
  trust       = { ecs_regions = ["ap-northeast-2"] }
  statements  = [{ sid = "Read", actions = ["s3:GetObject"], resources = ["arn:aws:s3:::example-org-logs/AWSLogs/*"] }]
}

run "only_tasks_of_this_account_and_region" {
  command = plan

  assert {
    condition = jsondecode(aws_iam_role.this.assume_role_policy).Statement == [{
      Sid       = "EcsTasks"
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = ["sts:AssumeRole"]
      Condition = {
        ArnLike      = { "aws:SourceArn" = ["arn:aws:ecs:ap-northeast-2:111122223333:*"] }
        StringEquals = { "aws:SourceAccount" = "111122223333" }
      }
    }]
    error_message = "Tasks elsewhere could take the role"
  }

  assert {
    condition = jsondecode(aws_iam_role_policy.this[0].policy).Statement == [{
      Sid = "Read", Effect = "Allow", Action = ["s3:GetObject"], Resource = ["arn:aws:s3:::example-org-logs/AWSLogs/*"]
    }]
    error_message = "The role may do something else than it was given"
  }
}

run "only_one_service_account" {
  command = plan

  variables {
    trust = {
      eks_service_account = {
        oidc_provider_arn = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.ap-northeast-2.amazonaws.com/id/ABCDEF"
        namespace         = "bongsu"
        name              = "ship"
      }
    }
  }

  assert {
    condition = jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Condition.StringEquals == {
      "oidc.eks.ap-northeast-2.amazonaws.com/id/ABCDEF:aud" = "sts.amazonaws.com"
      "oidc.eks.ap-northeast-2.amazonaws.com/id/ABCDEF:sub" = "system:serviceaccount:bongsu:ship"
    }
    error_message = "Another service account could take the role"
  }
}

run "other_accounts_need_the_external_id" {
  command = plan

  variables {
    trust = { role_arns = ["arn:aws:iam::444455556666:role/bongsu-account-factory"], external_id = "0123456789abcdef" }
  }

  assert {
    condition = [for s in jsondecode(aws_iam_role.this.assume_role_policy).Statement : [s.Principal, s.Condition]] == [[
      { AWS = ["arn:aws:iam::444455556666:role/bongsu-account-factory"] },
      { StringEquals = { "sts:ExternalId" = "0123456789abcdef" } },
    ]]
    error_message = "The role can be taken without the external id, or by others"
  }
}

run "nobody_trusted" {
  command = plan
  variables {
    trust = {}
  }
  expect_failures = [var.trust]
}

run "no_external_id" {
  command = plan
  variables {
    trust = { role_arns = ["arn:aws:iam::444455556666:role/bongsu-account-factory"] }
  }
  expect_failures = [var.trust]
}

run "a_whole_account_trusted" {
  command = plan
  variables {
    trust = { role_arns = ["arn:aws:iam::444455556666:root"], external_id = "0123456789abcdef" }
  }
  expect_failures = [var.trust]
}

run "a_wildcard_action" {
  command = plan
  variables {
    statements = [{ sid = "All", actions = ["s3:Get*"], resources = ["arn:aws:s3:::example-org-logs/*"] }]
  }
  expect_failures = [var.statements]
}
