output "ship_role_arn" {
  description = "Role of the ship part; a reader of the log archive."
  value       = module.ship.arn
}

output "index_role_arn" {
  description = "Role of the index part."
  value       = module.index.arn
}

output "ship_permissions" {
  description = "What ship may do, as IAM's statements."
  value       = module.ship.permissions
}

output "index_permissions" {
  description = "What index may do, as IAM's statements."
  value       = module.index.permissions
}
