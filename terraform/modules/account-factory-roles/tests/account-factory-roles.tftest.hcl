mock_provider "aws" {
  source          = "../../testing"
  override_during = plan
}

variables {
  organization_id   = "o-a1b2c3d4e5"
  trusted_role_arns = ["arn:aws:iam::444455556666:role/bongsu-account-factory-task"]
  external_id       = "0123456789abcdef"
}

# That actions.json has exactly the calls of the steps is for PermissionsTest to say, which reads the steps.
run "only_what_was_asked_for_beyond_vending" {
  command = plan

  assert {
    condition     = length([for s in output.permissions : s.Sid if contains(["Assignments", "ChangeAccounts", "CloseAccounts", "CreatePolicies", "Customize", "DelegateServices", "EnableServices", "FindGroups", "SignCertificates"], s.Sid)]) == 0
    error_message = "The role may do something beyond vending, though nobody asked for it"
  }

  assert {
    condition     = jsonencode(distinct([for s in output.permissions : s.Sid if contains(flatten([s.Resource]), "*")])) == jsonencode(["LookAtTheOrganization", "CreateAccounts"])
    error_message = "Another action than those that Organizations can't narrow is allowed everywhere"
  }

  assert {
    condition     = [for s in output.permissions : s.Condition.StringEquals["aws:ResourceOrgID"] if s.Sid == "EnterMemberAccounts"] == [["o-a1b2c3d4e5"]]
    error_message = "The factory could enter accounts of other organizations"
  }
}

run "the_organization_and_its_management_account_stay_out_of_reach" {
  command = plan

  assert {
    condition = length(setsubtract(
      ["organizations:LeaveOrganization", "organizations:DeleteOrganization", "organizations:RemoveAccountFromOrganization", "organizations:RegisterDelegatedAdministrator", "organizations:DisableAWSServiceAccess"],
      flatten([for s in jsondecode(aws_iam_role_policy.denied.policy).Statement : s.Action if s.Effect == "Deny" && s.Sid == "NeverTheOrganizationItself"])
    )) == 0
    error_message = "The role could break up the organization"
  }

  assert {
    condition = [for s in jsondecode(aws_iam_role_policy.denied.policy).Statement : s.Resource if contains(s.Action, "organizations:CloseAccount")] == [[
      "arn:aws:organizations::111122223333:account/o-a1b2c3d4e5/111122223333"
    ]]
    error_message = "The management account could be changed"
  }

  assert {
    condition = [for s in jsondecode(aws_iam_role_policy.denied.policy).Statement : s.Resource if contains(s.Action, "sts:AssumeRole")] == [[
      "arn:aws:iam::111122223333:role/*"
    ]]
    error_message = "The role could become another one of the management account"
  }
}

run "closing_is_asked_for" {
  command = plan

  variables {
    may_close_accounts = true
  }

  assert {
    condition     = [for s in output.permissions : [s.Action, s.Resource] if s.Sid == "CloseAccounts"] == [[["organizations:CloseAccount"], ["arn:aws:organizations::111122223333:account/o-a1b2c3d4e5/*"]]]
    error_message = "Closing is not allowed, or not only in this organization"
  }
}

run "assignments_of_one_instance" {
  command = plan

  variables {
    identity_center_instance_arn = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
    identity_store_id            = "d-1234567890"
  }

  assert {
    condition = jsonencode([for s in output.permissions : s.Resource if s.Sid == "Assignments"]) == jsonencode([[
      "arn:aws:sso:::instance/ssoins-1234567890abcdef", "arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/*", "arn:aws:sso:::account/*",
    ]])
    error_message = "Another instance could be changed"
  }

  assert {
    condition     = !contains(flatten([for s in output.permissions : s.Action]), "sso:PutInlinePolicyToPermissionSet") && !contains(flatten([for s in output.permissions : s.Action]), "identitystore:CreateGroupMembership")
    error_message = "The factory could widen a permission set or put somebody into a group"
  }
}

run "each_delegation_is_one_registration" {
  command = plan

  variables {
    delegated_administrators = { "444455556666" = ["config.amazonaws.com", "config-multiaccountsetup.amazonaws.com"] }
  }

  assert {
    condition     = jsonencode(keys(aws_organizations_delegated_administrator.this)) == jsonencode(["config-multiaccountsetup.amazonaws.com/444455556666", "config.amazonaws.com/444455556666"])
    error_message = "A delegation is missing"
  }
}

run "a_service_that_registers_itself" {
  command = plan
  variables {
    delegated_administrators = { "444455556666" = ["guardduty.amazonaws.com"] }
  }
  expect_failures = [var.delegated_administrators]
}

run "the_organization_as_code" {
  command = plan
  variables {
    may_manage_organization = true
    organization_services   = ["config.amazonaws.com"]
    stack_set_names         = ["baseline"]
  }

  assert {
    condition = jsonencode(distinct([
      for s in output.permissions : s.Condition.StringEquals["organizations:ServicePrincipal"] if contains(["EnableServices", "DelegateServices"], s.Sid)
    ])) == jsonencode([["config.amazonaws.com"]])
    error_message = "The role could enable or delegate another service than those named"
  }

  assert {
    condition = length(setsubtract(
      ["organizations:LeaveOrganization", "organizations:DeleteOrganization", "organizations:RemoveAccountFromOrganization", "organizations:DisableAWSServiceAccess"],
      flatten([for s in jsondecode(aws_iam_role_policy.denied.policy).Statement : s.Action if s.Sid == "NeverTheOrganizationItself"])
    )) == 0
    error_message = "The role could break up the organization"
  }

  assert {
    condition     = alltrue([for s in output.permissions : alltrue([for arn in s.Resource : strcontains(arn, "/baseline:")]) if s.Sid == "Customize"])
    error_message = "The role could deploy another StackSet"
  }
}

run "services_without_the_right_to_manage" {
  command = plan
  variables {
    organization_services = ["config.amazonaws.com"]
  }
  expect_failures = [var.organization_services]
}

run "any_stack_set" {
  command = plan
  variables {
    stack_set_names = ["*"]
  }
  expect_failures = [var.stack_set_names]
}

run "certificates_are_signed_with_one_key" {
  command = plan
  variables {
    certificate_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/11111111-2222-3333-4444-555555555555"
  }

  assert {
    condition     = [for s in output.permissions : s.Resource if contains(s.Action, "kms:Sign")] == [["arn:aws:kms:ap-northeast-2:111122223333:key/11111111-2222-3333-4444-555555555555"]]
    error_message = "The role could sign with another key"
  }
}

run "an_alias_for_a_key" {
  command = plan
  variables {
    certificate_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:alias/certificates"
  }
  expect_failures = [var.certificate_key_arn]
}

run "an_instance_without_its_store" {
  command = plan
  variables {
    identity_center_instance_arn = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
  }
  expect_failures = [var.identity_store_id]
}

run "a_whole_account_trusted" {
  command = plan
  variables {
    trusted_role_arns = ["arn:aws:iam::444455556666:root"]
  }
  expect_failures = [var.trusted_role_arns]
}

run "a_guessable_external_id" {
  command = plan
  variables {
    external_id = "bongsu"
  }
  expect_failures = [var.external_id]
}

run "any_member_role" {
  command = plan
  variables {
    member_role_name = "*"
  }
  expect_failures = [var.member_role_name]
}
