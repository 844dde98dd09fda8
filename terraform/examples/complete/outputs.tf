output "queue_url" {
  description = "Queue that announces objects."
  value       = module.log_archive.queue_url
}

output "console_dns_name" {
  description = "Point the console's address at this name."
  value       = module.services.console_dns_name
}

output "route_table_ids" {
  description = "Route table of each environment, for the blueprints."
  value       = module.network_hub.route_table_ids
}

output "pool_ids" {
  description = "Address pool of each environment, for the blueprints."
  value       = module.network_hub.pool_ids
}

output "permission_set_arns" {
  description = "Permission sets, for the blueprints."
  value       = module.identity_center.permission_set_arns
}
