variable "name" {
  description = "Name of the trail; the log archive lets only a trail of this name write."
  type        = string
  default     = "bongsu"

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9._-]{1,30}[A-Za-z0-9]$", var.name))
    error_message = "name must be 3 to 32 letters, digits, '.', '_' and '-', beginning and ending with a letter or digit: a role's name is made of it, and IAM allows 64."
  }
}

variable "bucket_name" {
  description = "Bucket of the log archive for CloudTrail (its output buckets.logs.name)."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.bucket_name))
    error_message = "bucket_name must be the bucket's name, not its ARN."
  }
}

variable "kms_key_arn" {
  description = "Key of the log archive. Required: without it files are encrypted with S3's own key, which nothing can be denied by."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a key (arn:aws:kms:…:key/…) and not of an alias; CloudTrail in another account can't resolve an alias."
  }
}

variable "data_events" {
  description = "Data events to record: dynamodb, lambda, s3, each with what ARNs begin with (end a bucket's with '/'); an empty list records all of that type in every account."
  type        = map(list(string))
  default     = {}

  validation {
    condition     = alltrue([for type in keys(var.data_events) : contains(["dynamodb", "lambda", "s3"], type)])
    error_message = "data_events knows dynamodb, lambda and s3; for another type, record it with a trail of its own."
  }

  validation {
    condition     = alltrue([for arns in values(var.data_events) : alltrue([for arn in arns : can(regex("^arn:aws", arn)) && !can(regex("[*?]", arn))])])
    error_message = "data_events takes what ARNs begin with (arn:aws:s3:::payroll/), not names and not wildcards."
  }

  validation {
    condition     = alltrue([for arn in try(var.data_events["s3"], []) : can(regex("/", arn))])
    error_message = "An s3 entry of data_events must contain '/': arn:aws:s3:::payroll would also record the bucket payroll-test."
  }
}

variable "insights" {
  description = "Kinds of CloudTrail Insights to record, which cost extra: ApiCallRateInsight, ApiErrorRateInsight."
  type        = set(string)
  default     = []

  validation {
    condition     = length(setsubtract(var.insights, ["ApiCallRateInsight", "ApiErrorRateInsight"])) == 0
    error_message = "insights knows ApiCallRateInsight and ApiErrorRateInsight."
  }
}

variable "forward_to_event_bus_arn" {
  description = "Event bus that changes of the organization are sent to at once; its policy has to accept the management account. Null sends nothing."
  type        = string
  default     = null

  validation {
    condition     = var.forward_to_event_bus_arn == null || can(regex("^arn:aws[a-z-]*:events:[a-z0-9-]+:[0-9]{12}:event-bus/[^*?]+$", var.forward_to_event_bus_arn))
    error_message = "forward_to_event_bus_arn must be one bus's ARN (arn:aws:events:…:event-bus/name)."
  }
}

variable "tags" {
  description = "Tags of everything that is made."
  type        = map(string)
  default     = {}
}
