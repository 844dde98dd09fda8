/*
# kafka

Amazon MSK, provisioned or serverless, with IAM authentication over TLS and no other way in.

| `mode` | for | note |
|---|---|---|
| `provisioned` | a known, steady load: Bongsu's own case above a few hundred accounts | three Availability Zones, storage that grows by itself |
| `serverless` | `ship` and `index` without a policy engine | takes few topic settings, and not those of the policy engine's topics (`min.compaction.lag.ms`, segments of Kafka Streams) |

Topics are made by the services, with 3 copies and 2 in sync: losing one zone loses nothing and stops nothing.

```hcl
module "kafka" {
  source = "../../modules/kafka"

  vpc_id                    = aws_vpc.this.id
  subnet_ids                = values(aws_subnet.private)[*].id
  client_security_group_ids = { services = module.services.security_group_id }
}
```

Clients need the `aws-msk-iam-auth` library on their class path and the properties of the output `client_properties`.
*/

locals {
  tags        = merge({ "bongsu:module" = "kafka" }, var.tags)
  provisioned = var.mode == "provisioned"

  # Kafka loses a record only when all copies of its partition are lost: never elect a replica that is behind, never accept a write that one copy only has.
  server_properties = {
    "auto.create.topics.enable"      = "false"
    "default.replication.factor"     = "3"
    "min.insync.replicas"            = "2"
    "unclean.leader.election.enable" = "false"
    "log.retention.hours"            = tostring(var.retention_hours)
    "message.max.bytes"              = "4325376" # the largest record Bongsu takes (4 MiB) and its envelope
    "replica.fetch.max.bytes"        = "4325376"
    "num.partitions"                 = "6"
    # Two days: the coordinator forgets a transactional id that nobody used, and a group's offsets after a week.
    "transactional.id.expiration.ms" = "172800000"
    "offsets.retention.minutes"      = "10080"
  }
}

resource "aws_security_group" "this" {
  name        = "${var.name}-kafka"
  description = "Kafka brokers: IAM over TLS, from named groups only"
  vpc_id      = var.vpc_id
  tags        = merge(local.tags, { Name = "${var.name}-kafka" })
}

resource "aws_vpc_security_group_ingress_rule" "clients" {
  for_each = var.client_security_group_ids

  security_group_id            = aws_security_group.this.id
  referenced_security_group_id = each.value
  ip_protocol                  = "tcp"
  from_port                    = 9098
  to_port                      = 9098
  description                  = "IAM over TLS from ${each.key}"
  tags                         = local.tags
}

################################################################################
# Provisioned
################################################################################

resource "aws_msk_configuration" "this" {
  count = local.provisioned ? 1 : 0

  name              = "${var.name}-kafka"
  kafka_versions    = [var.kafka_version]
  server_properties = join("\n", [for name, value in local.server_properties : "${name} = ${value}"])
}

resource "aws_cloudwatch_log_group" "brokers" {
  count = local.provisioned ? 1 : 0

  name              = "/bongsu/${var.name}/kafka"
  retention_in_days = 30
  kms_key_id        = var.log_kms_key_arn
  tags              = local.tags
}

resource "aws_msk_cluster" "this" {
  count = local.provisioned ? 1 : 0

  cluster_name           = "${var.name}-kafka"
  kafka_version          = var.kafka_version
  number_of_broker_nodes = var.brokers
  enhanced_monitoring    = "PER_TOPIC_PER_BROKER"
  storage_mode           = "LOCAL"
  tags                   = local.tags

  broker_node_group_info {
    instance_type   = var.instance_type
    client_subnets  = var.subnet_ids
    security_groups = [aws_security_group.this.id]

    connectivity_info {
      public_access {
        type = "DISABLED"
      }
    }

    storage_info {
      ebs_storage_info {
        volume_size = var.volume_gib
      }
    }
  }

  client_authentication {
    unauthenticated = false

    sasl {
      iam   = true
      scram = false
    }
  }

  encryption_info {
    encryption_at_rest_kms_key_arn = var.kms_key_arn

    encryption_in_transit {
      client_broker = "TLS"
      in_cluster    = true
    }
  }

  configuration_info {
    arn      = aws_msk_configuration.this[0].arn
    revision = aws_msk_configuration.this[0].latest_revision
  }

  logging_info {
    broker_logs {
      cloudwatch_logs {
        enabled   = true
        log_group = aws_cloudwatch_log_group.brokers[0].name
      }
    }
  }

  lifecycle {
    # Records that OpenSearch doesn't have yet.
    prevent_destroy = true
    # Storage grows by the policy below and never shrinks.
    ignore_changes = [broker_node_group_info[0].storage_info[0].ebs_storage_info[0].volume_size]
  }
}

resource "aws_appautoscaling_target" "storage" {
  count = local.provisioned ? 1 : 0

  service_namespace  = "kafka"
  resource_id        = aws_msk_cluster.this[0].arn
  scalable_dimension = "kafka:broker-storage:VolumeSize"
  min_capacity       = 1
  max_capacity       = var.volume_gib_max
  tags               = local.tags
}

resource "aws_appautoscaling_policy" "storage" {
  count = local.provisioned ? 1 : 0

  name               = "${var.name}-kafka-storage"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.storage[0].service_namespace
  resource_id        = aws_appautoscaling_target.storage[0].resource_id
  scalable_dimension = aws_appautoscaling_target.storage[0].scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value = 60
    # AWS allows no other: a volume can't be made smaller.
    disable_scale_in = true

    predefined_metric_specification {
      predefined_metric_type = "KafkaBrokerStorageUtilization"
    }
  }
}

################################################################################
# Serverless
################################################################################

resource "aws_msk_serverless_cluster" "this" {
  count = local.provisioned ? 0 : 1

  cluster_name = "${var.name}-kafka"
  tags         = local.tags

  vpc_config {
    subnet_ids         = var.subnet_ids
    security_group_ids = [aws_security_group.this.id]
  }

  client_authentication {
    sasl {
      iam {
        enabled = true
      }
    }
  }

  lifecycle {
    # Records that OpenSearch doesn't have yet.
    prevent_destroy = true
  }
}
