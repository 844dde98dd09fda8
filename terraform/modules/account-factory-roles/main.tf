/*
# account-factory-roles

What the account factory may do in the management account, and which accounts administer services for the organization. Apply it in the management
account. Nothing of Bongsu runs there: the factory's task, in an account of its own, takes the role `<name>-account-factory` with the external id.

The permissions are listed call by call, as the steps of the vending workflow make them (`docs/adr/0015-vending-is-a-journal-of-steps.md`), and narrowed to
this organization's accounts, OUs and policies where Organizations allows it. The role can't leave or delete the organization, invite or remove
accounts, disable services, or touch the management account itself. What is beyond vending has to be asked for: `may_close_accounts`, `may_change_accounts`,
`stack_set_names` for customizations, and `may_manage_organization` for the organization as code. In member accounts the factory takes the role that Organizations makes there (`member_role_name`).

```hcl
module "account_factory_roles" {
  source    = "../../modules/account-factory-roles"
  providers = { aws = aws.management }

  organization_id   = "o-a1b2c3d4e5"
  trusted_role_arns = [module.services.account_factory_task_role_arn]
  external_id       = var.external_id
  delegated_administrators = {
    "444455556666" = ["config.amazonaws.com", "config-multiaccountsetup.amazonaws.com", "member.org.stacksets.cloudformation.amazonaws.com"]
  }
}
```
*/

data "aws_caller_identity" "this" {}

data "aws_partition" "this" {}

locals {
  management = data.aws_caller_identity.this.account_id
  partition  = data.aws_partition.this.partition
  tags       = merge({ "bongsu:module" = "account-factory-roles" }, var.tags)

  organizations = "arn:${local.partition}:organizations::${local.management}"
  accounts      = "${local.organizations}:account/${var.organization_id}/*"
  units         = "${local.organizations}:ou/${var.organization_id}/ou-*"
  root          = "${local.organizations}:root/${var.organization_id}/r-*"
  policies      = ["${local.organizations}:policy/${var.organization_id}/*/*", "arn:${local.partition}:organizations::aws:policy/*/*"]

  # The calls that the code makes; a test compares the two.
  actions = jsondecode(file("${path.module}/actions.json"))

  instance_parts = var.identity_center_instance_arn == null ? [] : [
    var.identity_center_instance_arn,
    "arn:${local.partition}:sso:::permissionSet/${element(split("/", var.identity_center_instance_arn), 1)}/*",
    "arn:${local.partition}:sso:::account/*",
  ]

  statements = concat([
    {
      sid     = "LookAtTheOrganization"
      actions = local.actions.LookAtTheOrganization
      # Organizations knows no resource for these.
      resources = ["*"]
      condition = {}
    },
    {
      sid       = "LookAtItsParts"
      actions   = local.actions.LookAtItsParts
      resources = concat([local.accounts, local.units, local.root], local.policies)
      condition = {}
    },
    {
      sid     = "CreateAccounts"
      actions = local.actions.CreateAccounts
      # An account that doesn't exist yet has no ARN; Organizations allows no other resource.
      resources = ["*"]
      condition = {}
    },
    {
      sid       = "MoveAccounts"
      actions   = local.actions.MoveAccounts
      resources = [local.accounts, local.units, local.root]
      condition = {}
    },
    {
      sid       = "TagAccounts"
      actions   = local.actions.TagAccounts
      resources = [local.accounts]
      condition = {}
    },
    {
      sid       = "AttachPolicies"
      actions   = local.actions.AttachPolicies
      resources = concat([local.accounts, local.units], local.policies)
      condition = { StringEquals = { "organizations:PolicyType" = ["RESOURCE_CONTROL_POLICY", "SERVICE_CONTROL_POLICY"] } }
    },
    {
      sid       = "Contacts"
      actions   = local.actions.Contacts
      resources = ["arn:${local.partition}:account::${local.management}:account/${var.organization_id}/*"]
      condition = {}
    },
    {
      sid     = "LookAtTheTrail"
      actions = local.actions.LookAtTheTrail
      # A member account can't see the state of the organization's trail; its owner can.
      resources = ["arn:${local.partition}:cloudtrail:*:${local.management}:trail/*"]
      condition = {}
    },
    {
      sid       = "EnterMemberAccounts"
      actions   = local.actions.EnterMemberAccounts
      resources = ["arn:${local.partition}:iam::*:role/${var.member_role_name}"]
      condition = { StringEquals = { "aws:ResourceOrgID" = [var.organization_id] } }
    },
    ], var.certificate_key_arn == null ? [] : [{
      sid       = "SignCertificates"
      actions   = local.actions.SignCertificates
      resources = [var.certificate_key_arn]
      condition = {}
    }],
    length(var.stack_set_names) == 0 ? [] : [{
      sid     = "Customize"
      actions = local.actions.Customize
      resources = flatten([for name in var.stack_set_names : [
        "arn:${local.partition}:cloudformation:*:${local.management}:stackset/${name}:*",
        "arn:${local.partition}:cloudformation:*:${local.management}:stackset-target/${name}:*",
      ]])
      condition = {}
    }],
    var.may_change_accounts ? [{
      sid       = "ChangeAccounts"
      actions   = local.actions.ChangeAccounts
      resources = ["arn:${local.partition}:account::${local.management}:account/${var.organization_id}/*"]
      condition = {}
    }] : [],
    var.may_manage_organization ? local.organization_statements : [],
    var.may_close_accounts ? [{
      sid       = "CloseAccounts"
      actions   = local.actions.CloseAccounts
      resources = [local.accounts]
      condition = {}
    }] : [],
    length(local.instance_parts) == 0 ? [] : [
      {
        sid       = "Assignments"
        actions   = local.actions.Assignments
        resources = local.instance_parts
        condition = {}
      },
      {
        sid     = "FindGroups"
        actions = local.actions.FindGroups
        # Groups and users of the one identity store; their ids aren't known before.
        resources = ["arn:${local.partition}:identitystore::${local.management}:identitystore/${coalesce(var.identity_store_id, "-")}", "arn:${local.partition}:identitystore:::group/*"]
        condition = {}
      },
    ],
  )

  # The organization as code: its units, policies, services and, where there is an instance, permission sets and groups.
  organization_statements = concat([
    { sid = "ChangeUnits", actions = local.actions.ChangeUnits, resources = [local.units, local.root], condition = {} },
    {
      sid     = "CreatePolicies"
      actions = local.actions.CreatePolicies
      # A policy that doesn't exist yet has no ARN; Organizations allows no other resource.
      resources = ["*"]
      condition = { StringEquals = { "organizations:PolicyType" = ["RESOURCE_CONTROL_POLICY", "SERVICE_CONTROL_POLICY", "TAG_POLICY"] } }
    },
    { sid = "ChangePolicies", actions = local.actions.ChangePolicies, resources = ["${local.organizations}:policy/${var.organization_id}/*/*"], condition = {} },
    {
      sid     = "LookAtServices"
      actions = local.actions.LookAtServices
      # Organizations knows no resource for these.
      resources = ["*"]
      condition = {}
    },
    {
      sid     = "EnableServices"
      actions = local.actions.EnableServices
      # Organizations knows no resource for it either; the services are named.
      resources = ["*"]
      condition = { StringEquals = { "organizations:ServicePrincipal" = var.organization_services } }
    },
    {
      sid       = "DelegateServices"
      actions   = local.actions.DelegateServices
      resources = [local.accounts]
      condition = { StringEquals = { "organizations:ServicePrincipal" = var.organization_services } }
    },
    ], length(local.instance_parts) == 0 ? [] : [
    { sid = "ChangePermissionSets", actions = local.actions.ChangePermissionSets, resources = local.instance_parts, condition = {} },
    {
      sid     = "FindInstance"
      actions = local.actions.FindInstance
      # Identity Center knows no resource for it.
      resources = ["*"]
      condition = {}
    },
    {
      sid       = "CreateGroups"
      actions   = local.actions.CreateGroups
      resources = ["arn:${local.partition}:identitystore::${local.management}:identitystore/${coalesce(var.identity_store_id, "-")}"]
      condition = {}
    },
  ])

  # Whatever the statements above or others to come allow.
  denied = [{
    Sid    = "NeverTheOrganizationItself"
    Effect = "Deny"
    Action = concat([
      "organizations:CreateOrganization", "organizations:DeleteOrganization", "organizations:DisableAWSServiceAccess", "organizations:DisablePolicyType",
      "organizations:InviteAccountToOrganization", "organizations:LeaveOrganization", "organizations:RemoveAccountFromOrganization",
      ], var.may_manage_organization ? [] : [
      "organizations:DeregisterDelegatedAdministrator", "organizations:EnableAWSServiceAccess", "organizations:RegisterDelegatedAdministrator",
    ])
    Resource = "*" # a denial, wherever
    }, {
    Sid      = "NeverTheManagementAccount"
    Effect   = "Deny"
    Action   = ["organizations:CloseAccount", "organizations:MoveAccount", "organizations:TagResource", "organizations:UntagResource", "organizations:AttachPolicy", "organizations:DetachPolicy"]
    Resource = ["${local.organizations}:account/${var.organization_id}/${local.management}"]
    }, {
    Sid      = "NeverARoleOfTheManagementAccount"
    Effect   = "Deny"
    Action   = ["sts:AssumeRole"]
    Resource = ["arn:${local.partition}:iam::${local.management}:role/*"]
  }]
}

module "account_factory" {
  source = "../workload-role"

  name                     = "${var.name}-account-factory"
  description              = "Account factory: makes accounts and puts them in their place"
  trust                    = { role_arns = var.trusted_role_arns, external_id = var.external_id }
  statements               = local.statements
  permissions_boundary_arn = var.permissions_boundary_arn
  tags                     = local.tags
}

resource "aws_iam_role_policy" "denied" {
  name   = "what-it-must-not"
  role   = module.account_factory.name
  policy = jsonencode({ Version = "2012-10-17", Statement = local.denied })
}

################################################################################
# Delegated administrators
################################################################################

resource "aws_organizations_delegated_administrator" "this" {
  for_each = merge([
    for account, services in var.delegated_administrators : { for service in services : "${service}/${account}" => { account = account, service = service } }
  ]...)

  account_id        = each.value.account
  service_principal = each.value.service
}
