variable "name" {
  description = "The role's name."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9+=,.@_-]{1,64}$", var.name))
    error_message = "name must be 1 to 64 letters, digits and + = , . @ _ -"
  }
}

variable "description" {
  description = "What the program with this role does."
  type        = string
}

variable "trust" {
  description = "Who may take the role: ECS tasks of this account, one Kubernetes service account, or named roles that know an external id."
  type = object({
    ecs_regions = optional(list(string))
    eks_service_account = optional(object({
      oidc_provider_arn = string
      namespace         = string
      name              = string
    }))
    role_arns   = optional(list(string))
    external_id = optional(string)
  })

  validation {
    condition     = var.trust.ecs_regions != null || var.trust.eks_service_account != null || var.trust.role_arns != null
    error_message = "trust must name at least one of ecs_regions, eks_service_account and role_arns; nobody could take the role."
  }

  validation {
    condition     = var.trust.role_arns == null || length(coalesce(var.trust.external_id, "-")) >= 16
    error_message = "trust.external_id must be given with role_arns and have at least 16 characters; make one with `openssl rand -hex 16`."
  }

  validation {
    condition     = alltrue([for arn in coalesce(var.trust.role_arns, []) : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[^*?]+$", arn))])
    error_message = "trust.role_arns must name roles by their whole ARN (arn:aws:iam::111122223333:role/name); accounts, users and wildcards are not accepted."
  }

  validation {
    condition     = var.trust.eks_service_account == null || can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:oidc-provider/.+", var.trust.eks_service_account.oidc_provider_arn))
    error_message = "trust.eks_service_account.oidc_provider_arn must be the ARN of the cluster's IAM OIDC provider (arn:aws:iam::…:oidc-provider/…)."
  }
}

variable "statements" {
  description = "What the role may do: action by action, on which resources, under which conditions (as in IAM's JSON)."
  type = list(object({
    sid       = string
    actions   = list(string)
    resources = list(string)
    condition = optional(map(map(list(string))), {})
  }))
  default = []

  validation {
    condition     = alltrue(flatten([for s in var.statements : [for action in s.actions : can(regex("^[a-z0-9-]+:[A-Za-z0-9]+$", action))]]))
    error_message = "statements must name each action in full (s3:GetObject); wildcards are not accepted."
  }
}

variable "permissions_boundary_arn" {
  description = "Policy that bounds the role, where your organization demands one."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of the role."
  type        = map(string)
  default     = {}
}
