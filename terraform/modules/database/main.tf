/*
# database

PostgreSQL for what people decide and must not be lost: Aurora PostgreSQL (`engine = "aurora"`), or one RDS instance with a standby in another zone
(`engine = "rds"`) where that is enough. TLS only, encrypted, deletion protection, daily backups kept 35 days, and the statements that change data
structures logged.

The master password is made and rotated by RDS in Secrets Manager and is in no state; `master_secret_arn` is where it lies. Each service signs in as a user of its
own in a schema of its own, made once by whoever holds that secret.

```hcl
module "database" {
  source = "../../modules/database"

  vpc_id                    = aws_vpc.this.id
  subnet_ids                = values(aws_subnet.private)[*].id
  client_security_group_ids = { services = module.services.security_group_id }
}
```
*/

locals {
  tags   = merge({ "bongsu:module" = "database" }, var.tags)
  aurora = var.engine == "aurora"
  major  = split(".", var.engine_version)[0]
  host   = local.aurora ? one(aws_rds_cluster.this[*].endpoint) : one(aws_db_instance.this[*].address)

  parameters = {
    "rds.force_ssl"                       = "1"
    "log_connections"                     = "1"
    "log_disconnections"                  = "1"
    "log_statement"                       = "ddl"
    "log_min_duration_statement"          = "1000"
    "idle_in_transaction_session_timeout" = "300000" # a connection that forgot its transaction keeps the vacuum from working
  }
}

resource "aws_security_group" "this" {
  name        = "${var.name}-database"
  description = "PostgreSQL from named groups only"
  vpc_id      = var.vpc_id
  tags        = merge(local.tags, { Name = "${var.name}-database" })
}

resource "aws_vpc_security_group_ingress_rule" "clients" {
  for_each = var.client_security_group_ids

  security_group_id            = aws_security_group.this.id
  referenced_security_group_id = each.value
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  description                  = "PostgreSQL from ${each.key}"
  tags                         = local.tags
}

resource "aws_db_subnet_group" "this" {
  name       = "${var.name}-database"
  subnet_ids = var.subnet_ids
  tags       = local.tags
}

################################################################################
# Aurora
################################################################################

resource "aws_rds_cluster_parameter_group" "this" {
  count = local.aurora ? 1 : 0

  name        = "${var.name}-aurora-${local.major}"
  family      = "aurora-postgresql${local.major}"
  description = "TLS only; connections and structure changes logged"
  tags        = local.tags

  dynamic "parameter" {
    for_each = local.parameters

    content {
      name  = parameter.key
      value = parameter.value
    }
  }
}

resource "aws_rds_cluster" "this" {
  count = local.aurora ? 1 : 0

  cluster_identifier              = "${var.name}-database"
  engine                          = "aurora-postgresql"
  engine_version                  = var.engine_version
  database_name                   = "bongsu"
  master_username                 = "bongsu_master"
  manage_master_user_password     = true
  master_user_secret_kms_key_id   = var.kms_key_arn
  db_subnet_group_name            = aws_db_subnet_group.this.name
  db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.this[0].name
  vpc_security_group_ids          = [aws_security_group.this.id]
  storage_encrypted               = true
  kms_key_id                      = var.kms_key_arn
  backup_retention_period         = var.backup_days
  preferred_backup_window         = "18:00-18:30"
  preferred_maintenance_window    = "sun:19:00-sun:19:30"
  copy_tags_to_snapshot           = true
  deletion_protection             = true
  skip_final_snapshot             = false
  final_snapshot_identifier       = "${var.name}-database-final"
  enabled_cloudwatch_logs_exports = ["postgresql"]
  tags                            = local.tags

  serverlessv2_scaling_configuration {
    min_capacity = var.aurora_capacity.min
    max_capacity = var.aurora_capacity.max
  }

  lifecycle {
    # Account requests, approvals, attestations, exceptions: nothing else knows them.
    prevent_destroy = true
  }
}

resource "aws_rds_cluster_instance" "this" {
  count = local.aurora ? 2 : 0

  identifier                   = "${var.name}-database-${count.index + 1}"
  cluster_identifier           = aws_rds_cluster.this[0].id
  engine                       = aws_rds_cluster.this[0].engine
  engine_version               = aws_rds_cluster.this[0].engine_version
  instance_class               = "db.serverless"
  publicly_accessible          = false
  auto_minor_version_upgrade   = true
  performance_insights_enabled = true
  tags                         = local.tags
}

################################################################################
# One instance with a standby
################################################################################

resource "aws_db_parameter_group" "this" {
  count = local.aurora ? 0 : 1

  name        = "${var.name}-postgres-${local.major}"
  family      = "postgres${local.major}"
  description = "TLS only; connections and structure changes logged"
  tags        = local.tags

  dynamic "parameter" {
    for_each = local.parameters

    content {
      name  = parameter.key
      value = parameter.value
    }
  }
}

resource "aws_db_instance" "this" {
  count = local.aurora ? 0 : 1

  identifier                      = "${var.name}-database"
  engine                          = "postgres"
  engine_version                  = var.engine_version
  instance_class                  = var.instance_class
  db_name                         = "bongsu"
  username                        = "bongsu_master"
  manage_master_user_password     = true
  master_user_secret_kms_key_id   = var.kms_key_arn
  db_subnet_group_name            = aws_db_subnet_group.this.name
  parameter_group_name            = aws_db_parameter_group.this[0].name
  vpc_security_group_ids          = [aws_security_group.this.id]
  publicly_accessible             = false
  multi_az                        = true
  storage_type                    = "gp3"
  allocated_storage               = 50
  max_allocated_storage           = 500
  storage_encrypted               = true
  kms_key_id                      = var.kms_key_arn
  backup_retention_period         = var.backup_days
  backup_window                   = "18:00-18:30"
  maintenance_window              = "sun:19:00-sun:19:30"
  auto_minor_version_upgrade      = true
  copy_tags_to_snapshot           = true
  deletion_protection             = true
  skip_final_snapshot             = false
  final_snapshot_identifier       = "${var.name}-database-final"
  performance_insights_enabled    = true
  enabled_cloudwatch_logs_exports = ["postgresql", "upgrade"]
  tags                            = local.tags

  lifecycle {
    # Account requests, approvals, attestations, exceptions: nothing else knows them.
    prevent_destroy = true
  }
}
