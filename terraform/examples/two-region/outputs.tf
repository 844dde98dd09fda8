output "queue_urls" {
  description = "Queues that announce objects, by region."
  value       = { (var.region) = module.log_archive.queue_url, (var.second_region) = module.second_log_archive.queue_url }
}

output "bucket_names" {
  description = "Buckets of the two archives by region and by what they hold."
  value = {
    (var.region)        = { for kind, bucket in module.log_archive.buckets : kind => bucket.name }
    (var.second_region) = { for kind, bucket in module.second_log_archive.buckets : kind => bucket.name }
  }
}

output "console_dns_name" {
  description = "Point the console's address at this name."
  value       = module.services.console_dns_name
}
