output "transit_gateway_id" {
  description = "Id of the transit gateway."
  value       = aws_ec2_transit_gateway.this.id
}

output "route_table_ids" {
  description = "Id of each environment's route table, for the blueprints of the account factory."
  value       = { for environment, table in aws_ec2_transit_gateway_route_table.this : environment => table.id }
}

output "pool_ids" {
  description = "Id of each environment's address pool, for the blueprints of the account factory."
  value       = { for environment, pool in aws_vpc_ipam_pool.environment : environment => pool.id }
}

output "resource_share_arn" {
  description = "ARN of the share."
  value       = aws_ram_resource_share.this.arn
}
