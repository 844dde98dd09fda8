output "cluster_arn" {
  description = "ARN of the cluster, for the role modules."
  # By coalesce, Terraform knows before the cluster is there that this will not be null: the role modules count their statements by it.
  value = coalesce(local.provisioned ? aws_msk_cluster.this[0].arn : aws_msk_serverless_cluster.this[0].arn)
}

output "cluster_name" {
  description = "Name of the cluster, for alarms."
  value       = "${var.name}-kafka"
}

output "bootstrap_servers" {
  description = "Addresses for BONGSU_KAFKA_BOOTSTRAP_SERVERS."
  value       = local.provisioned ? aws_msk_cluster.this[0].bootstrap_brokers_sasl_iam : aws_msk_serverless_cluster.this[0].bootstrap_brokers_sasl_iam
}

output "client_properties" {
  description = "Properties of Kafka's clients for IAM authentication (bongsu.kafka.properties)."
  value = {
    "security.protocol"                  = "SASL_SSL"
    "sasl.mechanism"                     = "AWS_MSK_IAM"
    "sasl.jaas.config"                   = "software.amazon.msk.auth.iam.IAMLoginModule required;"
    "sasl.client.callback.handler.class" = "software.amazon.msk.auth.iam.IAMClientCallbackHandler"
  }
}

output "security_group_id" {
  description = "Security group of the brokers."
  value       = aws_security_group.this.id
}
