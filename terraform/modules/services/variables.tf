variable "name" {
  description = "Name of the cluster, and what other names begin with."
  type        = string
  default     = "bongsu"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,19}$", var.name))
    error_message = "name must be 1 to 20 lower-case letters, digits and hyphens, beginning with a letter: a load balancer's name has 32 characters at most."
  }
}

variable "vpc_id" {
  description = "VPC of the tasks."
  type        = string
}

variable "vpc_cidr" {
  description = "Addresses of the VPC: tasks reach engines and each other there."
  type        = string

  validation {
    condition     = can(cidrhost(var.vpc_cidr, 0)) && var.vpc_cidr != "0.0.0.0/0"
    error_message = "vpc_cidr must be the VPC's own range, as 10.0.0.0/16."
  }
}

variable "subnet_ids" {
  description = "Private subnets of the tasks and of the console's load balancer, in at least two Availability Zones, with a way to AWS (NAT or VPC endpoints)."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "subnet_ids must be at least two subnets in different Availability Zones."
  }
}

variable "https_egress_cidrs" {
  description = "Where tasks may go by HTTPS: AWS's APIs and OpenSearch. With VPC endpoints for all of them, the VPC's own range is enough."
  type        = set(string)
  default     = ["0.0.0.0/0"]
}

variable "images" {
  description = "Container images: collector, policy engine, OPA with the packs, console, and a small one with a shell that writes files (busybox)."
  type = object({
    collector     = string
    policy_engine = string
    opa           = string
    console       = string
    files         = string
  })

  validation {
    condition     = alltrue([for image in values(var.images) : can(regex("(:[^/:@]+|@sha256:[0-9a-f]{64})$", image)) && !endswith(image, ":latest")])
    error_message = "images must each carry a version or a digest (name:1.0.0 or name@sha256:…) other than latest: a restart must not bring another program."
  }
}

variable "ecr_repository_prefix" {
  description = "What the names of this account's ECR repositories with these images begin with."
  type        = string
  default     = "bongsu/"

  validation {
    condition     = length(var.ecr_repository_prefix) > 0 && !strcontains(var.ecr_repository_prefix, "*")
    error_message = "ecr_repository_prefix must say what the repositories' names begin with; empty would let tasks pull every image of the account."
  }
}

variable "task_role_arns" {
  description = "Roles of the services, from collector-roles and policy-engine-roles."
  type = object({
    ship          = string
    index         = string
    policy_engine = string
    console       = string
  })
}

variable "cpu_architecture" {
  description = "ARM64 or X86_64, as the images are."
  type        = string
  default     = "ARM64"

  validation {
    condition     = contains(["ARM64", "X86_64"], var.cpu_architecture)
    error_message = "cpu_architecture must be ARM64 or X86_64."
  }
}

variable "user" {
  description = "User and group, by number, that services run as."
  type        = string
  default     = "10001:10001"

  validation {
    condition     = can(regex("^[1-9][0-9]*:[1-9][0-9]*$", var.user))
    error_message = "user must be two numbers above 0, as 10001:10001; services don't run as root."
  }
}

variable "health_command" {
  description = "How ECS asks a container whether it lives; the images of deploy/images have no shell, and this program in them. Null asks nothing."
  type        = list(string)
  default     = ["CMD", "/opt/java/bin/java", "-Xmx16m", "-cp", "/opt/bongsu/health.jar", "io.bongsu.images.Health"]
}

variable "sizes" {
  description = "CPU units, MiB of memory, GiB of storage, and least and most tasks of each service."
  type = object({
    ship            = optional(object({ cpu = optional(number, 1024), memory = optional(number, 2048), storage_gib = optional(number, 21), min = optional(number, 2), max = optional(number, 10) }), {})
    index           = optional(object({ cpu = optional(number, 1024), memory = optional(number, 2048), storage_gib = optional(number, 21), min = optional(number, 2), max = optional(number, 6) }), {})
    policy_engine   = optional(object({ cpu = optional(number, 2048), memory = optional(number, 4096), storage_gib = optional(number, 50), min = optional(number, 2), max = optional(number, 6) }), {})
    console         = optional(object({ cpu = optional(number, 512), memory = optional(number, 1024), storage_gib = optional(number, 21), min = optional(number, 2), max = optional(number, 2) }), {})
    account_factory = optional(object({ cpu = optional(number, 1024), memory = optional(number, 2048), storage_gib = optional(number, 21), min = optional(number, 2), max = optional(number, 2) }), {})
  })
  default = {}

  validation {
    condition     = alltrue([for size in values(var.sizes) : size.min >= 1 && size.max >= size.min && size.storage_gib >= 21])
    error_message = "sizes: min must be at least 1 (2 survives the loss of a zone), max not below min, storage_gib at least 21 (Fargate's own rule)."
  }
}

variable "backlog_per_task" {
  description = "What may wait per task before another is started: announcements for ship, records for index and policy engine."
  type = object({
    ship_messages  = optional(number, 100)
    index_records  = optional(number, 100000)
    policy_records = optional(number, 20000)
  })
  default = {}

  validation {
    condition     = alltrue([for number in values(var.backlog_per_task) : number >= 1])
    error_message = "backlog_per_task must be numbers from 1 on."
  }
}

variable "ship_concurrency" {
  description = "Objects that one ship task reads at the same time (COLLECTOR_SHIP_CONCURRENCY)."
  type        = number
  default     = 16

  validation {
    condition     = var.ship_concurrency >= 1 && var.ship_concurrency <= 256
    error_message = "ship_concurrency must be from 1 to 256."
  }
}

variable "index_period" {
  description = "What one index holds: day or month (COLLECTOR_INDEX_PERIOD). Don't change it later: the same record would be stored twice."
  type        = string
  default     = "day"

  validation {
    condition     = contains(["day", "month"], var.index_period)
    error_message = "index_period must be day or month."
  }
}

variable "kafka" {
  description = "How Kafka is reached: addresses, the MSK cluster's name for scaling, client properties, and partitions of a new topic."
  type = object({
    bootstrap_servers = string
    cluster_name      = string
    properties        = optional(map(string), {})
    partitions        = optional(number, 12)
  })

  validation {
    condition     = try(var.kafka.properties["security.protocol"], "") != "PLAINTEXT"
    error_message = "kafka.properties asks for PLAINTEXT; records hold personal data, so use SASL_SSL or SSL."
  }

  validation {
    condition     = var.kafka.partitions >= 1 && var.kafka.partitions <= 10000
    error_message = "kafka.partitions must be from 1 to 10000."
  }
}

variable "topic_prefix" {
  description = "What the names of all topics and groups begin with (BONGSU_TOPIC_PREFIX)."
  type        = string
  default     = "bongsu."

  validation {
    condition     = can(regex("^[a-zA-Z0-9._-]{1,100}$", var.topic_prefix))
    error_message = "topic_prefix must be 1 to 100 of a-z A-Z 0-9 . _ - as Kafka allows."
  }
}

variable "opensearch" {
  description = "How OpenSearch is reached: address, and the user of each service that has one (index, policy_engine, console) with the secret that holds its password."
  type = object({
    url   = string
    users = optional(map(object({ name = string, password_secret_arn = string })), {})
  })

  validation {
    condition     = startswith(var.opensearch.url, "https://")
    error_message = "opensearch.url must begin with https://; passwords and logs would travel in the clear."
  }

  validation {
    condition     = length(setsubtract(keys(var.opensearch.users), ["ship", "index", "policy_engine", "console", "account_factory"])) == 0
    error_message = "opensearch.users knows ship, index, policy_engine, console and account_factory."
  }
}

variable "access_token_secret_arn" {
  description = "Secret whose text is the access token that services ask for: at least 32 characters (`aws secretsmanager create-secret`)."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:", var.access_token_secret_arn))
    error_message = "access_token_secret_arn must be the ARN of a secret in Secrets Manager, not the token itself."
  }
}

variable "secrets_kms_key_arn" {
  description = "Key of these secrets, where it isn't AWS's own."
  type        = string
  default     = null
}

variable "queues" {
  description = "The queues that announce objects: URL for ship, name for scaling, and whether the queue is of this account and region (near), which scaling on its depth needs."
  type = list(object({
    url  = string
    name = string
    near = optional(bool, true)
  }))

  validation {
    condition     = length(var.queues) > 0 && alltrue([for queue in var.queues : can(regex("^https://", queue.url))])
    error_message = "queues must name at least one by its URL (https://sqs.…), without which ship has nothing to read."
  }
}

variable "console" {
  description = "The console's address, the certificate for it in ACM, and where people come from."
  type = object({
    url             = string
    certificate_arn = string
    allowed_cidrs   = set(string)
  })

  validation {
    condition     = startswith(var.console.url, "https://")
    error_message = "console.url must begin with https://; without it the session cookie isn't Secure."
  }

  validation {
    condition     = alltrue([for cidr in var.console.allowed_cidrs : can(cidrhost(cidr, 0)) && tonumber(split("/", cidr)[1]) >= 8])
    error_message = "console.allowed_cidrs must be ranges of your network of /8 or narrower; the console is not for the internet."
  }
}

variable "policy_engine_database" {
  description = "Where the policy engine keeps attestations, evidence and the scope, in a schema of its own. Null: it judges all the same, and answers 503 to whoever attests."
  type        = object({ jdbc_url = string, username = string, password_secret_arn = string })
  default     = null

  validation {
    condition     = var.policy_engine_database == null || try(strcontains(var.policy_engine_database.jdbc_url, "sslmode=verify-full"), false)
    error_message = "policy_engine_database.jdbc_url must say sslmode=verify-full."
  }
}

variable "account_factory" {
  description = "The account factory: its image and roles, its database, the organization's units, root users' addresses, and further settings by their property names. Null runs none."
  type = object({
    image               = string
    task_role_arn       = string
    management_role_arn = string
    external_id         = string
    database            = object({ jdbc_url = string, username = string, password_secret_arn = string })
    ous                 = map(string)
    holding_ou          = string
    email_template      = string
    email_domains       = list(string)
    account_limit       = optional(number, 10)
    settings            = optional(map(string), {})
  })
  default = null

  validation {
    condition     = var.account_factory == null || try(!endswith(var.account_factory.image, ":latest") && strcontains(var.account_factory.database.jdbc_url, "sslmode=verify-full"), false)
    error_message = "account_factory: image must carry a version other than latest, and database.jdbc_url must say sslmode=verify-full."
  }

  validation {
    condition     = var.account_factory == null || try(alltrue([for id in concat(values(var.account_factory.ous), [var.account_factory.holding_ou]) : can(regex("^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$", id))]) && length(var.account_factory.ous) > 0, false)
    error_message = "account_factory: ous and holding_ou must be ids of OUs (ou-ab12-cd34ef56), and at least one."
  }

  validation {
    condition     = var.account_factory == null || try(alltrue([for key in keys(var.account_factory.settings) : startswith(key, "account-factory.")]), false)
    error_message = "account_factory.settings takes properties of the account factory, which begin with account-factory."
  }
}

variable "log_retention_days" {
  description = "Days that the services' own logs are kept."
  type        = number
  default     = 90
}

variable "log_kms_key_arn" {
  description = "Key of the log groups; CloudWatch's own where null."
  type        = string
  default     = null
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
