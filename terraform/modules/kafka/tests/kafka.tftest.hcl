mock_provider "aws" {
  source          = "../../testing"
  override_during = plan
}

variables {
  vpc_id                    = "vpc-0123456789abcdef0"
  subnet_ids                = ["subnet-a", "subnet-b", "subnet-c"]
  client_security_group_ids = { services = "sg-00000000000000001" }
}

run "iam_over_tls_is_the_only_way_in" {
  command = plan

  assert {
    condition = (aws_msk_cluster.this[0].client_authentication[0].sasl[0].iam && !aws_msk_cluster.this[0].client_authentication[0].sasl[0].scram
    && !aws_msk_cluster.this[0].client_authentication[0].unauthenticated)
    error_message = "There is another way in than IAM"
  }

  assert {
    condition     = aws_msk_cluster.this[0].encryption_info[0].encryption_in_transit[0].client_broker == "TLS" && aws_msk_cluster.this[0].encryption_info[0].encryption_in_transit[0].in_cluster
    error_message = "Something travels in the clear"
  }

  assert {
    condition     = aws_msk_cluster.this[0].broker_node_group_info[0].connectivity_info[0].public_access[0].type == "DISABLED"
    error_message = "Brokers can be reached from the internet"
  }

  assert {
    condition = jsonencode([for rule in aws_vpc_security_group_ingress_rule.clients : [rule.referenced_security_group_id, rule.from_port, rule.to_port, rule.cidr_ipv4]]) == jsonencode([
      ["sg-00000000000000001", 9098, 9098, null]
    ])
    error_message = "Somebody else can connect, or by another port"
  }
}

run "a_zone_may_be_lost" {
  command = plan

  assert {
    condition = alltrue([for property in ["default.replication.factor = 3", "min.insync.replicas = 2", "unclean.leader.election.enable = false", "auto.create.topics.enable = false"] :
    contains(split("\n", aws_msk_configuration.this[0].server_properties), property)])
    error_message = "Losing a zone could lose records"
  }

  assert {
    condition     = aws_appautoscaling_policy.storage[0].target_tracking_scaling_policy_configuration[0].target_value == 60 && aws_appautoscaling_target.storage[0].max_capacity == 2000
    error_message = "A full disk stops the brokers"
  }
}

run "serverless_is_iam_too" {
  command = plan

  variables {
    mode = "serverless"
  }

  assert {
    condition     = length(aws_msk_cluster.this) == 0 && aws_msk_serverless_cluster.this[0].client_authentication[0].sasl[0].iam[0].enabled
    error_message = "Serverless has no IAM, or both clusters were made"
  }

  assert {
    condition     = output.bootstrap_servers == "boot-mocked.kafka-serverless.ap-northeast-2.amazonaws.com:9098"
    error_message = "Clients get the address of another cluster"
  }
}

run "two_zones" {
  command = plan
  variables {
    subnet_ids = ["subnet-a", "subnet-b"]
  }
  expect_failures = [var.subnet_ids]
}

run "four_brokers_in_three_zones" {
  command = plan
  variables {
    brokers = 4
  }
  expect_failures = [var.brokers]
}

run "a_broker_that_runs_out_of_credits" {
  command = plan
  variables {
    instance_type = "kafka.t3.small"
  }
  expect_failures = [var.instance_type]
}

run "an_hour_of_retention" {
  command = plan
  variables {
    retention_hours = 1
  }
  expect_failures = [var.retention_hours]
}

run "an_unknown_mode" {
  command = plan
  variables {
    mode = "express"
  }
  expect_failures = [var.mode]
}

run "an_old_kafka" {
  command = plan
  variables {
    kafka_version = "2.8.1"
  }
  expect_failures = [var.kafka_version]
}
