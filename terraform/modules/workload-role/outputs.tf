output "arn" {
  description = "The role's ARN."
  # Put together, so that policies that name the role can be read, and judged, before it is there.
  value      = "arn:${data.aws_partition.this.partition}:iam::${local.account}:role/${var.name}"
  depends_on = [aws_iam_role.this]
}

output "name" {
  description = "The role's name."
  value       = aws_iam_role.this.name
}

output "permissions" {
  description = "What the role may do, as IAM's statements, for tests and reviews."
  value       = jsondecode(jsonencode(local.permissions))
}

output "trust" {
  description = "Who may take the role, as IAM's statements, for tests and reviews."
  value       = jsondecode(aws_iam_role.this.assume_role_policy).Statement
}
