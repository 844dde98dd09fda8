output "url" {
  description = "Address for BONGSU_OPENSEARCH_URL."
  value       = "https://${aws_opensearch_domain.this.endpoint}"
}

output "domain_name" {
  description = "Name of the domain, for alarms."
  value       = aws_opensearch_domain.this.domain_name
}

output "domain_arn" {
  description = "ARN of the domain."
  value       = local.domain_arn
}

output "snapshot_bucket" {
  description = "Bucket for a snapshot repository of type s3."
  value       = aws_s3_bucket.snapshots.bucket
}

output "snapshot_role_arn" {
  description = "Role for that repository; who registers it needs iam:PassRole on it."
  value       = aws_iam_role.snapshots.arn
}

output "security_group_id" {
  description = "Security group of the domain."
  value       = aws_security_group.this.id
}
