output "aggregator_arn" {
  description = "ARN of the aggregator over the organization."
  value       = aws_config_configuration_aggregator.this.arn
}

output "change_bus_arn" {
  description = "Bus that members send changes to."
  value       = aws_cloudwatch_event_bus.changes.arn
}

output "change_queue_url" {
  description = "Queue with the change notifications, as EventBridge sends them."
  value       = aws_sqs_queue.changes.url
}

output "dead_letter_queue_name" {
  description = "Name of the queue with the notifications that could not be delivered or handled; it must be empty."
  value       = aws_sqs_queue.dead.name
}
