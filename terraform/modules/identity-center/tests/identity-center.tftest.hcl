mock_provider "aws" {
  source          = "../../testing"
  override_during = plan
}

variables {
  groups = { security-officers = "Read findings and evidence of every account" }
  permission_sets = {
    SecurityAudit = { description = "Read settings, no data", managed_policy_arns = ["arn:aws:iam::aws:policy/SecurityAudit"], session_hours = 4 }
    BreakGlass    = { description = "Everything, for an hour", managed_policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess"] }
  }
  assignments = {
    security-officers = { SecurityAudit = ["111122223333", "444455556666"] }
  }
}

run "each_assignment_once_and_no_other" {
  command = plan

  assert {
    condition = jsonencode({ for key, a in aws_ssoadmin_account_assignment.this : key => [a.principal_type, a.principal_id, a.target_id] }) == jsonencode({
      "security-officers/SecurityAudit/111122223333" = ["GROUP", "11111111-2222-3333-4444-555555555555", "111122223333"]
      "security-officers/SecurityAudit/444455556666" = ["GROUP", "11111111-2222-3333-4444-555555555555", "444455556666"]
    })
    error_message = "Other assignments than those asked for"
  }

  assert {
    condition     = aws_ssoadmin_permission_set.this["SecurityAudit"].session_duration == "PT4H" && aws_ssoadmin_permission_set.this["BreakGlass"].session_duration == "PT1H"
    error_message = "Sessions last another time than asked for"
  }
}

run "an_administrator_for_the_whole_day" {
  command = plan
  variables {
    permission_sets = { Admin = { description = "Everything", managed_policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess"], session_hours = 12 } }
    assignments     = {}
  }
  expect_failures = [var.permission_sets]
}

run "a_permission_set_of_nothing" {
  command = plan
  variables {
    permission_sets = { Nothing = { description = "Nothing" } }
    assignments     = {}
  }
  expect_failures = [var.permission_sets]
}

run "a_policy_of_one_account" {
  command = plan
  variables {
    permission_sets = { Own = { description = "Own", managed_policy_arns = ["arn:aws:iam::111122223333:policy/own"] } }
    assignments     = {}
  }
  expect_failures = [var.permission_sets]
}

run "an_inline_policy_that_is_no_json" {
  command = plan
  variables {
    permission_sets = { Own = { description = "Own", inline_policy = "s3:*" } }
    assignments     = {}
  }
  expect_failures = [var.permission_sets]
}

run "an_unknown_group" {
  command = plan
  variables {
    assignments = { auditors = { SecurityAudit = ["111122223333"] } }
  }
  expect_failures = [var.assignments]
}

run "an_unknown_permission_set" {
  command = plan
  variables {
    assignments = { security-officers = { Audit = ["111122223333"] } }
  }
  expect_failures = [var.assignments]
}

run "an_account_that_lost_its_zero" {
  command = plan
  variables {
    assignments = { security-officers = { SecurityAudit = ["11122223333"] } }
  }
  expect_failures = [var.assignments]
}

run "a_group_twice" {
  command = plan
  variables {
    existing_groups = { security-officers = "Security Officers" }
  }
  expect_failures = [var.existing_groups]
}
