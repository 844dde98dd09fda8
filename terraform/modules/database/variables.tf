variable "name" {
  description = "What the names begin with."
  type        = string
  default     = "bongsu"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,39}$", var.name)) && !strcontains(var.name, "--")
    error_message = "name must be 1 to 40 lower-case letters, digits and single hyphens, beginning with a letter (RDS's own rule)."
  }
}

variable "engine" {
  description = "aurora (serverless v2, writer and reader) or rds (one instance with a standby)."
  type        = string
  default     = "aurora"

  validation {
    condition     = contains(["aurora", "rds"], var.engine)
    error_message = "engine must be aurora or rds."
  }
}

variable "engine_version" {
  description = "Version of PostgreSQL."
  type        = string
  default     = "17.4"

  validation {
    condition     = can(regex("^1[5-9]\\.[0-9]+$", var.engine_version))
    error_message = "engine_version must be major.minor from 15 on, as 17.4."
  }
}

variable "vpc_id" {
  description = "VPC of the database."
  type        = string
}

variable "subnet_ids" {
  description = "Private subnets in at least two Availability Zones."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "subnet_ids must be at least two subnets in different Availability Zones; a standby needs the second."
  }
}

variable "client_security_group_ids" {
  description = "Security groups that may connect, by a name of your choice. Nobody else can."
  type        = map(string)
}

variable "aurora_capacity" {
  description = "Aurora: least and most capacity units (2 GiB of memory each)."
  type = object({
    min = optional(number, 0.5)
    max = optional(number, 8)
  })
  default = {}

  validation {
    condition     = var.aurora_capacity.min >= 0.5 && var.aurora_capacity.max >= var.aurora_capacity.min && var.aurora_capacity.max <= 256
    error_message = "aurora_capacity: min must be at least 0.5 (at 0 the database sleeps, and a step of the factory would wait for it), max from min to 256."
  }
}

variable "instance_class" {
  description = "RDS: class of the instance."
  type        = string
  default     = "db.m7g.large"

  validation {
    condition     = startswith(var.instance_class, "db.")
    error_message = "instance_class must begin with db., as db.m7g.large."
  }
}

variable "backup_days" {
  description = "Days that daily backups, and with them every moment since, can be restored."
  type        = number
  default     = 35

  validation {
    condition     = var.backup_days >= 7 && var.backup_days <= 35
    error_message = "backup_days must be from 7 to 35, RDS's own limit."
  }
}

variable "kms_key_arn" {
  description = "Key of storage, backups and the master secret; AWS's own where null."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of everything that is made."
  type        = map(string)
  default     = {}
}
