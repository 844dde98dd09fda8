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

variable "bundle_bucket_arn" {
  description = "Bucket whose bundles/ OPA reads its signed bundle from; null where the packs are in the image."
  type        = string
  default     = null

  validation {
    condition     = var.bundle_bucket_arn == null || can(regex("^arn:aws[a-z-]*:s3:::[a-z0-9][a-z0-9.-]+[a-z0-9]$", var.bundle_bucket_arn))
    error_message = "bundle_bucket_arn must be one bucket's ARN (arn:aws:s3:::name), or null."
  }
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
