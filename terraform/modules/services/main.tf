/*
# services

Bongsu's services on ECS Fargate, each a service of its own with its own role, secrets and scaling.

| service | scales on | listens |
|---|---|---|
| `ship` | announcements waiting in the queues, per task; its own load where no queue is of this account and region | 8080, nobody calls it but operators |
| `index` | Kafka lag of its group, per task | 8080, for the console |
| `policy-engine`, OPA beside it on loopback | Kafka lag of its group, per task | 8080, for console and account factory |
| `console` | two tasks | 8080, behind an internal load balancer with your certificate |
| `account-factory`, OPA beside it on loopback | two tasks; none without `account_factory` | 8080, for the console |

Secrets come from Secrets Manager by reference. Where a service wants a file (the access token, OpenSearch's password), a first container of
the task writes it into memory of the task that the service can only read. No secret is in Terraform's state or in a task definition.

Between the tasks, HTTP is in the clear and guarded by the access token and the security group, in which only these tasks are; from people to the load balancer, to
OpenSearch, Kafka and PostgreSQL it is TLS.

```hcl
module "services" {
  source = "../../modules/services"

  vpc_id     = aws_vpc.this.id
  vpc_cidr   = aws_vpc.this.cidr_block
  subnet_ids = values(aws_subnet.private)[*].id
  images = {
    collector     = "111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/bongsu/collector:1.0.0"
    policy_engine = "111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/bongsu/policy-engine:1.0.0"
    opa           = "111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/bongsu/opa:1.22.0"
    console       = "111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/bongsu/console:1.0.0"
    files         = "111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/bongsu/busybox:1.37.0"
  }
  task_role_arns = {
    ship          = module.collector_roles.ship_role_arn
    index         = module.collector_roles.index_role_arn
    policy_engine = module.policy_engine_roles.policy_engine_role_arn
    console       = module.policy_engine_roles.console_role_arn
  }
  kafka                   = { bootstrap_servers = module.kafka.bootstrap_servers, cluster_name = module.kafka.cluster_name, properties = module.kafka.client_properties }
  opensearch              = { url = module.opensearch.url, users = { index = { name = "index", password_secret_arn = "…" } } }
  access_token_secret_arn = "…"
  queues                  = [{ url = module.log_archive.queue_url, name = module.log_archive.queue_name }]
  console                 = { url = "https://bongsu.example.com", certificate_arn = "…", allowed_cidrs = ["10.0.0.0/8"] }
}
```

The images hold under `/opt/bongsu` what they work with: `log-types` (collector), `compliance-packs` (policy engine), `bundle.tar.gz` of those packs (OPA), `blueprints` (account factory).
*/

data "aws_caller_identity" "this" {}

data "aws_partition" "this" {}

data "aws_region" "this" {}

locals {
  account   = data.aws_caller_identity.this.account_id
  partition = data.aws_partition.this.partition
  region    = data.aws_region.this.name
  tags      = merge({ "bongsu:module" = "services" }, var.tags)
  domain    = "${var.name}.internal"
  port      = 8080

  topics = { for topic in ["logs.cloudtrail", "logs.vpcflow", "logs.waf", "config.items"] : replace(topic, ".", "_") => "${var.topic_prefix}${topic}" }

  ##############################################################################
  # What each service is told
  ##############################################################################

  common = {
    QUARKUS_HTTP_HOST              = "0.0.0.0"
    QUARKUS_HTTP_PORT              = tostring(local.port)
    QUARKUS_CONFIG_LOCATIONS       = "/run/bongsu/more.properties"
    BONGSU_KAFKA_BOOTSTRAP_SERVERS = var.kafka.bootstrap_servers
    BONGSU_KAFKA_PARTITIONS        = tostring(var.kafka.partitions)
    # MSK has three zones: a copy in each.
    BONGSU_KAFKA_REPLICATION_FACTOR = "3"
    BONGSU_OPENSEARCH_URL           = var.opensearch.url
    BONGSU_SECURITY_TOKEN_FILE      = "/run/bongsu/token"
    BONGSU_TOPIC_PREFIX             = var.topic_prefix
    AWS_REGION                      = local.region
    JAVA_TOOL_OPTIONS               = "-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError"
  }

  # Keys with dots in them can't be said by environment variables.
  kafka_properties = { for name, value in var.kafka.properties : "bongsu.kafka.properties.\"${name}\"" => value }

  services = merge({
    ship = {
      image       = var.images.collector
      role        = var.task_role_arns.ship
      size        = var.sizes.ship
      opa         = false
      secret_env  = {}
      files       = {}
      properties  = {}
      environment = merge(local.collector, { COLLECTOR_ROLE = "ship", COLLECTOR_SHIP_QUEUES = join(",", var.queues[*].url), COLLECTOR_SHIP_CONCURRENCY = tostring(var.ship_concurrency) })
    }
    index = {
      image       = var.images.collector
      role        = var.task_role_arns.index
      size        = var.sizes.index
      opa         = false
      secret_env  = {}
      files       = {}
      properties  = {}
      environment = merge(local.collector, { COLLECTOR_ROLE = "index", COLLECTOR_INDEX_PERIOD = var.index_period })
    }
    policy-engine = {
      image      = var.images.policy_engine
      role       = var.task_role_arns.policy_engine
      size       = var.sizes.policy_engine
      opa        = true
      secret_env = var.policy_engine_database == null ? {} : { QUARKUS_DATASOURCE_PASSWORD = var.policy_engine_database.password_secret_arn }
      files      = {}
      properties = {}
      environment = merge({
        POLICY_ENGINE_OPA_URL                  = "http://127.0.0.1:8181"
        POLICY_ENGINE_PACKS_DIRECTORY          = "/opt/bongsu/compliance-packs"
        POLICY_ENGINE_STATE_DIRECTORY          = "/var/lib/bongsu"
        POLICY_ENGINE_STREAMS_STANDBY_REPLICAS = "1"
        }, var.policy_engine_database == null ? {} : {
        QUARKUS_DATASOURCE_JDBC_URL = var.policy_engine_database.jdbc_url
        QUARKUS_DATASOURCE_USERNAME = var.policy_engine_database.username
      })
    }
    console = {
      image      = var.images.console
      role       = var.task_role_arns.console
      size       = var.sizes.console
      opa        = false
      secret_env = {}
      files      = {}
      properties = {}
      environment = {
        CONSOLE_POLICY_ENGINE_URL = "http://policy-engine.${local.domain}:${local.port}"
        CONSOLE_PIPELINE_URL      = "http://index.${local.domain}:${local.port}"
        CONSOLE_URL               = var.console.url
      }
    }
    }, var.account_factory == null ? {} : {
    account-factory = {
      image      = var.account_factory.image
      role       = var.account_factory.task_role_arn
      size       = var.sizes.account_factory
      opa        = true
      secret_env = { QUARKUS_DATASOURCE_PASSWORD = var.account_factory.database.password_secret_arn }
      files      = {}
      # A profile, and not keys: the task's own role takes the one in the management account.
      properties = merge(
        { for name, id in var.account_factory.ous : "account-factory.organization.ous.\"${name}\"" => id },
        var.account_factory.settings,
      )
      environment = {
        ACCOUNT_FACTORY_APPROVAL_OPA_URL           = "http://127.0.0.1:8181"
        ACCOUNT_FACTORY_AWS_REGION                 = local.region
        ACCOUNT_FACTORY_BLUEPRINTS_DIRECTORY       = "/opt/bongsu/blueprints"
        ACCOUNT_FACTORY_EMAIL_DOMAINS              = join(",", var.account_factory.email_domains)
        ACCOUNT_FACTORY_EMAIL_TEMPLATE             = var.account_factory.email_template
        ACCOUNT_FACTORY_ORGANIZATION_ACCOUNT_LIMIT = tostring(var.account_factory.account_limit)
        ACCOUNT_FACTORY_ORGANIZATION_HOLDING_OU    = var.account_factory.holding_ou
        ACCOUNT_FACTORY_POLICY_ENGINE_URL          = "http://policy-engine.${local.domain}:${local.port}"
        AWS_CONFIG_FILE                            = "/run/bongsu/aws-config"
        AWS_PROFILE                                = "management"
        QUARKUS_DATASOURCE_JDBC_URL                = var.account_factory.database.jdbc_url
        QUARKUS_DATASOURCE_USERNAME                = var.account_factory.database.username
      }
    }
  })

  collector = {
    COLLECTOR_LOG_TYPES_DIRECTORY = "/opt/bongsu/log-types"
  }

  opensearch_user = { for service in keys(local.services) : service => try(var.opensearch.users[replace(service, "-", "_")], null) }

  aws_config = var.account_factory == null ? "" : join("\n", [
    "[profile management]",
    "role_arn = ${var.account_factory.management_role_arn}",
    "external_id = ${var.account_factory.external_id}",
    "credential_source = EcsContainer",
  ])

  # Secrets by service: those that become files, by the variable that the first container gets them in.
  secret_files = {
    for service in keys(local.services) : service => merge(
      { TOKEN = var.access_token_secret_arn },
      local.opensearch_user[service] == null ? {} : { OPENSEARCH_PASSWORD = local.opensearch_user[service].password_secret_arn },
    )
  }
}

################################################################################
# Cluster, names, network
################################################################################

resource "aws_ecs_cluster" "this" {
  name = var.name
  tags = local.tags

  setting {
    name  = "containerInsights"
    value = "enabled" # scaling divides by its count of running tasks
  }
}

resource "aws_service_discovery_private_dns_namespace" "this" {
  name        = local.domain
  description = "Bongsu's services among themselves"
  vpc         = var.vpc_id
  tags        = local.tags
}

resource "aws_service_discovery_service" "this" {
  for_each = local.services

  name = each.key
  tags = local.tags

  dns_config {
    namespace_id   = aws_service_discovery_private_dns_namespace.this.id
    routing_policy = "MULTIVALUE"

    dns_records {
      ttl  = 10
      type = "A"
    }
  }
}

resource "aws_security_group" "this" {
  name        = "${var.name}-services"
  description = "Bongsu's tasks"
  vpc_id      = var.vpc_id
  tags        = merge(local.tags, { Name = "${var.name}-services" })
}

resource "aws_vpc_security_group_ingress_rule" "each_other" {
  security_group_id            = aws_security_group.this.id
  referenced_security_group_id = aws_security_group.this.id
  ip_protocol                  = "tcp"
  from_port                    = local.port
  to_port                      = local.port
  description                  = "Among themselves"
  tags                         = local.tags
}

resource "aws_vpc_security_group_ingress_rule" "load_balancer" {
  security_group_id            = aws_security_group.this.id
  referenced_security_group_id = aws_security_group.load_balancer.id
  ip_protocol                  = "tcp"
  from_port                    = local.port
  to_port                      = local.port
  description                  = "From the load balancer of the console"
  tags                         = local.tags
}

locals {
  egress = merge(
    { for port in [local.port, 5432, 9092, 9094, 9096, 9098] : "vpc-${port}" => { port = port, cidr = var.vpc_cidr } },
    { for cidr in var.https_egress_cidrs : "https-${cidr}" => { port = 443, cidr = cidr } },
  )
}

resource "aws_vpc_security_group_egress_rule" "this" {
  for_each = local.egress

  security_group_id = aws_security_group.this.id
  cidr_ipv4         = each.value.cidr
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
  description       = each.value.port == 443 ? "AWS and OpenSearch" : "Engines and each other"
  tags              = local.tags
}

################################################################################
# Tasks
################################################################################

resource "aws_cloudwatch_log_group" "this" {
  for_each = local.services

  name              = "/bongsu/${var.name}/${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.log_kms_key_arn
  tags              = local.tags
}

# What ECS itself needs to start a task: its image, its secrets, its log. One role a service, so that none starts with another's secrets.
module "execution" {
  source   = "../workload-role"
  for_each = local.services

  name        = "${var.name}-${each.key}-start"
  description = "ECS starts ${each.key} with it"
  trust       = { ecs_regions = [local.region] }
  statements = concat(
    [
      {
        sid       = "Secrets"
        actions   = ["secretsmanager:GetSecretValue"]
        resources = distinct(concat(values(local.secret_files[each.key]), values(each.value.secret_env)))
      },
      {
        sid       = "Log"
        actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        resources = ["arn:${local.partition}:logs:${local.region}:${local.account}:log-group:/bongsu/${var.name}/${each.key}:*"]
      },
      {
        sid     = "RegistryLogin"
        actions = ["ecr:GetAuthorizationToken"]
        # AWS allows no resource for it.
        resources = ["*"]
      },
      {
        sid       = "Images"
        actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        resources = ["arn:${local.partition}:ecr:${local.region}:${local.account}:repository/${var.ecr_repository_prefix}*"]
      },
    ],
    [
      for arn in compact([var.secrets_kms_key_arn]) : { sid = "SecretsKey", actions = ["kms:Decrypt"], resources = [arn] }
    ],
  )
  permissions_boundary_arn = var.permissions_boundary_arn
  tags                     = local.tags
}

locals {
  logs = {
    for service in keys(local.services) : service => {
      logDriver = "awslogs"
      options = {
        "awslogs-group"         = "/bongsu/${var.name}/${service}"
        "awslogs-region"        = local.region
        "awslogs-stream-prefix" = service
        mode                    = "non-blocking" # a slow log must not stop a record
      }
    }
  }

  # Readable for the service's user alone. What has no value makes no file, but for the properties, which have to be there.
  write_files = <<-EOT
    umask 277
    put() { [ -z "$2" ] || printf %s "$2" > "/run/bongsu/$1"; }
    put token "$TOKEN"
    put opensearch-password "$OPENSEARCH_PASSWORD"
    put aws-config "$AWS_CONFIG"
    printf '%s\n' "$PROPERTIES" > /run/bongsu/more.properties
    chown -R ${var.user} /run/bongsu /var/lib/bongsu /tmp
  EOT

  containers = {
    for service, about in local.services : service => concat(
      [
        {
          name                   = "files"
          image                  = var.images.files
          essential              = false
          user                   = "0:0" # only it may write here, and gives what it wrote away
          readonlyRootFilesystem = true
          command                = ["sh", "-ec", local.write_files]
          environment = [
            for name, value in {
              PROPERTIES = join("\n", [for key, value in merge(local.kafka_properties, about.properties) : "${key}=${value}"])
              AWS_CONFIG = service == "account-factory" ? local.aws_config : ""
            } : { name = name, value = value }
          ]
          secrets          = [for name, arn in local.secret_files[service] : { name = name, valueFrom = arn }]
          mountPoints      = [for volume, path in local.volumes : { sourceVolume = volume, containerPath = path, readOnly = false }]
          logConfiguration = local.logs[service]
        },
        {
          name                   = service
          image                  = about.image
          essential              = true
          user                   = var.user
          readonlyRootFilesystem = true
          portMappings           = [{ containerPort = local.port, protocol = "tcp" }]
          dependsOn = concat(
            [{ containerName = "files", condition = "SUCCESS" }],
            [for opa in about.opa ? ["opa"] : [] : { containerName = opa, condition = "START" }],
          )
          environment = [
            for name, value in merge(
              local.common,
              local.opensearch_user[service] == null ? {} : {
                BONGSU_OPENSEARCH_USERNAME      = local.opensearch_user[service].name
                BONGSU_OPENSEARCH_PASSWORD_FILE = "/run/bongsu/opensearch-password"
              },
              about.environment,
            ) : { name = name, value = value }
          ]
          secrets = [for name, arn in about.secret_env : { name = name, valueFrom = arn }]
          mountPoints = [
            for volume, path in local.volumes : { sourceVolume = volume, containerPath = path, readOnly = volume == "files" }
          ]
          healthCheck      = var.health_command == null ? null : { command = var.health_command, interval = 10, timeout = 5, retries = 6, startPeriod = 120 }
          stopTimeout      = 60 # what is being read is finished or given back
          linuxParameters  = { initProcessEnabled = true, capabilities = { drop = ["ALL"] } }
          logConfiguration = local.logs[service]
        },
      ],
      about.opa ? [{
        name                   = "opa"
        image                  = var.images.opa
        essential              = true
        user                   = var.user
        readonlyRootFilesystem = true
        # Loopback of the task: nobody but the service beside it asks.
        command          = ["run", "--server", "--addr", "127.0.0.1:8181", "--log-level", "error", "--disable-telemetry", "--bundle", "/opt/bongsu/bundle.tar.gz"]
        linuxParameters  = { capabilities = { drop = ["ALL"] } }
        logConfiguration = local.logs[service]
      }] : [],
    )
  }

  volumes = { files = "/run/bongsu", state = "/var/lib/bongsu", tmp = "/tmp" }
}

resource "aws_ecs_task_definition" "this" {
  for_each = local.services

  family                   = "${var.name}-${each.key}"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = each.value.size.cpu
  memory                   = each.value.size.memory
  task_role_arn            = each.value.role
  execution_role_arn       = module.execution[each.key].arn
  container_definitions    = jsonencode(local.containers[each.key])
  tags                     = local.tags

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.cpu_architecture
  }

  ephemeral_storage {
    size_in_gib = each.value.size.storage_gib
  }

  dynamic "volume" {
    for_each = local.volumes

    content {
      name = volume.key
    }
  }
}

resource "aws_ecs_service" "this" {
  for_each = local.services

  name                               = each.key
  cluster                            = aws_ecs_cluster.this.id
  task_definition                    = aws_ecs_task_definition.this[each.key].arn
  launch_type                        = "FARGATE"
  desired_count                      = each.value.size.min
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  enable_execute_command             = false
  propagate_tags                     = "SERVICE"
  health_check_grace_period_seconds  = each.key == "console" ? 120 : null
  tags                               = local.tags

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = [aws_security_group.this.id]
    assign_public_ip = false
  }

  service_registries {
    registry_arn = aws_service_discovery_service.this[each.key].arn
  }

  dynamic "load_balancer" {
    for_each = each.key == "console" ? [1] : []

    content {
      target_group_arn = aws_lb_target_group.console.arn
      container_name   = "console"
      container_port   = local.port
    }
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  lifecycle {
    # Scaling decides.
    ignore_changes = [desired_count]
  }

  depends_on = [aws_lb_listener.console]
}

################################################################################
# Scaling
################################################################################

locals {
  # Each service's backlog: what waits, as metrics whose sum is divided by the running tasks.
  backlogs = merge(length(local.near_queues) == 0 ? {} : {
    ship = {
      per_task = var.backlog_per_task.ship_messages
      metrics = {
        for i, name in local.near_queues : "queue_${i}" => { namespace = "AWS/SQS", name = "ApproximateNumberOfMessagesVisible", dimensions = { QueueName = name } }
      }
    }
    }, {
    index = {
      per_task = var.backlog_per_task.index_records
      metrics = {
        for id, topic in local.topics : id => {
          namespace  = "AWS/Kafka", name = "SumOffsetLag"
          dimensions = { "Cluster Name" = var.kafka.cluster_name, "Consumer Group" = "${var.topic_prefix}index", Topic = topic }
        }
      }
    }
    policy-engine = {
      per_task = var.backlog_per_task.policy_records
      metrics = {
        for id, topic in local.topics : id => {
          namespace  = "AWS/Kafka", name = "SumOffsetLag"
          dimensions = { "Cluster Name" = var.kafka.cluster_name, "Consumer Group" = "${var.topic_prefix}policy-engine", Topic = topic }
        } if contains(["logs_cloudtrail", "config_items"], id)
      }
    }
  })

  # CloudWatch shows scaling the queues of this account and Region only.
  near_queues = [for queue in var.queues : queue.name if queue.near]
}

resource "aws_appautoscaling_target" "this" {
  for_each = toset(["ship", "index", "policy-engine"])

  service_namespace  = "ecs"
  resource_id        = "service/${aws_ecs_cluster.this.name}/${each.key}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = local.services[each.key].size.min
  max_capacity       = local.services[each.key].size.max
  tags               = local.tags

  depends_on = [aws_ecs_service.this]
}

resource "aws_appautoscaling_policy" "backlog" {
  for_each = local.backlogs

  name               = "${var.name}-${each.key}-backlog"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.this[each.key].service_namespace
  resource_id        = aws_appautoscaling_target.this[each.key].resource_id
  scalable_dimension = aws_appautoscaling_target.this[each.key].scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value       = each.value.per_task
    scale_out_cooldown = 60
    # A task that leaves makes the others rebalance: only when it has been quiet for a while.
    scale_in_cooldown = 600

    customized_metric_specification {
      dynamic "metrics" {
        for_each = each.value.metrics

        content {
          id          = metrics.key
          return_data = false

          metric_stat {
            stat = "Maximum"

            metric {
              namespace   = metrics.value.namespace
              metric_name = metrics.value.name

              dynamic "dimensions" {
                for_each = metrics.value.dimensions

                content {
                  name  = dimensions.key
                  value = dimensions.value
                }
              }
            }
          }
        }
      }

      metrics {
        id          = "tasks"
        return_data = false

        metric_stat {
          stat = "Average"

          metric {
            namespace   = "ECS/ContainerInsights"
            metric_name = "RunningTaskCount"

            dimensions {
              name  = "ClusterName"
              value = aws_ecs_cluster.this.name
            }

            dimensions {
              name  = "ServiceName"
              value = each.key
            }
          }
        }
      }

      metrics {
        id          = "per_task"
        label       = "What waits, per task"
        expression  = "(${join(" + ", [for id in keys(each.value.metrics) : "FILL(${id}, 0)"])}) / MAX([tasks, 1])"
        return_data = true
      }
    }
  }
}

# Where no queue's depth can be seen from here, ship grows with its own load.
resource "aws_appautoscaling_policy" "load" {
  count = length(local.near_queues) == 0 ? 1 : 0

  name               = "${var.name}-ship-load"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.this["ship"].service_namespace
  resource_id        = aws_appautoscaling_target.this["ship"].resource_id
  scalable_dimension = aws_appautoscaling_target.this["ship"].scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value       = 50
    scale_out_cooldown = 60
    scale_in_cooldown  = 600

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}

################################################################################
# The console's door
################################################################################

resource "aws_security_group" "load_balancer" {
  name        = "${var.name}-console"
  description = "HTTPS to the console"
  vpc_id      = var.vpc_id
  tags        = merge(local.tags, { Name = "${var.name}-console" })
}

resource "aws_vpc_security_group_ingress_rule" "people" {
  for_each = var.console.allowed_cidrs

  security_group_id = aws_security_group.load_balancer.id
  cidr_ipv4         = each.value
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "People, by HTTPS"
  tags              = local.tags
}

resource "aws_vpc_security_group_egress_rule" "console" {
  security_group_id            = aws_security_group.load_balancer.id
  referenced_security_group_id = aws_security_group.this.id
  ip_protocol                  = "tcp"
  from_port                    = local.port
  to_port                      = local.port
  description                  = "To the console"
  tags                         = local.tags
}

resource "aws_lb" "console" {
  name                       = "${var.name}-console"
  internal                   = true
  load_balancer_type         = "application"
  security_groups            = [aws_security_group.load_balancer.id]
  subnets                    = var.subnet_ids
  drop_invalid_header_fields = true
  enable_deletion_protection = true
  tags                       = local.tags
}

resource "aws_lb_target_group" "console" {
  name                 = "${var.name}-console"
  port                 = local.port
  protocol             = "HTTP"
  target_type          = "ip"
  vpc_id               = var.vpc_id
  deregistration_delay = 30
  tags                 = local.tags

  health_check {
    path    = "/q/health/ready"
    matcher = "200"
  }
}

resource "aws_lb_listener" "console" {
  load_balancer_arn = aws_lb.console.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = var.console.certificate_arn
  tags              = local.tags

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.console.arn
  }
}
