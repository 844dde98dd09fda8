mock_provider "aws" {
  source          = "../../testing"
  override_during = plan
}

variables {
  vpc_id                    = "vpc-0123456789abcdef0"
  subnet_ids                = ["subnet-a", "subnet-b"]
  client_security_group_ids = { services = "sg-00000000000000001" }
}

run "aurora_is_not_lost_by_mistake" {
  command = plan

  assert {
    condition     = aws_rds_cluster.this[0].deletion_protection && !aws_rds_cluster.this[0].skip_final_snapshot && aws_rds_cluster.this[0].backup_retention_period == 35
    error_message = "It can be deleted at once, without a snapshot or a backup"
  }

  assert {
    condition     = length(aws_rds_cluster_instance.this) == 2 && alltrue([for instance in aws_rds_cluster_instance.this : !instance.publicly_accessible])
    error_message = "There is nobody to fail over to, or the internet can reach it"
  }

  assert {
    condition     = aws_rds_cluster.this[0].storage_encrypted && aws_rds_cluster.this[0].manage_master_user_password && aws_rds_cluster.this[0].master_password == null
    error_message = "It isn't encrypted, or its password is in the state"
  }

  assert {
    condition     = { for p in aws_rds_cluster_parameter_group.this[0].parameter : p.name => p.value }["rds.force_ssl"] == "1"
    error_message = "Connections without TLS are accepted"
  }

  assert {
    condition     = output.jdbc_url == "jdbc:postgresql://bongsu.cluster-mocked.ap-northeast-2.rds.amazonaws.com:5432/bongsu?sslmode=verify-full" && length(aws_db_instance.this) == 0
    error_message = "Clients don't check whom they talk to, or two databases were made"
  }
}

run "rds_has_a_standby_and_the_same_protection" {
  command = plan

  variables {
    engine = "rds"
  }

  assert {
    condition = alltrue([
      aws_db_instance.this[0].multi_az, aws_db_instance.this[0].deletion_protection, !aws_db_instance.this[0].skip_final_snapshot, aws_db_instance.this[0].storage_encrypted,
      aws_db_instance.this[0].manage_master_user_password, !aws_db_instance.this[0].publicly_accessible, length(aws_rds_cluster.this) == 0,
    ])
    error_message = "The instance lacks its standby or a protection"
  }

  assert {
    condition     = { for p in aws_db_parameter_group.this[0].parameter : p.name => p.value }["rds.force_ssl"] == "1"
    error_message = "Connections without TLS are accepted"
  }

  assert {
    condition     = output.master_secret_arn == "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:rds!db-mocked-AbCdEf"
    error_message = "The secret is another one"
  }
}

run "only_named_groups_connect" {
  command = plan

  assert {
    condition = jsonencode([for rule in aws_vpc_security_group_ingress_rule.clients : [rule.referenced_security_group_id, rule.from_port, rule.to_port, rule.cidr_ipv4]]) == jsonencode([
      ["sg-00000000000000001", 5432, 5432, null]
    ])
    error_message = "Somebody else can connect"
  }
}

run "one_subnet" {
  command = plan
  variables {
    subnet_ids = ["subnet-a"]
  }
  expect_failures = [var.subnet_ids]
}

run "a_database_that_sleeps" {
  command = plan
  variables {
    aurora_capacity = { min = 0 }
  }
  expect_failures = [var.aurora_capacity]
}

run "a_day_of_backups" {
  command = plan
  variables {
    backup_days = 1
  }
  expect_failures = [var.backup_days]
}

run "an_engine_that_is_none" {
  command = plan
  variables {
    engine = "mysql"
  }
  expect_failures = [var.engine]
}

run "an_old_postgresql" {
  command = plan
  variables {
    engine_version = "12.9"
  }
  expect_failures = [var.engine_version]
}
