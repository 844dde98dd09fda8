output "trail_arn" {
  description = "ARN of the trail."
  value       = aws_cloudtrail.this.arn
}

output "home_region" {
  description = "Region the trail belongs to."
  value       = aws_cloudtrail.this.home_region
}
