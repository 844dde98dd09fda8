variable "name" {
  description = "The role's name, the same in every account."
  type        = string
  default     = "bongsu-inventory"
}

variable "trusted_role_arns" {
  description = "Roles that may take it."
  type        = list(string)

  validation {
    condition     = length(var.trusted_role_arns) > 0 && alltrue([for arn in var.trusted_role_arns : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[^*?]+$", arn))])
    error_message = "trusted_role_arns must name at least one role by its whole ARN (arn:aws:iam::111122223333:role/name); accounts and wildcards are not accepted."
  }
}

variable "external_id" {
  description = "What the trusted roles have to know. Not a secret in IAM's sense, but unguessable."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9+=,.@:/_-]{16,1000}$", var.external_id))
    error_message = "external_id must have at least 16 characters that IAM allows; make one with `openssl rand -hex 16`."
  }
}

variable "organizational_unit_ids" {
  description = "OUs (or the root) whose accounts get the role by StackSet; empty makes no StackSet."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for id in var.organizational_unit_ids : can(regex("^(ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|r-[0-9a-z]{4,32})$", id))])
    error_message = "organizational_unit_ids must be ids of OUs (ou-ab12-cd34ef56) or the root's (r-ab12)."
  }
}

variable "call_as" {
  description = "SELF in the management account, DELEGATED_ADMIN in the delegated administrator of StackSets."
  type        = string
  default     = "DELEGATED_ADMIN"

  validation {
    condition     = contains(["SELF", "DELEGATED_ADMIN"], var.call_as)
    error_message = "call_as must be SELF (management account) or DELEGATED_ADMIN (any other)."
  }
}

variable "permissions_boundary_arn" {
  description = "Policy that bounds the roles, where your organization demands one."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of everything that is made."
  type        = map(string)
  default     = {}
}
