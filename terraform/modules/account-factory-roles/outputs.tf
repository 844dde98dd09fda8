output "role_arn" {
  description = "Role in the management account that the factory takes."
  value       = module.account_factory.arn
}

output "permissions" {
  description = "What the role may do, as IAM's statements."
  value       = module.account_factory.permissions
}
