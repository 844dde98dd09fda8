variable "name" {
  description = "What the names of the roles begin with."
  type        = string
  default     = "bongsu"

  validation {
    condition     = can(regex("^[A-Za-z0-9+=,.@_-]{1,40}$", var.name))
    error_message = "name must be 1 to 40 letters, digits and + = , . @ _ - so that the roles' names stay within the 64 of IAM."
  }
}


variable "organization_id" {
  description = "Id of the organization."
  type        = string

  validation {
    condition     = can(regex("^o-[a-z0-9]{10,32}$", var.organization_id))
    error_message = "organization_id must look like o-a1b2c3d4e5; `aws organizations describe-organization` prints it."
  }
}

variable "trusted_role_arns" {
  description = "Roles that may take the role: the task role of the account factory."
  type        = list(string)

  validation {
    condition     = length(var.trusted_role_arns) > 0 && alltrue([for arn in var.trusted_role_arns : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[^*?]+$", arn))])
    error_message = "trusted_role_arns must name at least one role by its whole ARN (arn:aws:iam::111122223333:role/name); accounts and wildcards are not accepted: this role makes accounts."
  }
}

variable "external_id" {
  description = "What the trusted roles have to know."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9+=,.@:/_-]{16,1000}$", var.external_id))
    error_message = "external_id must have at least 16 characters that IAM allows; make one with `openssl rand -hex 16`."
  }
}

variable "member_role_name" {
  description = "Role that Organizations makes in a new account and the factory takes there (ACCOUNT_FACTORY_AWS_MEMBER_ROLE)."
  type        = string
  default     = "OrganizationAccountAccessRole"

  validation {
    condition     = can(regex("^[A-Za-z0-9+=,.@_-]{1,64}$", var.member_role_name))
    error_message = "member_role_name must be one role's name, without path and wildcards."
  }
}

variable "may_close_accounts" {
  description = "Whether the factory may close accounts. A closed account can be had back for 90 days only, by AWS Support."
  type        = bool
  default     = false
}

variable "identity_center_instance_arn" {
  description = "The Identity Center instance whose assignments the factory makes; null where it makes none."
  type        = string
  default     = null

  validation {
    condition     = var.identity_center_instance_arn == null || can(regex("^arn:aws[a-z-]*:sso:::instance/ssoins-[a-z0-9.-]+$", var.identity_center_instance_arn))
    error_message = "identity_center_instance_arn must look like arn:aws:sso:::instance/ssoins-…; `aws sso-admin list-instances` prints it."
  }
}

variable "identity_store_id" {
  description = "The identity store of that instance."
  type        = string
  default     = null

  validation {
    condition     = (var.identity_center_instance_arn == null) == (var.identity_store_id == null) && (var.identity_store_id == null || can(regex("^(d-[0-9a-f]{10}|[0-9a-f-]{36})$", var.identity_store_id)))
    error_message = "identity_store_id must be given together with identity_center_instance_arn, and look like d-1234567890; `aws sso-admin list-instances` prints both."
  }
}

variable "may_change_accounts" {
  description = "Whether it may give accounts another name and another root address."
  type        = bool
  default     = false
}

variable "may_manage_organization" {
  description = "Whether it may make and change OUs and policies, enable and delegate the services of organization_services and, with an Identity Center instance, change permission sets and make groups."
  type        = bool
  default     = false
}

variable "organization_services" {
  description = "Services that it may enable for the organization and delegate, where may_manage_organization."
  type        = list(string)
  default     = []

  validation {
    condition     = (var.may_manage_organization == (length(var.organization_services) > 0)) && alltrue([for service in var.organization_services : can(regex("^[a-z0-9.-]+\\.amazonaws\\.com$", service))])
    error_message = "organization_services must name service principals (config.amazonaws.com) where may_manage_organization is true, and none where it is false."
  }
}

variable "stack_set_names" {
  description = "StackSets of the management account that customizations deploy to new accounts."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for name in var.stack_set_names : can(regex("^[A-Za-z][A-Za-z0-9-]{0,127}$", name))])
    error_message = "stack_set_names must be names of StackSets, without wildcards."
  }
}

variable "certificate_key_arn" {
  description = "The asymmetric key of KMS that vending certificates are signed with (account-factory.certificate.kms-key). Null where they are signed with a file."
  type        = string
  default     = null

  validation {
    condition     = var.certificate_key_arn == null || can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[a-z0-9-]+$", var.certificate_key_arn))
    error_message = "certificate_key_arn must be the whole ARN of a key (arn:aws:kms:…:key/…), not an alias: IAM doesn't resolve an alias here."
  }
}

variable "delegated_administrators" {
  description = "Accounts that administer services for the organization: account id to service principals. Trusted access for each service has to be enabled before."
  type        = map(set(string))
  default     = {}

  validation {
    condition     = alltrue([for account in keys(var.delegated_administrators) : can(regex("^[0-9]{12}$", account))])
    error_message = "The keys of delegated_administrators must be account ids of 12 digits, in quotes."
  }

  validation {
    condition     = alltrue(flatten([for services in values(var.delegated_administrators) : [for service in services : endswith(service, ".amazonaws.com")]]))
    error_message = "The values of delegated_administrators must be service principals, as config.amazonaws.com."
  }

  validation {
    condition     = alltrue(flatten([for services in values(var.delegated_administrators) : [for service in services : !contains(["guardduty.amazonaws.com", "securityhub.amazonaws.com"], service)]]))
    error_message = "GuardDuty and Security Hub register their delegated administrator by their own call, one per region; do it there (enable-organization-admin-account)."
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
