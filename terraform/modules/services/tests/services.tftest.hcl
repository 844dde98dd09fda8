mock_provider "aws" {
  source          = "../../testing"
  override_during = plan
}

variables {
  vpc_id     = "vpc-0123456789abcdef0"
  vpc_cidr   = "10.0.0.0/16"
  subnet_ids = ["subnet-a", "subnet-b", "subnet-c"]
  images = {
    collector     = "111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/bongsu/collector:1.0.0"
    policy_engine = "111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/bongsu/policy-engine:1.0.0"
    opa           = "111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/bongsu/opa:1.22.0"
    console       = "111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/bongsu/console:1.0.0"
    files         = "111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/bongsu/busybox:1.37.0"
  }
  task_role_arns = {
    ship          = "arn:aws:iam::111122223333:role/bongsu-ship"
    index         = "arn:aws:iam::111122223333:role/bongsu-index"
    policy_engine = "arn:aws:iam::111122223333:role/bongsu-policy-engine"
    console       = "arn:aws:iam::111122223333:role/bongsu-console"
  }
  kafka = {
    bootstrap_servers = "b-1.example:9098"
    cluster_name      = "bongsu-kafka"
    properties        = { "security.protocol" = "SASL_SSL", "sasl.mechanism" = "AWS_MSK_IAM" }
  }
  opensearch = {
    url = "https://search.example"
    users = {
      index         = { name = "index", password_secret_arn = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:bongsu/opensearch/index-AbCdEf" }
      policy_engine = { name = "policy", password_secret_arn = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:bongsu/opensearch/policy-AbCdEf" }
    }
  }
  access_token_secret_arn = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:bongsu/token-AbCdEf"
  queues                  = [{ url = "https://sqs.ap-northeast-2.amazonaws.com/444455556666/example-org-log-objects", name = "example-org-log-objects" }]
  console                 = { url = "https://bongsu.example.com", certificate_arn = "arn:aws:acm:ap-northeast-2:111122223333:certificate/11111111-2222-3333-4444-555555555555", allowed_cidrs = ["10.0.0.0/8"] }
}

run "each_service_is_told_what_it_asks_for" {
  command = plan

  assert {
    condition = length(setsubtract(
      [for name, value in {
        COLLECTOR_ROLE                  = "ship"
        COLLECTOR_SHIP_QUEUES           = "https://sqs.ap-northeast-2.amazonaws.com/444455556666/example-org-log-objects"
        COLLECTOR_LOG_TYPES_DIRECTORY   = "/opt/bongsu/log-types"
        BONGSU_KAFKA_BOOTSTRAP_SERVERS  = "b-1.example:9098"
        BONGSU_KAFKA_REPLICATION_FACTOR = "3"
        BONGSU_OPENSEARCH_URL           = "https://search.example"
        BONGSU_SECURITY_TOKEN_FILE      = "/run/bongsu/token"
      } : "${name}=${value}"],
      [for e in jsondecode(aws_ecs_task_definition.this["ship"].container_definitions)[1].environment : "${e.name}=${e.value}"]
    )) == 0
    error_message = "Ship isn't told where its queue, its types, Kafka or its token are"
  }

  assert {
    condition = length(setsubtract(
      ["POLICY_ENGINE_OPA_URL=http://127.0.0.1:8181", "POLICY_ENGINE_PACKS_DIRECTORY=/opt/bongsu/compliance-packs", "POLICY_ENGINE_STATE_DIRECTORY=/var/lib/bongsu", "BONGSU_OPENSEARCH_USERNAME=policy", "BONGSU_OPENSEARCH_PASSWORD_FILE=/run/bongsu/opensearch-password"],
      [for e in jsondecode(aws_ecs_task_definition.this["policy-engine"].container_definitions)[1].environment : "${e.name}=${e.value}"]
    )) == 0
    error_message = "The policy engine isn't told where OPA, its packs or its user's password are"
  }

  assert {
    condition = length(setsubtract(
      ["CONSOLE_POLICY_ENGINE_URL=http://policy-engine.bongsu.internal:8080", "CONSOLE_PIPELINE_URL=http://index.bongsu.internal:8080", "CONSOLE_URL=https://bongsu.example.com"],
      [for e in jsondecode(aws_ecs_task_definition.this["console"].container_definitions)[1].environment : "${e.name}=${e.value}"]
    )) == 0
    error_message = "The console doesn't find the services behind it"
  }

  assert {
    condition = contains(
      [for e in jsondecode(aws_ecs_task_definition.this["index"].container_definitions)[0].environment : e.value if e.name == "PROPERTIES"],
      "bongsu.kafka.properties.\"sasl.mechanism\"=AWS_MSK_IAM\nbongsu.kafka.properties.\"security.protocol\"=SASL_SSL"
    )
    error_message = "Kafka's client properties don't reach the service"
  }
}

run "no_secret_is_in_a_definition_and_nobody_starts_with_anothers" {
  command = plan

  assert {
    condition = jsonencode({ for service, role in module.execution : service => [for s in role.permissions : s.Resource if s.Sid == "Secrets"][0] }) == jsonencode({
      console       = [var.access_token_secret_arn]
      index         = [var.opensearch.users["index"].password_secret_arn, var.access_token_secret_arn]
      policy-engine = [var.opensearch.users["policy_engine"].password_secret_arn, var.access_token_secret_arn]
      ship          = [var.access_token_secret_arn]
    })
    error_message = "A service is started with secrets that aren't its own"
  }

  assert {
    condition = jsonencode(sort(distinct(flatten([for role in module.execution : [for s in role.permissions : s.Action]])))) == jsonencode([
      "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetAuthorizationToken", "ecr:GetDownloadUrlForLayer", "logs:CreateLogStream", "logs:PutLogEvents",
      "secretsmanager:GetSecretValue",
    ])
    error_message = "Starting a task takes more than image, secrets and log"
  }

  assert {
    condition = alltrue(flatten([
      for task in aws_ecs_task_definition.this : [
        for c in jsondecode(task.container_definitions) : [for e in c.environment : !can(regex("(TOKEN|PASSWORD)$", e.name))] if can(c.environment)
      ]
    ]))
    error_message = "A secret is given as a plain environment variable"
  }
}

run "services_can_not_write_to_themselves_and_are_not_root" {
  command = plan

  assert {
    condition = alltrue(flatten([
      for task in aws_ecs_task_definition.this : [
        for c in jsondecode(task.container_definitions) : c.readonlyRootFilesystem && (c.name == "files" ? !c.essential : c.user == "10001:10001" && contains(c.linuxParameters.capabilities.drop, "ALL"))
      ]
    ]))
    error_message = "A container is root, has capabilities, or can change its own program"
  }

  assert {
    condition = alltrue(flatten([
      for service, task in aws_ecs_task_definition.this : [
        for c in jsondecode(task.container_definitions) : [for m in c.mountPoints : m.readOnly if m.sourceVolume == "files"] if c.name == service
      ]
    ]))
    error_message = "A service can change its own secrets"
  }

  assert {
    condition     = alltrue([for service in aws_ecs_service.this : !service.network_configuration[0].assign_public_ip && !service.enable_execute_command])
    error_message = "A task has a public address, or a shell from outside"
  }

  assert {
    condition     = [for c in jsondecode(aws_ecs_task_definition.this["policy-engine"].container_definitions) : contains(c.command, "127.0.0.1:8181") if c.name == "opa"] == [true]
    error_message = "OPA is missing, or answers others than the policy engine"
  }
}

run "roles_scale_apart_on_what_waits" {
  command = plan

  assert {
    condition = jsonencode({
      for service, policy in aws_appautoscaling_policy.backlog : service => [
        for m in policy.target_tracking_scaling_policy_configuration[0].customized_metric_specification[0].metrics : m.expression if m.return_data
      ][0]
      }) == jsonencode({
      index         = "(FILL(config_items, 0) + FILL(logs_cloudtrail, 0) + FILL(logs_vpcflow, 0) + FILL(logs_waf, 0)) / MAX([tasks, 1])"
      policy-engine = "(FILL(config_items, 0) + FILL(logs_cloudtrail, 0)) / MAX([tasks, 1])"
      ship          = "(FILL(queue_0, 0)) / MAX([tasks, 1])"
    })
    error_message = "A role scales on something else than its own backlog"
  }

  assert {
    condition     = alltrue([for target in aws_appautoscaling_target.this : target.min_capacity >= 2 && target.max_capacity > target.min_capacity])
    error_message = "A role can't lose a zone, or can't grow"
  }
}

run "far_queues_are_read_and_ship_grows_with_its_load" {
  command = plan

  variables {
    queues = [
      { url = "https://sqs.ap-northeast-2.amazonaws.com/444455556666/a", name = "a", near = false },
      { url = "https://sqs.us-east-1.amazonaws.com/444455556666/b", name = "b", near = false },
    ]
  }

  assert {
    condition = contains(
      [for e in jsondecode(aws_ecs_task_definition.this["ship"].container_definitions)[1].environment : e.value if e.name == "COLLECTOR_SHIP_QUEUES"],
      "https://sqs.ap-northeast-2.amazonaws.com/444455556666/a,https://sqs.us-east-1.amazonaws.com/444455556666/b"
    )
    error_message = "A queue isn't read"
  }

  assert {
    condition     = !contains(keys(aws_appautoscaling_policy.backlog), "ship") && aws_appautoscaling_policy.load[0].target_tracking_scaling_policy_configuration[0].target_value == 50
    error_message = "Ship doesn't grow, or by a number that it can't see"
  }
}

run "no_queue" {
  command = plan
  variables {
    queues = []
  }
  expect_failures = [var.queues]
}

run "people_come_by_tls_from_inside" {
  command = plan

  assert {
    condition     = aws_lb.console.internal && aws_lb.console.drop_invalid_header_fields && aws_lb_listener.console.protocol == "HTTPS" && strcontains(aws_lb_listener.console.ssl_policy, "TLS13")
    error_message = "The console can be reached from the internet or without TLS"
  }

  assert {
    condition     = jsonencode([for rule in aws_vpc_security_group_ingress_rule.people : [rule.cidr_ipv4, rule.from_port, rule.to_port]]) == jsonencode([["10.0.0.0/8", 443, 443]])
    error_message = "Others than the named networks reach the console"
  }
}

run "the_account_factory_takes_its_role_by_profile" {
  command = plan

  variables {
    account_factory = {
      image               = "111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/bongsu/account-factory:1.0.0"
      task_role_arn       = "arn:aws:iam::111122223333:role/bongsu-account-factory-task"
      management_role_arn = "arn:aws:iam::999988887777:role/bongsu-account-factory"
      external_id         = "0123456789abcdef"
      database            = { jdbc_url = "jdbc:postgresql://db.example:5432/bongsu?sslmode=verify-full", username = "account_factory", password_secret_arn = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:bongsu/db/account-factory-AbCdEf" }
      ous                 = { "Workloads/Prod" = "ou-ab12-cd34ef56" }
      holding_ou          = "ou-ab12-00000000"
      email_template      = "aws+{name}@example.com"
      email_domains       = ["example.com"]
    }
  }

  assert {
    condition = contains(
      [for e in jsondecode(aws_ecs_task_definition.this["account-factory"].container_definitions)[0].environment : e.value if e.name == "AWS_CONFIG"],
      "[profile management]\nrole_arn = arn:aws:iam::999988887777:role/bongsu-account-factory\nexternal_id = 0123456789abcdef\ncredential_source = EcsContainer"
    )
    error_message = "The factory can't take the role of the management account"
  }

  assert {
    condition = strcontains(
      [for e in jsondecode(aws_ecs_task_definition.this["account-factory"].container_definitions)[0].environment : e.value if e.name == "PROPERTIES"][0],
      "account-factory.organization.ous.\"Workloads/Prod\"=ou-ab12-cd34ef56"
    )
    error_message = "The factory doesn't know the organizational units"
  }

  assert {
    condition     = jsondecode(aws_ecs_task_definition.this["account-factory"].container_definitions)[1].secrets == [{ name = "QUARKUS_DATASOURCE_PASSWORD", valueFrom = var.account_factory.database.password_secret_arn }]
    error_message = "The database's password isn't given by reference"
  }
}

run "the_policy_engine_keeps_attestations_where_it_is_told" {
  command = plan

  variables {
    policy_engine_database = { jdbc_url = "jdbc:postgresql://db.example:5432/bongsu?sslmode=verify-full", username = "policy_engine", password_secret_arn = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:bongsu/db/policy-engine-AbCdEf" }
  }

  assert {
    condition     = contains(flatten([for container in jsondecode(aws_ecs_task_definition.this["policy-engine"].container_definitions) : [for secret in try(container.secrets, []) : secret.valueFrom]]), var.policy_engine_database.password_secret_arn)
    error_message = "The database's password isn't given by reference"
  }

  assert {
    condition     = contains(flatten([for s in module.execution["policy-engine"].permissions : s.Resource if s.Sid == "Secrets"]), var.policy_engine_database.password_secret_arn)
    error_message = "Who starts the policy engine can't read the database's password"
  }
}

run "a_database_in_the_clear" {
  command = plan
  variables {
    policy_engine_database = { jdbc_url = "jdbc:postgresql://db.example:5432/bongsu", username = "policy_engine", password_secret_arn = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:x-AbCdEf" }
  }
  expect_failures = [var.policy_engine_database]
}

run "an_image_that_changes" {
  command = plan
  variables {
    images = {
      collector     = "bongsu/collector:latest"
      policy_engine = "bongsu/policy-engine:1.0.0"
      opa           = "bongsu/opa:1.22.0"
      console       = "bongsu/console:1.0.0"
      files         = "busybox:1.37.0"
    }
  }
  expect_failures = [var.images]
}

run "a_console_for_the_internet" {
  command = plan
  variables {
    console = { url = "https://bongsu.example.com", certificate_arn = "arn:aws:acm:ap-northeast-2:111122223333:certificate/1", allowed_cidrs = ["0.0.0.0/0"] }
  }
  expect_failures = [var.console]
}

run "kafka_in_the_clear" {
  command = plan
  variables {
    kafka = { bootstrap_servers = "b-1.example:9092", cluster_name = "bongsu-kafka", properties = { "security.protocol" = "PLAINTEXT" } }
  }
  expect_failures = [var.kafka]
}

run "opensearch_in_the_clear" {
  command = plan
  variables {
    opensearch = { url = "http://search.example" }
  }
  expect_failures = [var.opensearch]
}

run "a_token_instead_of_its_secret" {
  command = plan
  variables {
    access_token_secret_arn = "0123456789abcdef0123456789abcdef"
  }
  expect_failures = [var.access_token_secret_arn]
}

run "root" {
  command = plan
  variables {
    user = "0:0"
  }
  expect_failures = [var.user]
}

run "an_index_period_that_the_collector_does_not_know" {
  command = plan
  variables {
    index_period = "week"
  }
  expect_failures = [var.index_period]
}
