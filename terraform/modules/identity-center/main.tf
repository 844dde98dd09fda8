/*
# identity-center

Groups, permission sets and assignments of IAM Identity Center, as maps. Apply it in the management account or in the delegated administrator of
Identity Center. The instance itself has to be there: AWS makes it by a click, not by an API.

Who is in a group is for your identity provider to say (SCIM); `groups` makes those that it doesn't bring, `existing_groups` names those it does.
Assignments of the accounts that the account factory vends are the factory's; those here are for the accounts that people run by hand. Identity Center
changes ten assignments at a time, so a thousand of them take a while: keep Terraform's parallelism at its 10.

```hcl
module "identity_center" {
  source = "../../modules/identity-center"

  groups = { security-officers = "Read findings and evidence of every account" }
  permission_sets = {
    SecurityAudit = {
      description         = "Read settings, no data"
      managed_policy_arns = ["arn:aws:iam::aws:policy/SecurityAudit"]
      session_hours       = 4
    }
  }
  assignments = {
    security-officers = { SecurityAudit = ["111122223333"] }
  }
}
```
*/

data "aws_ssoadmin_instances" "this" {}

locals {
  tags           = merge({ "bongsu:module" = "identity-center" }, var.tags)
  instance_arn   = one(data.aws_ssoadmin_instances.this.arns)
  identity_store = one(data.aws_ssoadmin_instances.this.identity_store_ids)

  managed = merge([
    for set, about in var.permission_sets : { for arn in about.managed_policy_arns : "${set}/${arn}" => { set = set, arn = arn } }
  ]...)

  assignments = merge(flatten([
    for group, sets in var.assignments : [
      for set, accounts in sets : { for account in accounts : "${group}/${set}/${account}" => { group = group, set = set, account = account } }
    ]
  ])...)

  group_ids = merge(
    { for name, group in aws_identitystore_group.this : name => group.group_id },
    { for name, group in data.aws_identitystore_group.existing : name => group.group_id },
  )
}

resource "aws_identitystore_group" "this" {
  for_each = var.groups

  identity_store_id = local.identity_store
  display_name      = each.key
  description       = each.value
}

data "aws_identitystore_group" "existing" {
  for_each = var.existing_groups

  identity_store_id = local.identity_store

  alternate_identifier {
    unique_attribute {
      attribute_path  = "DisplayName"
      attribute_value = each.value
    }
  }
}

resource "aws_ssoadmin_permission_set" "this" {
  for_each = var.permission_sets

  instance_arn     = local.instance_arn
  name             = each.key
  description      = each.value.description
  session_duration = "PT${each.value.session_hours}H"
  tags             = local.tags
}

resource "aws_ssoadmin_managed_policy_attachment" "this" {
  for_each = local.managed

  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.this[each.value.set].arn
  managed_policy_arn = each.value.arn

  # Removing a policy from a set provisions the set again everywhere; while an assignment is being removed that fails.
  depends_on = [aws_ssoadmin_account_assignment.this]
}

resource "aws_ssoadmin_permission_set_inline_policy" "this" {
  for_each = { for set, about in var.permission_sets : set => about.inline_policy if about.inline_policy != null }

  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.this[each.key].arn
  inline_policy      = each.value
}

resource "aws_ssoadmin_permissions_boundary_attachment" "this" {
  for_each = { for set, about in var.permission_sets : set => about.boundary_policy_arn if about.boundary_policy_arn != null }

  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.this[each.key].arn

  permissions_boundary {
    managed_policy_arn = each.value
  }
}

resource "aws_ssoadmin_account_assignment" "this" {
  for_each = local.assignments

  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.this[each.value.set].arn
  principal_type     = "GROUP"
  principal_id       = local.group_ids[each.value.group]
  target_type        = "AWS_ACCOUNT"
  target_id          = each.value.account
}
