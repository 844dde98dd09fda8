variable "groups" {
  description = "Groups to make: name to description. Leave out what your identity provider brings."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for name, about in var.groups : length(name) <= 128 && length(about) > 0])
    error_message = "groups: each name has at most 128 characters, and each group says what it is for."
  }
}

variable "existing_groups" {
  description = "Groups that are there already: the name used in assignments to the group's display name."
  type        = map(string)
  default     = {}

  validation {
    condition     = length(setintersection(keys(var.existing_groups), keys(var.groups))) == 0
    error_message = "existing_groups and groups share a name; an assignment to it would be ambiguous."
  }
}

variable "permission_sets" {
  description = "Permission sets by name: description, ARNs of AWS's own managed policies, an inline policy, a boundary (AWS's own managed policy) and hours of a session."
  type = map(object({
    description         = string
    managed_policy_arns = optional(set(string), [])
    inline_policy       = optional(string)
    boundary_policy_arn = optional(string)
    session_hours       = optional(number, 1)
  }))
  default = {}

  validation {
    condition     = alltrue([for name in keys(var.permission_sets) : can(regex("^[A-Za-z0-9+=,.@_-]{1,32}$", name))])
    error_message = "permission_sets: a name has 1 to 32 letters, digits and + = , . @ _ - (AWS's own rule)."
  }

  validation {
    condition     = alltrue([for set in values(var.permission_sets) : set.session_hours >= 1 && set.session_hours <= 12 && floor(set.session_hours) == set.session_hours])
    error_message = "permission_sets: session_hours must be a whole number from 1 to 12."
  }

  validation {
    condition     = alltrue([for set in values(var.permission_sets) : length(set.managed_policy_arns) > 0 || set.inline_policy != null])
    error_message = "permission_sets: each needs managed_policy_arns or an inline_policy; an empty set signs people in to nothing."
  }

  validation {
    condition     = alltrue([for set in values(var.permission_sets) : !contains(set.managed_policy_arns, "arn:aws:iam::aws:policy/AdministratorAccess") || set.session_hours == 1])
    error_message = "permission_sets: one with AdministratorAccess must have session_hours = 1 (ISMS-P 2.5.5 asks for privileged access to be kept to the least)."
  }

  validation {
    condition     = alltrue([for set in values(var.permission_sets) : alltrue([for arn in compact(concat(tolist(set.managed_policy_arns), [set.boundary_policy_arn])) : can(regex("^arn:aws[a-z-]*:iam::aws:policy/", arn))])])
    error_message = "permission_sets: managed_policy_arns and boundary_policy_arn take AWS's own policies (arn:aws:iam::aws:policy/…); a policy of one account isn't there in the others."
  }

  validation {
    condition     = alltrue([for set in values(var.permission_sets) : set.inline_policy == null || (can(jsondecode(set.inline_policy)) && try(length(set.inline_policy) <= 10240, false))])
    error_message = "permission_sets: inline_policy must be JSON (use jsonencode) of at most 10,240 characters."
  }
}

variable "assignments" {
  description = "Who gets what where: group to permission set to account ids."
  type        = map(map(set(string)))
  default     = {}

  validation {
    condition     = length(setsubtract(keys(var.assignments), concat(keys(var.groups), keys(var.existing_groups)))) == 0
    error_message = "assignments names a group that is in neither groups nor existing_groups; add it to one of them."
  }

  validation {
    condition     = length(setsubtract(flatten([for sets in values(var.assignments) : keys(sets)]), keys(var.permission_sets))) == 0
    error_message = "assignments names a permission set that is not in permission_sets."
  }

  validation {
    condition     = alltrue(flatten([for sets in values(var.assignments) : [for accounts in values(sets) : [for account in accounts : can(regex("^[0-9]{12}$", account))]]]))
    error_message = "assignments: accounts are ids of 12 digits, in quotes so that leading zeros stay."
  }
}

variable "tags" {
  description = "Tags of the permission sets; the other things have none."
  type        = map(string)
  default     = {}
}
