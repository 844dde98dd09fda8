variable "name" {
  description = "Name of the domain."
  type        = string
  default     = "bongsu"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,27}$", var.name))
    error_message = "name must be 3 to 28 lower-case letters, digits and hyphens, beginning with a letter (AWS's own rule)."
  }
}

variable "engine_version" {
  description = "Version of OpenSearch."
  type        = string
  default     = "OpenSearch_2.19"

  validation {
    condition     = can(regex("^OpenSearch_(2\\.(1[1-9]|[2-9][0-9])|[3-9]\\.)", var.engine_version))
    error_message = "engine_version must be OpenSearch_2.11 or later: earlier ones lack flat_object, which Bongsu's mappings use."
  }
}

variable "vpc_id" {
  description = "VPC of the domain."
  type        = string
}

variable "subnet_ids" {
  description = "Private subnets, one per Availability Zone."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) == 3
    error_message = "subnet_ids must be three subnets in three Availability Zones."
  }
}

variable "client_security_group_ids" {
  description = "Security groups that may connect, by a name of your choice. Nobody else can."
  type        = map(string)
}

variable "master_user_name" {
  description = "Name of the master user of the internal database."
  type        = string
  default     = "bongsu-master"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{3,63}$", var.master_user_name)) && var.master_user_name != "admin"
    error_message = "master_user_name must be 4 to 64 lower-case letters, digits and hyphens, and not admin, the name everybody tries first."
  }
}

variable "first_master_password" {
  description = "The master user's first password. It stays in Terraform's state, so change it right after the first apply; later values are ignored."
  type        = string
  sensitive   = true

  validation {
    condition     = length(var.first_master_password) >= 16 && alltrue([for class in ["[a-z]", "[A-Z]", "[0-9]", "[^A-Za-z0-9]"] : can(regex(class, var.first_master_password))])
    error_message = "first_master_password must have at least 16 characters, among them lower case, upper case, a digit and another."
  }
}

variable "data_nodes" {
  description = "The hot nodes: type, count (a multiple of three), GiB, and the volume's operations and MiB per second."
  type = object({
    instance_type = optional(string, "r7g.large.search")
    count         = optional(number, 3)
    volume_gib    = optional(number, 200)
    iops          = optional(number, 3000)
    throughput    = optional(number, 125)
  })
  default = {}

  validation {
    condition     = var.data_nodes.count >= 3 && var.data_nodes.count % 3 == 0
    error_message = "data_nodes.count must be a multiple of 3, so that each zone has as many."
  }

  validation {
    condition     = endswith(var.data_nodes.instance_type, ".search") && !can(regex("^t[23]\\.", var.data_nodes.instance_type))
    error_message = "data_nodes.instance_type must end in .search and be none of t2 and t3: AWS has no warm storage and no audit logs for them, and their credits end in a burst."
  }
}

variable "manager_instance_type" {
  description = "Type of the three dedicated managers."
  type        = string
  default     = "m7g.large.search"
}

variable "warm_nodes" {
  description = "UltraWarm nodes: type and count; null for none. Indices move there by an ISM policy."
  type = object({
    instance_type = optional(string, "ultrawarm1.medium.search")
    count         = optional(number, 3)
  })
  default = null

  validation {
    condition     = var.warm_nodes == null || try(var.warm_nodes.count >= 2 && startswith(var.warm_nodes.instance_type, "ultrawarm1."), false)
    error_message = "warm_nodes needs 2 or more of ultrawarm1.medium.search or ultrawarm1.large.search."
  }
}

variable "cold_storage" {
  description = "Whether indices may move on from warm to cold storage."
  type        = bool
  default     = true
}

variable "kms_key_arn" {
  description = "Key of volumes and snapshots; AWS's own where null."
  type        = string
  default     = null
}

variable "log_kms_key_arn" {
  description = "Key of the log groups; CloudWatch's own where null."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of everything that is made."
  type        = map(string)
  default     = {}
}
