output "flow_log_ids" {
  description = "Ids of the flow logs, by the names of their VPCs and transit gateways."
  value       = merge({ for name, log in aws_flow_log.vpc : name => log.id }, { for name, log in aws_flow_log.transit_gateway : name => log.id })
}
