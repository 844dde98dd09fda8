/*
# inventory-roles

A role in every account that lets Bongsu read what the account baseline is judged by, and nothing else: settings of AWS Config, CloudTrail, EC2, IAM, S3,
GuardDuty, Security Hub, Access Analyzer, Budgets and the account's contacts. It reads no data, no secret and no log. It is taken by the roles in
`trusted_role_arns` only, with the external id.

The role is made in the account the module is applied in and, by a StackSet, in the accounts of `organizational_unit_ids`.

```hcl
module "inventory_roles" {
  source = "../../modules/inventory-roles"

  trusted_role_arns       = [module.account_factory_roles.task_role_arn]
  external_id             = var.external_id
  organizational_unit_ids = ["r-ab12"]
}
```

The list of actions is the one in `compliance-packs/packs/account-baseline/README.md`: what a rule of that pack reads. A test holds the two together.
*/

data "aws_partition" "this" {}

locals {
  tags = merge({ "bongsu:module" = "inventory-roles" }, var.tags)

  # The calls that the account factory makes to read an account; a test compares the two.
  actions = jsondecode(file("${path.module}/actions.json"))

  # Settings that IAM can't narrow to a resource, and one that it can.
  reads = [
    {
      sid     = "ReadSettings"
      actions = local.actions.ReadSettings
      # AWS allows no resource for these actions, or none that is known before.
      resources = ["*"]
    },
    {
      sid       = "ReadTrails"
      actions   = local.actions.ReadTrails
      resources = ["arn:${data.aws_partition.this.partition}:cloudtrail:*:*:trail/*"]
    },
    {
      sid       = "ReadDetectors"
      actions   = local.actions.ReadDetectors
      resources = ["arn:${data.aws_partition.this.partition}:guardduty:*:*:detector/*"]
    },
    {
      sid       = "ReadBudgets"
      actions   = local.actions.ReadBudgets
      resources = ["arn:${data.aws_partition.this.partition}:budgets::*:budget/*"]
    },
  ]

  template = {
    AWSTemplateFormatVersion = "2010-09-09"
    Description              = "Role that Bongsu reads account settings with"
    Resources = {
      Role = {
        Type = "AWS::IAM::Role"
        Properties = {
          RoleName                 = var.name
          Description              = "Bongsu reads the settings that the account baseline is judged by"
          MaxSessionDuration       = 3600
          AssumeRolePolicyDocument = { Version = "2012-10-17", Statement = module.here.trust }
          Policies                 = [{ PolicyName = "what-it-needs", PolicyDocument = { Version = "2012-10-17", Statement = module.here.permissions } }]
        }
      }
    }
  }
}

module "here" {
  source = "../workload-role"

  name                     = var.name
  description              = "Bongsu reads the settings that the account baseline is judged by"
  trust                    = { role_arns = var.trusted_role_arns, external_id = var.external_id }
  statements               = local.reads
  permissions_boundary_arn = var.permissions_boundary_arn
  tags                     = local.tags
}

resource "aws_cloudformation_stack_set" "members" {
  count = length(var.organizational_unit_ids) == 0 ? 0 : 1

  name             = var.name
  description      = "Role that Bongsu reads account settings with"
  permission_model = "SERVICE_MANAGED"
  call_as          = var.call_as
  capabilities     = ["CAPABILITY_NAMED_IAM"]
  template_body    = jsonencode(local.template)
  tags             = local.tags

  auto_deployment {
    enabled                          = true
    retain_stacks_on_account_removal = false
  }

  managed_execution {
    active = true
  }

  operation_preferences {
    max_concurrent_percentage    = 25
    failure_tolerance_percentage = 10
  }

  lifecycle {
    # The service-managed model sets it itself.
    ignore_changes = [administration_role_arn]
  }
}

data "aws_region" "this" {}

# One Region: IAM belongs to the account.
resource "aws_cloudformation_stack_set_instance" "members" {
  count = length(var.organizational_unit_ids) == 0 ? 0 : 1

  stack_set_name = aws_cloudformation_stack_set.members[0].name
  region         = data.aws_region.this.name
  call_as        = var.call_as

  deployment_targets {
    organizational_unit_ids = var.organizational_unit_ids
  }
}
