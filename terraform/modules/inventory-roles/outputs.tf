output "role_name" {
  description = "The role's name in every account."
  value       = var.name
}

output "permissions" {
  description = "What the role may do, as IAM's statements."
  value       = module.here.permissions
}
