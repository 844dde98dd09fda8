/*
# workload-role

One IAM role for one program: who may take it, and the exact actions it needs. The other role modules are made of it, so that trust is written
once. At least one way to take the role has to be given:

| way | for |
|---|---|
| `trust.ecs_regions` | ECS tasks of this account in those regions; which task gets which role is said by its task definition |
| `trust.eks_service_account` | one Kubernetes service account of one cluster, by its OIDC provider (IRSA) |
| `trust.role_arns` with `trust.external_id` | named roles, of other accounts too, that know the external id |

```hcl
module "ship" {
  source = "../workload-role"

  name        = "bongsu-ship"
  description = "Reads log objects and writes them to Kafka"
  trust       = { ecs_regions = ["ap-northeast-2"] }
  statements = [
    { sid = "Read", actions = ["s3:GetObject"], resources = ["arn:aws:s3:::example-org-logs/AWSLogs/*"] },
  ]
}
```
*/

data "aws_caller_identity" "this" {}

data "aws_partition" "this" {}

locals {
  account = data.aws_caller_identity.this.account_id
  tags    = merge({ "bongsu:module" = "workload-role" }, var.tags)

  ecs = var.trust.ecs_regions == null ? [] : [{
    Sid       = "EcsTasks"
    Effect    = "Allow"
    Principal = { Service = "ecs-tasks.amazonaws.com" }
    Action    = ["sts:AssumeRole"]
    Condition = {
      StringEquals = { "aws:SourceAccount" = local.account }
      ArnLike      = { "aws:SourceArn" = [for region in var.trust.ecs_regions : "arn:${data.aws_partition.this.partition}:ecs:${region}:${local.account}:*"] }
    }
  }]

  eks = var.trust.eks_service_account == null ? [] : [{
    Sid       = "KubernetesServiceAccount"
    Effect    = "Allow"
    Principal = { Federated = var.trust.eks_service_account.oidc_provider_arn }
    Action    = ["sts:AssumeRoleWithWebIdentity"]
    Condition = {
      StringEquals = {
        "${local.oidc_issuer}:aud" = "sts.amazonaws.com"
        "${local.oidc_issuer}:sub" = "system:serviceaccount:${var.trust.eks_service_account.namespace}:${var.trust.eks_service_account.name}"
      }
    }
  }]
  oidc_issuer = try(split(":oidc-provider/", var.trust.eks_service_account.oidc_provider_arn)[1], "")

  roles = var.trust.role_arns == null ? [] : [{
    Sid       = "NamedRoles"
    Effect    = "Allow"
    Principal = { AWS = var.trust.role_arns }
    Action    = ["sts:AssumeRole"]
    Condition = { StringEquals = { "sts:ExternalId" = var.trust.external_id } }
  }]

  permissions = [
    for s in var.statements : merge(
      { Sid = s.sid, Effect = "Allow", Action = s.actions, Resource = s.resources },
      length(s.condition) == 0 ? {} : { Condition = s.condition },
    )
  ]
}

resource "aws_iam_role" "this" {
  name                 = var.name
  description          = var.description
  assume_role_policy   = jsonencode({ Version = "2012-10-17", Statement = concat(local.ecs, local.eks, local.roles) })
  permissions_boundary = var.permissions_boundary_arn
  max_session_duration = 3600
  tags                 = local.tags
}

resource "aws_iam_role_policy" "this" {
  count = length(var.statements) == 0 ? 0 : 1

  name   = "what-it-needs"
  role   = aws_iam_role.this.name
  policy = jsonencode({ Version = "2012-10-17", Statement = local.permissions })
}
