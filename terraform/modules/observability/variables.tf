variable "name" {
  description = "Name of the dashboard, and what names of alarms begin with."
  type        = string
  default     = "bongsu"

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,50}$", var.name))
    error_message = "name must be 1 to 50 letters, digits, hyphens and underscores."
  }
}

variable "subscribers" {
  description = "Who is told, by a name of your choice: protocol (email, https, sqs, lambda) and endpoint."
  type        = map(object({ protocol = string, endpoint = string }))

  validation {
    condition     = length(var.subscribers) > 0
    error_message = "subscribers must name at least one: an alarm that nobody hears is none."
  }

  validation {
    condition     = alltrue([for s in values(var.subscribers) : contains(["email", "https", "sqs", "lambda"], s.protocol)])
    error_message = "subscribers: protocol must be email, https, sqs or lambda; http would send alarms in the clear."
  }
}

variable "queue_names" {
  description = "Queues whose oldest message is watched, by a name of your choice."
  type        = map(string)
}

variable "dead_queue_names" {
  description = "Dead-letter queues, which must be empty, by a name of your choice."
  type        = map(string)

  validation {
    condition     = length(var.dead_queue_names) > 0
    error_message = "dead_queue_names must name at least one; without it a lost announcement goes unnoticed."
  }
}

variable "queue_account_id" {
  description = "Account of the queues, where it is another one that CloudWatch links to this; null for this account."
  type        = string
  default     = null

  validation {
    condition     = var.queue_account_id == null || can(regex("^[0-9]{12}$", var.queue_account_id))
    error_message = "queue_account_id must be 12 digits, in quotes, or null."
  }
}

variable "topic_prefix" {
  description = "What the names of all topics and groups begin with (BONGSU_TOPIC_PREFIX)."
  type        = string
  default     = "bongsu."
}

variable "kafka" {
  description = "The MSK cluster's name and its number of brokers (0 for a serverless one); null where Kafka is elsewhere."
  type = object({
    cluster_name = string
    brokers      = optional(number, 0)
  })
  default = null
}

variable "opensearch" {
  description = "The domain; null where OpenSearch is elsewhere."
  type        = object({ domain_name = string })
  default     = null
}

variable "database" {
  description = "The cluster's or instance's identifier and whether it is Aurora; null where PostgreSQL is elsewhere."
  type = object({
    identifier = string
    aurora     = optional(bool, true)
  })
  default = null
}

variable "services" {
  description = "The ECS cluster, log group of each service, and the console's load balancer; null where the services run elsewhere."
  type = object({
    cluster_name    = string
    log_group_names = map(string)
    load_balancer   = string
  })
  default = null
}

variable "thresholds" {
  description = "From where on it is an alarm: age of the oldest announcement, records that wait, MiB free in OpenSearch, errors in five minutes."
  type = object({
    queue_age_seconds = optional(number, 900)
    lag_records       = optional(number, 500000)
    search_free_mib   = optional(number, 20480)
    errors            = optional(number, 20)
  })
  default = {}

  validation {
    condition     = var.thresholds.queue_age_seconds >= 60 && var.thresholds.queue_age_seconds <= 86400
    error_message = "thresholds.queue_age_seconds must be from 60 to 86400; after a day the alarm comes too late."
  }
}

variable "kms_key_id" {
  description = "Key of the alarm topic; its policy has to let cloudwatch.amazonaws.com use it, so AWS's own alias/aws/sns won't do. Null leaves alarm texts, in which there are no log records, unencrypted."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_id != "alias/aws/sns"
    error_message = "kms_key_id must not be alias/aws/sns: CloudWatch may not use that key, and alarms would be lost without a word."
  }
}

variable "tags" {
  description = "Tags of everything that is made."
  type        = map(string)
  default     = {}
}
