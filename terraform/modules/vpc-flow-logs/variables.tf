variable "bucket_arn" {
  description = "Bucket of the log archive (its output buckets.logs.arn)."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:s3:::[a-z0-9][a-z0-9.-]+[a-z0-9]$", var.bucket_arn))
    error_message = "bucket_arn must be a bucket's ARN without a key prefix (arn:aws:s3:::name); the archive's policy lets AWS write under AWSLogs/ only."
  }
}

variable "vpc_ids" {
  description = "VPCs whose traffic is logged, by a name of your choice."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for id in values(var.vpc_ids) : can(regex("^vpc-[0-9a-f]{8,17}$", id))])
    error_message = "vpc_ids must be ids of VPCs (vpc-0123456789abcdef0)."
  }
}

variable "transit_gateway_ids" {
  description = "Transit gateways whose traffic is logged, by a name of your choice."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for id in values(var.transit_gateway_ids) : can(regex("^tgw-[0-9a-f]{8,17}$", id))])
    error_message = "transit_gateway_ids must be ids of transit gateways (tgw-0123456789abcdef0)."
  }
}

variable "aggregation_seconds" {
  description = "How long AWS gathers a flow into one record: 600, or 60 for quicker and about ten times as many."
  type        = number
  default     = 600

  validation {
    condition     = contains([60, 600], var.aggregation_seconds)
    error_message = "aggregation_seconds must be 60 or 600; AWS knows no other."
  }
}

variable "tags" {
  description = "Tags of everything that is made."
  type        = map(string)
  default     = {}
}
