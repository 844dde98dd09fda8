variable "name" {
  description = "What the names of roles, StackSet, bus and queues begin with."
  type        = string
  default     = "bongsu"

  validation {
    condition     = can(regex("^[A-Za-z0-9-]{1,40}$", var.name))
    error_message = "name must be 1 to 40 letters, digits and hyphens."
  }
}

variable "organization_id" {
  description = "Id of the organization whose accounts may send change notifications."
  type        = string

  validation {
    condition     = can(regex("^o-[a-z0-9]{10,32}$", var.organization_id))
    error_message = "organization_id must look like o-a1b2c3d4e5; `aws organizations describe-organization` prints it."
  }
}

variable "bucket_name" {
  description = "Bucket of the log archive for AWS Config (its output buckets.config.name). It must have no default retention: AWS Config can't deliver to such a bucket."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.bucket_name)) && !startswith(var.bucket_name, "aws-waf-logs-")
    error_message = "bucket_name must be the name (not the ARN) of the log archive's bucket for AWS Config; the one of WAF has a default retention, which AWS Config can't deliver to."
  }
}

variable "kms_key_arn" {
  description = "Key of the log archive."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a key (arn:aws:kms:…:key/…), not of an alias: other accounts can't resolve it."
  }
}

variable "home_region" {
  description = "Region that records IAM and other resources that belong to no region; this region where null."
  type        = string
  default     = null
}

variable "regions" {
  description = "Regions that member accounts are recorded in; the home region is always among them."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for region in var.regions : can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", region))])
    error_message = "regions must be names of regions, as ap-northeast-2."
  }
}

variable "organizational_unit_ids" {
  description = "OUs (or the root) whose accounts get a recorder by StackSet; empty makes no StackSet. Leave out OUs that the account factory fills."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for id in var.organizational_unit_ids : can(regex("^(ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|r-[0-9a-z]{4,32})$", id))])
    error_message = "organizational_unit_ids must be ids of OUs (ou-ab12-cd34ef56) or the root's (r-ab12); accounts are not accepted."
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

variable "snapshot_frequency" {
  description = "How often the whole configuration is delivered besides its changes."
  type        = string
  default     = "TwentyFour_Hours"

  validation {
    condition     = contains(["One_Hour", "Three_Hours", "Six_Hours", "Twelve_Hours", "TwentyFour_Hours"], var.snapshot_frequency)
    error_message = "snapshot_frequency must be One_Hour, Three_Hours, Six_Hours, Twelve_Hours or TwentyFour_Hours."
  }
}

variable "tags" {
  description = "Tags of everything that is made."
  type        = map(string)
  default     = {}
}
