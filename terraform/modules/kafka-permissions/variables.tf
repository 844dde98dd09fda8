variable "cluster_arn" {
  description = "The MSK cluster. Null where Kafka is not MSK with IAM authentication: there are no statements then."
  type        = string
  default     = null

  validation {
    condition     = var.cluster_arn == null || can(regex("^arn:aws[a-z-]*:kafka:[a-z0-9-]+:[0-9]{12}:cluster/[^/*]+/[^/*]+$", var.cluster_arn))
    error_message = "cluster_arn must be the whole ARN of an MSK cluster (arn:aws:kafka:…:cluster/name/uuid), or null."
  }
}

variable "write" {
  description = "Topics that are written to."
  type        = list(string)
  default     = []

  validation {
    condition     = !contains(var.write, "*")
    error_message = "write must not be '*': name the topics, or what their names begin with."
  }
}

variable "read" {
  description = "Topics that are read from."
  type        = list(string)
  default     = []

  validation {
    condition     = !contains(var.read, "*")
    error_message = "read must not be '*': name the topics, or what their names begin with."
  }
}

variable "create" {
  description = "Topics that are made where they don't exist."
  type        = list(string)
  default     = []

  validation {
    condition     = !contains(var.create, "*")
    error_message = "create must not be '*': name the topics, or what their names begin with."
  }
}

variable "purge" {
  description = "Topics whose old records are deleted by the client itself, as Kafka Streams does with its repartition topics."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for topic in var.purge : can(regex("-repartition$", topic))])
    error_message = "purge takes repartition topics of Kafka Streams only (they end with -repartition): the right to purge is the right to delete the topic."
  }
}

variable "groups" {
  description = "Consumer groups."
  type        = list(string)
  default     = []

  validation {
    condition     = !contains(var.groups, "*")
    error_message = "groups must not be '*': name the groups, or what their names begin with."
  }
}

variable "transactional_ids" {
  description = "Transactional ids."
  type        = list(string)
  default     = []

  validation {
    condition     = !contains(var.transactional_ids, "*")
    error_message = "transactional_ids must not be '*': name what they begin with."
  }
}
