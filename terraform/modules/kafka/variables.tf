variable "name" {
  description = "What the names of cluster, group and logs begin with."
  type        = string
  default     = "bongsu"

  validation {
    condition     = can(regex("^[A-Za-z0-9-]{1,50}$", var.name))
    error_message = "name must be 1 to 50 letters, digits and hyphens."
  }
}

variable "mode" {
  description = "provisioned or serverless."
  type        = string
  default     = "provisioned"

  validation {
    condition     = contains(["provisioned", "serverless"], var.mode)
    error_message = "mode must be provisioned or serverless."
  }
}

variable "vpc_id" {
  description = "VPC of the brokers."
  type        = string
}

variable "subnet_ids" {
  description = "Private subnets of the brokers, one per Availability Zone."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) == 3
    error_message = "subnet_ids must be three subnets in three Availability Zones: with 3 copies of each partition, two zones can't lose one without stopping."
  }
}

variable "client_security_group_ids" {
  description = "Security groups that may connect, by a name of your choice. Nobody else can."
  type        = map(string)
}

variable "kafka_version" {
  description = "Version of the provisioned brokers."
  type        = string
  default     = "3.8.x"

  validation {
    condition     = can(regex("^(3\\.[6-9]|4)\\.", var.kafka_version))
    error_message = "kafka_version must be 3.6 or later: exactly-once with IAM needs it."
  }
}

variable "brokers" {
  description = "Provisioned: number of brokers, a multiple of the three zones."
  type        = number
  default     = 3

  validation {
    condition     = var.brokers >= 3 && var.brokers % 3 == 0 && var.brokers <= 60
    error_message = "brokers must be a multiple of 3 from 3 to 60, so that each zone has as many."
  }
}

variable "instance_type" {
  description = "Provisioned: type of a broker. kafka.m7g.large takes about 10 MiB/s in with 3 copies."
  type        = string
  default     = "kafka.m7g.large"

  validation {
    condition     = startswith(var.instance_type, "kafka.") && !startswith(var.instance_type, "kafka.t3.")
    error_message = "instance_type must begin with kafka. and not be a t3: its credits end in the middle of a burst."
  }
}

variable "volume_gib" {
  description = "Provisioned: GiB of each broker at first; it grows by itself when 60 % are used."
  type        = number
  default     = 250

  validation {
    condition     = var.volume_gib >= 10 && var.volume_gib <= var.volume_gib_max
    error_message = "volume_gib must be at least 10 and not above volume_gib_max."
  }
}

variable "volume_gib_max" {
  description = "Provisioned: GiB that each broker may grow to."
  type        = number
  default     = 2000

  validation {
    condition     = var.volume_gib_max <= 16384
    error_message = "volume_gib_max must not be above 16384, MSK's own limit."
  }
}

variable "retention_hours" {
  description = "Provisioned: hours that records stay, and so the longest time OpenSearch or the policy engine may be away."
  type        = number
  default     = 72

  validation {
    condition     = var.retention_hours >= 24 && var.retention_hours <= 720
    error_message = "retention_hours must be from 24 (a day to mend what is broken) to 720."
  }
}

variable "kms_key_arn" {
  description = "Provisioned: key of the volumes; AWS's own for MSK where null."
  type        = string
  default     = null
}

variable "log_kms_key_arn" {
  description = "Key of the brokers' log group; CloudWatch's own where null."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of everything that is made."
  type        = map(string)
  default     = {}
}
