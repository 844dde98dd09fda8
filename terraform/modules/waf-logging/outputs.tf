output "logged_web_acls" {
  description = "ARNs of the web ACLs whose requests are logged, by name."
  value       = { for name, logging in aws_wafv2_web_acl_logging_configuration.this : name => logging.resource_arn }
}
