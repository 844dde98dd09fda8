mock_provider "aws" {
  source          = "../../testing"
  override_during = plan
}

variables {
  trusted_role_arns       = ["arn:aws:iam::444455556666:role/bongsu-account-factory"]
  external_id             = "0123456789abcdef"
  organizational_unit_ids = ["r-ab12"]
}

run "it_reads_what_the_baseline_pack_reads_and_nothing_else" {
  command = plan

  # The pack's page names each answer by service and operation; those of the organization and of Account Management are read in the management
  # account. IAM's name for DescribeBudgets is ViewBudget.
  assert {
    condition = jsonencode(sort(flatten([for s in output.permissions : s.Action]))) == jsonencode(sort([
      for action in distinct([for match in regexall("(?m)^\\| `([a-z0-9-]+:[A-Za-z]+)` \\|", file("../../../compliance-packs/packs/account-baseline/README.md")) : match[0]]) :
      action == "budgets:DescribeBudgets" ? "budgets:ViewBudget" : action if !startswith(action, "organizations:") && !startswith(action, "account:")
    ]))
    error_message = "The role's actions and the reads of the account baseline differ"
  }

  assert {
    condition     = alltrue([for action in flatten([for s in output.permissions : s.Action]) : can(regex(":(Get|List|Describe|View)", action))])
    error_message = "The role may change something"
  }
}

run "members_get_the_same_role_as_this_account" {
  command = plan

  assert {
    condition     = jsonencode(jsondecode(aws_cloudformation_stack_set.members[0].template_body).Resources.Role.Properties.Policies[0].PolicyDocument.Statement) == jsonencode(output.permissions)
    error_message = "Members' role may do something else"
  }

  assert {
    condition = [for s in jsondecode(aws_cloudformation_stack_set.members[0].template_body).Resources.Role.Properties.AssumeRolePolicyDocument.Statement : [s.Principal, s.Condition]] == [[
      { AWS = ["arn:aws:iam::444455556666:role/bongsu-account-factory"] },
      { StringEquals = { "sts:ExternalId" = "0123456789abcdef" } },
    ]]
    error_message = "Members' role can be taken by others, or without the external id"
  }
}

run "a_short_external_id" {
  command = plan
  variables {
    external_id = "bongsu"
  }
  expect_failures = [var.external_id]
}

run "a_whole_account_trusted" {
  command = plan
  variables {
    trusted_role_arns = ["arn:aws:iam::444455556666:root"]
  }
  expect_failures = [var.trusted_role_arns]
}

run "an_account_instead_of_an_ou" {
  command = plan
  variables {
    organizational_unit_ids = ["111122223333"]
  }
  expect_failures = [var.organizational_unit_ids]
}
