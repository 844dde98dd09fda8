output "security_group_id" {
  description = "Security group of the tasks; the engines let it in."
  value       = aws_security_group.this.id
}

output "cluster_name" {
  description = "Name of the ECS cluster, for alarms."
  value       = aws_ecs_cluster.this.name
}

output "service_names" {
  description = "Names of the services, for alarms."
  value       = keys(local.services)
}

output "console_dns_name" {
  description = "Name of the load balancer; point the console's address at it."
  value       = aws_lb.console.dns_name
}

output "console_load_balancer" {
  description = "The load balancer as CloudWatch names it, for alarms."
  value       = aws_lb.console.arn_suffix
}

output "log_group_names" {
  description = "Log group of each service."
  value       = { for service, group in aws_cloudwatch_log_group.this : service => group.name }
}
