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

variable "terraform_role_arns" {
  description = "Roles that Terraform works with in each of your four accounts."
  type = object({
    platform    = string
    management  = string
    log_archive = string
    network     = string
  })
}

variable "external_id" {
  description = "External id between the factory's task and the roles that it takes."
  type        = string
}

variable "data_events" {
  description = "Data events to record, see the organization-trail module."
  type        = map(list(string))
  default     = {}
}

variable "network" {
  description = "The company's addresses and environments, see the network-hub module."
  type = object({
    cidr = string
    environments = map(object({
      cidr               = string
      reaches            = optional(set(string), [])
      reaches_itself     = optional(bool, true)
      attachment_ids     = optional(map(string), {})
      vpc_netmask_length = optional(number, 22)
    }))
  })
}

variable "identity" {
  description = "Groups, permission sets and assignments, see the identity-center module."
  type = object({
    groups          = optional(map(string), {})
    existing_groups = optional(map(string), {})
    permission_sets = optional(map(object({
      description         = string
      managed_policy_arns = optional(set(string), [])
      inline_policy       = optional(string)
      boundary_policy_arn = optional(string)
      session_hours       = optional(number, 1)
    })), {})
    assignments = optional(map(map(set(string))), {})
  })
}

variable "delegated_services" {
  description = "Services that the platform account administers for the organization; null where that is registered elsewhere."
  type        = set(string)
  default     = ["config.amazonaws.com", "config-multiaccountsetup.amazonaws.com", "member.org.stacksets.cloudformation.amazonaws.com"]
}

variable "account_factory" {
  description = "What the account factory has to know of your organization, see the services module."
  type = object({
    image          = string
    ous            = map(string)
    holding_ou     = string
    email_template = string
    email_domains  = list(string)
    account_limit  = number
    settings       = optional(map(string), {})
  })
}

variable "certificate_key_arn" {
  description = "Asymmetric key of KMS in the management account and home region that vending certificates are signed with: usage SIGN_VERIFY, spec ECC_NIST_P256."
  type        = string
}

variable "policy_engine_database_secret_arn" {
  description = "Secret with the password of the database user policy_engine."
  type        = string
}

variable "account_factory_database_secret_arn" {
  description = "Secret with the password of the database user account_factory."
  type        = string
}
