output "instance_arn" {
  description = "ARN of the Identity Center instance."
  value       = local.instance_arn
}

output "identity_store_id" {
  description = "Id of its identity store."
  value       = local.identity_store
}

output "permission_set_arns" {
  description = "ARN of each permission set by its name, for the blueprints of the account factory."
  value       = { for name, set in aws_ssoadmin_permission_set.this : name => set.arn }
}

output "group_ids" {
  description = "Id of each group by its name."
  value       = local.group_ids
}
