output "policy_engine_role_arn" {
  description = "Role of the policy engine and of OPA beside it."
  value       = module.policy_engine.arn
}

output "console_role_arn" {
  description = "Role of the console."
  value       = module.console.arn
}

output "policy_engine_permissions" {
  description = "What the policy engine may do, as IAM's statements."
  value       = module.policy_engine.permissions
}

output "console_permissions" {
  description = "What the console may do, as IAM's statements: nothing."
  value       = module.console.permissions
}
