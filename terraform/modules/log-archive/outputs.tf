output "buckets" {
  description = "Name and ARN of each bucket by what it holds: logs, config, waf."
  value       = { for kind, bucket in local.buckets : kind => { name = aws_s3_bucket.this[kind].bucket, arn = local.bucket_arns[kind] } }

  # AWS's services try whether they may write before they take a bucket: whoever uses the name waits for the policy.
  depends_on = [aws_s3_bucket_policy.this]
}

output "kms_key_arn" {
  description = "Key that the objects are encrypted with; the trail and the delivery channels need it."
  value       = aws_kms_key.this.arn
}

output "queue_url" {
  description = "URL of the queue that announces objects, for COLLECTOR_SHIP_QUEUES."
  value       = aws_sqs_queue.objects.url
}

output "queue_arn" {
  description = "ARN of the queue that announces objects."
  value       = aws_sqs_queue.objects.arn
}

output "queue_name" {
  description = "Name of the queue that announces objects, for scaling and alarms."
  value       = aws_sqs_queue.objects.name
}

output "dead_letter_queue_name" {
  description = "Name of the queue with the announcements that could not be read; it must be empty."
  value       = aws_sqs_queue.dead.name
}

output "bucket_policies" {
  description = "Policy of each bucket as JSON, for tests and reviews."
  value       = { for kind, policy in local.bucket_policies : kind => jsonencode(policy) }
}
