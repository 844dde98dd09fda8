variable "region" {
  description = "Home region."
  type        = string
  default     = "ap-northeast-2"
}

variable "name" {
  description = "What bucket and queue names begin with: your organization's name."
  type        = string
}

variable "organization_id" {
  description = "Id of the organization."
  type        = string
}

variable "organizational_unit_ids" {
  description = "OUs, or the root, whose accounts get an AWS Config recorder."
  type        = list(string)
}

variable "recorded_regions" {
  description = "Regions whose resources are recorded."
  type        = set(string)
  default     = ["ap-northeast-2", "us-east-1"]
}

variable "investigator_role_arns" {
  description = "Roles of people who may read the archive besides the collector."
  type        = list(string)
  default     = []
}

variable "web_acl_arns" {
  description = "Web ACLs of the platform's account and region whose requests are logged."
  type        = map(string)
  default     = {}
}

variable "vpc_cidr" {
  description = "Addresses of the VPC that Bongsu runs in."
  type        = string
  default     = "10.0.0.0/16"
}

variable "first_master_password" {
  description = "First password of OpenSearch's master user; change it right after the first apply."
  type        = string
  sensitive   = true
}

variable "images" {
  description = "Container images, see the services module."
  type = object({
    collector     = string
    policy_engine = string
    opa           = string
    console       = string
    files         = string
  })
}

variable "opensearch_users" {
  description = "Users of index and policy_engine in OpenSearch, with the secrets that hold their passwords."
  type        = map(object({ name = string, password_secret_arn = string }))
}

variable "access_token_secret_arn" {
  description = "Secret with the access token of the services."
  type        = string
}

variable "console" {
  description = "Address, certificate and networks of the console."
  type = object({
    url             = string
    certificate_arn = string
    allowed_cidrs   = set(string)
  })
}

variable "subscribers" {
  description = "Who is told of alarms."
  type        = map(object({ protocol = string, endpoint = string }))
}

variable "tags" {
  description = "Tags of everything."
  type        = map(string)
  default     = { application = "bongsu" }
}

variable "security_role_arn" {
  description = "Role of the security account that Terraform works with."
  type        = string
}

variable "management_role_arn" {
  description = "Role of the management account that Terraform works with; it needs CloudTrail only."
  type        = string
}

variable "second_region" {
  description = "The other region."
  type        = string
  default     = "ap-northeast-1"

  validation {
    condition     = var.second_region != var.region
    error_message = "second_region must differ from region; for one region, use the example minimal."
  }
}

variable "second_vpc_ids" {
  description = "VPCs of the platform's account in the second region whose traffic is logged."
  type        = map(string)
  default     = {}
}

variable "second_web_acl_arns" {
  description = "Web ACLs of the platform's account in the second region whose requests are logged."
  type        = map(string)
  default     = {}
}
