variable "name" {
  description = "What the names of the roles begin with."
  type        = string
  default     = "bongsu"

  validation {
    condition     = can(regex("^[A-Za-z0-9+=,.@_-]{1,40}$", var.name))
    error_message = "name must be 1 to 40 letters, digits and + = , . @ _ - so that the roles' names stay within the 64 of IAM."
  }
}

variable "trust" {
  description = "Who may take the roles, as in workload-role: ECS tasks of this account in some regions, one Kubernetes service account, or named roles that know an external id."
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
}

variable "bucket_arns" {
  description = "Buckets whose objects under AWSLogs/ may be read."
  type        = list(string)

  validation {
    condition     = length(var.bucket_arns) > 0 && alltrue([for arn in var.bucket_arns : can(regex("^arn:aws[a-z-]*:s3:::[a-z0-9][a-z0-9.-]+[a-z0-9]$", arn))])
    error_message = "bucket_arns must name at least one bucket by its ARN (arn:aws:s3:::name), without a key and without wildcards."
  }
}

variable "queue_arns" {
  description = "Queues that announce objects."
  type        = list(string)

  validation {
    condition     = length(var.queue_arns) > 0 && alltrue([for arn in var.queue_arns : can(regex("^arn:aws[a-z-]*:sqs:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_.-]+$", arn))])
    error_message = "queue_arns must name at least one queue by its whole ARN (arn:aws:sqs:…), without wildcards."
  }
}

variable "kms_key_arns" {
  description = "Keys that the objects are encrypted with; empty where S3 encrypts with its own."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.kms_key_arns : can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[a-z0-9-]+$", arn))])
    error_message = "kms_key_arns must be whole ARNs of keys (arn:aws:kms:…:key/…), not aliases and without wildcards: IAM doesn't resolve an alias here."
  }
}

variable "backfill" {
  description = "Whether ship may list the buckets, which `bongsu ingest s3://…` needs."
  type        = bool
  default     = false
}

variable "kafka_cluster_arn" {
  description = "The MSK cluster. Null where Kafka is not MSK with IAM authentication."
  type        = string
  default     = null
}

variable "topic_prefix" {
  description = "What the names of all topics and groups begin with (BONGSU_TOPIC_PREFIX)."
  type        = string
  default     = "bongsu."

  validation {
    condition     = can(regex("^[a-zA-Z0-9._-]{1,100}$", var.topic_prefix))
    error_message = "topic_prefix must be 1 to 100 of a-z A-Z 0-9 . _ - as Kafka allows; without a prefix the roles would reach every topic of the cluster."
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
