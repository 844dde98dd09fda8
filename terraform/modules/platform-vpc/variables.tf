variable "name" {
  description = "Name of the VPC, and what other names begin with."
  type        = string
  default     = "bongsu"
}

variable "cidr" {
  description = "Addresses of the VPC."
  type        = string
  default     = "10.0.0.0/16"

  validation {
    condition     = can(cidrhost(var.cidr, 0)) && tonumber(try(split("/", var.cidr)[1], 0)) >= 16 && tonumber(try(split("/", var.cidr)[1], 32)) <= 20
    error_message = "cidr must be from /16 to /20 in CIDR notation: AWS allows no larger VPC, and a smaller one leaves the subnets too few addresses."
  }
}

variable "nat" {
  description = "Whether there is a way out to the internet for APIs without a VPC endpoint; the account factory needs it."
  type        = bool
  default     = true
}

variable "tags" {
  description = "Tags of everything that is made."
  type        = map(string)
  default     = {}
}
