output "statements" {
  description = "The statements, in the form that workload-role takes."
  value       = local.statements
}
