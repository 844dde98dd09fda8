variable "bucket_arn" {
  description = "Bucket of the log archive for WAF (its output buckets.waf.arn)."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:s3:::aws-waf-logs-[a-z0-9.-]+$", var.bucket_arn))
    error_message = "bucket_arn must be the ARN of a bucket whose name begins with aws-waf-logs-; AWS WAF writes to no other."
  }
}

variable "web_acl_arns" {
  description = "Web ACLs whose requests are logged, by a name of your choice."
  type        = map(string)

  validation {
    condition     = alltrue([for arn in values(var.web_acl_arns) : can(regex("^arn:aws[a-z-]*:wafv2:[a-z0-9-]+:[0-9]{12}:(regional|global)/webacl/", arn))])
    error_message = "web_acl_arns must be ARNs of web ACLs of AWS WAF v2 (arn:aws:wafv2:…:regional/webacl/…); WAF Classic can't log to S3."
  }
}

variable "redacted_headers" {
  description = "Headers to leave out besides authorization and cookie, in lower case."
  type        = set(string)
  default     = []

  validation {
    condition     = length(var.redacted_headers) <= 98 && alltrue([for name in var.redacted_headers : name == lower(name)])
    error_message = "redacted_headers must be lower-case names, 98 at most (AWS allows 100 with the two that are always left out)."
  }
}

variable "keep_actions" {
  description = "Actions whose requests are kept: ALLOW, BLOCK, CAPTCHA, CHALLENGE, COUNT. Null keeps all."
  type        = set(string)
  default     = null

  validation {
    condition     = var.keep_actions == null || (length(coalesce(var.keep_actions, [])) > 0 && length(setsubtract(coalesce(var.keep_actions, []), ["ALLOW", "BLOCK", "CAPTCHA", "CHALLENGE", "COUNT"])) == 0)
    error_message = "keep_actions must name at least one of ALLOW, BLOCK, CAPTCHA, CHALLENGE, COUNT, or be null to keep all; to log nothing, leave the web ACL out of web_acl_arns."
  }
}
