output "queue_url" {
  description = "Queue that announces objects."
  value       = module.log_archive.queue_url
}

output "bucket_names" {
  description = "Buckets of the archive by what they hold."
  value       = { for kind, bucket in module.log_archive.buckets : kind => bucket.name }
}

output "console_dns_name" {
  description = "Point the console's address at this name."
  value       = module.services.console_dns_name
}
