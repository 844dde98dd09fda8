variable "name" {
  description = "Name of the transit gateway, the share and the pools."
  type        = string
  default     = "bongsu"
}

variable "cidr" {
  description = "All addresses that the company uses on AWS; the environments lie within."
  type        = string

  validation {
    condition     = can(cidrhost(var.cidr, 0)) && can(regex("^(10\\.|172\\.(1[6-9]|2[0-9]|3[01])\\.|192\\.168\\.|100\\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\\.)", var.cidr))
    error_message = "cidr must be a private range in CIDR notation, as 10.0.0.0/8."
  }
}

variable "environments" {
  description = "Environments by name: addresses, which others they reach, whether their own accounts reach each other, attachments that are there already (the factory adds those it makes), and how large a VPC is unless it asks otherwise."
  type = map(object({
    cidr               = string
    reaches            = optional(set(string), [])
    reaches_itself     = optional(bool, true)
    attachment_ids     = optional(map(string), {})
    vpc_netmask_length = optional(number, 22)
  }))

  validation {
    condition     = length(var.environments) > 0 && alltrue([for about in values(var.environments) : can(cidrhost(about.cidr, 0))])
    error_message = "environments must name at least one, each with addresses in CIDR notation, as 10.0.0.0/12."
  }

  validation {
    condition     = alltrue([for name, about in var.environments : length(setsubtract(about.reaches, keys(var.environments))) == 0 && !contains(about.reaches, name)])
    error_message = "environments: reaches names other environments of this map; for accounts of the same environment there is reaches_itself."
  }

  validation {
    condition     = alltrue(flatten([for name, about in var.environments : [for other in about.reaches : contains(try(var.environments[other].reaches, [name]), name)]]))
    error_message = "environments: reaches must be mutual. A packet needs a way back: if prod reaches shared, shared has to reach prod."
  }

  validation {
    condition     = length(distinct([for about in values(var.environments) : about.cidr])) == length(var.environments)
    error_message = "environments: two have the same addresses."
  }

  validation {
    condition     = alltrue([for about in values(var.environments) : about.vpc_netmask_length >= 20 && about.vpc_netmask_length <= 28])
    error_message = "environments: vpc_netmask_length must be from 20 to 28."
  }
}

variable "regions" {
  description = "Regions that IPAM watches besides this one."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for region in var.regions : can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", region))])
    error_message = "regions must be names of regions, as ap-northeast-2."
  }
}

variable "share_with" {
  description = "ARNs of the organization or of OUs whose accounts may attach and take addresses."
  type        = set(string)

  validation {
    condition     = length(var.share_with) > 0 && alltrue([for arn in var.share_with : can(regex("^arn:aws[a-z-]*:organizations::[0-9]{12}:(organization/o-[a-z0-9]+|ou/o-[a-z0-9]+/ou-[a-z0-9-]+)$", arn))])
    error_message = "share_with must name the organization or OUs by ARN (arn:aws:organizations::…:organization/o-… or …:ou/o-…/ou-…); single accounts would have to be invited one by one."
  }
}

variable "auto_accept_attachments" {
  description = "Whether attachments from accounts that it is shared with are accepted at once. They reach nothing until associated, so this is safe; without it the account factory waits for a person."
  type        = bool
  default     = true
}

variable "tags" {
  description = "Tags of everything that is made."
  type        = map(string)
  default     = {}
}
