output "jdbc_url" {
  description = "Address for QUARKUS_DATASOURCE_JDBC_URL: TLS, with the server's certificate checked; the image needs RDS's certificate bundle as $HOME/.postgresql/root.crt."
  value       = "jdbc:postgresql://${local.host}:5432/bongsu?sslmode=verify-full"
}

output "identifier" {
  description = "Identifier of cluster or instance, for alarms."
  value       = "${var.name}-database"
}

output "master_secret_arn" {
  description = "Secret with the master user's password, kept by RDS."
  value       = local.aurora ? one(aws_rds_cluster.this[*].master_user_secret[0].secret_arn) : one(aws_db_instance.this[*].master_user_secret[0].secret_arn)
}

output "security_group_id" {
  description = "Security group of the database."
  value       = aws_security_group.this.id
}
