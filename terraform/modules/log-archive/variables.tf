variable "name" {
  description = "What the names of buckets, queues and the rule begin with; bucket names are unique in the world, so put your organization's name in."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,46}[a-z0-9]$", var.name))
    error_message = "name must be 3 to 48 lower-case letters, digits and hyphens, and begin and end with a letter or digit: AWS allows a bucket name 63 characters and 'aws-waf-logs-' takes 13."
  }
}

variable "organization_id" {
  description = "Id of the organization whose services may write."
  type        = string

  validation {
    condition     = can(regex("^o-[a-z0-9]{10,32}$", var.organization_id))
    error_message = "organization_id must look like o-a1b2c3d4e5; `aws organizations describe-organization` prints it."
  }
}

variable "management_account_id" {
  description = "Account that owns the organization's trail."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.management_account_id))
    error_message = "management_account_id must be 12 digits, in quotes so that leading zeros stay."
  }
}

variable "trail_name" {
  description = "Name of the organization's trail; only that trail may write."
  type        = string
  default     = "bongsu"

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9._-]{1,126}[A-Za-z0-9]$", var.trail_name))
    error_message = "trail_name must be 3 to 128 letters, digits, '.', '_' and '-', beginning and ending with a letter or digit."
  }
}

variable "trail_region" {
  description = "Home region of the trail; this region where null."
  type        = string
  default     = null
}

variable "reader_role_arns" {
  description = "Roles that may read objects and take messages: the collector's ship role, and an investigator's if you have one. Everyone else is denied."
  type        = list(string)

  validation {
    condition     = length(var.reader_role_arns) > 0 && alltrue([for arn in var.reader_role_arns : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[^*?]+$", arn))])
    error_message = "reader_role_arns must name at least one role by its whole ARN (arn:aws:iam::111122223333:role/name), without wildcards; a user, an account or '*' is not accepted."
  }
}

variable "break_glass_role_arns" {
  description = "Roles that may delete, shorten retention or change the lifecycle. Leave it empty; a change of these settings needs it for as long as the change takes."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.break_glass_role_arns : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[^*?]+$", arn))])
    error_message = "break_glass_role_arns must name roles by their whole ARN (arn:aws:iam::111122223333:role/name), without wildcards."
  }
}

variable "object_lock_mode" {
  description = "GOVERNANCE: the bucket policy and Object Lock together keep objects. COMPLIANCE: nobody can shorten the retention any more, AWS included."
  type        = string
  default     = "GOVERNANCE"

  validation {
    condition     = contains(["GOVERNANCE", "COMPLIANCE"], var.object_lock_mode)
    error_message = "object_lock_mode must be GOVERNANCE or COMPLIANCE."
  }
}

variable "retention_days" {
  description = "Days that no object can be deleted. Korean rules ask for access records of personal data systems to be kept one year, two where there are 50,000 people or sensitive data."
  type        = number
  default     = 730

  validation {
    condition     = var.retention_days >= 365 && var.retention_days <= 36500 && floor(var.retention_days) == var.retention_days
    error_message = "retention_days must be a whole number from 365 (one year, the least that ISMS-P 2.9.4 is usually met with) to 36500."
  }
}

variable "archive_after_days" {
  description = "Days after which objects above 128 KiB move to Glacier Instant Retrieval."
  type        = number
  default     = 90

  validation {
    condition     = var.archive_after_days >= 1 && var.archive_after_days < var.expire_after_days
    error_message = "archive_after_days must be at least 1 and less than expire_after_days."
  }
}

variable "expire_after_days" {
  description = "Days after which objects are deleted for good."
  type        = number
  default     = 1095

  validation {
    condition     = var.expire_after_days >= var.retention_days
    error_message = "expire_after_days must not be less than retention_days: Object Lock would keep the objects anyway, and you would believe them deleted."
  }
}

variable "tags" {
  description = "Tags of everything that is made."
  type        = map(string)
  default     = {}
}
