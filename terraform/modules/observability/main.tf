/*
# observability

Alarms on what Bongsu promises, and a dashboard with the same numbers. Each alarm's description says what it means and what to do first.

| promise | alarm |
|---|---|
| nothing is lost | `announcements-dead`, `quarantined` |
| nothing waits long | `announcements-old`, `lag-index`, `lag-policy-engine` |
| it is there | `tasks-<service>`, `console-5xx`, `errors-<service>` |
| the engines hold | `search-red`, `search-writes-blocked`, `search-storage`, `search-heap`, `kafka-disk`, `kafka-offline-partitions`, `database-full` |

A metric that is missing is an alarm where silence means that the part is gone, and none where it means that nothing happened.

```hcl
module "observability" {
  source = "../../modules/observability"

  subscribers    = { team = { protocol = "email", endpoint = "bongsu@example.com" } }
  queue_names    = { announcements = module.log_archive.queue_name }
  dead_queue_names = { announcements = module.log_archive.dead_letter_queue_name }
  kafka          = { cluster_name = module.kafka.cluster_name, brokers = 3 }
  opensearch     = { domain_name = module.opensearch.domain_name }
  database       = { identifier = module.database.identifier }
  services       = { cluster_name = module.services.cluster_name, log_group_names = module.services.log_group_names, load_balancer = module.services.console_load_balancer }
}
```

Queues of another account can be watched where CloudWatch cross-account observability links that account to this one; give its id in
`queue_account_id`. Kafka's alarms need a provisioned cluster; with a serverless one, leave `kafka.brokers` at 0, and only the lag is watched.
*/

data "aws_caller_identity" "this" {}

data "aws_region" "this" {}

locals {
  account = data.aws_caller_identity.this.account_id
  region  = data.aws_region.this.name
  tags    = merge({ "bongsu:module" = "observability" }, var.tags)

  log_topics = [for topic in ["logs.cloudtrail", "logs.vpcflow", "logs.waf", "config.items"] : "${var.topic_prefix}${topic}"]

  lag_groups = {
    index         = { group = "${var.topic_prefix}index", topics = local.log_topics, threshold = var.thresholds.lag_records, what = "Documents appear late in OpenSearch. See whether OpenSearch takes writes (search-writes-blocked, search-heap); else give index more tasks." }
    policy-engine = { group = "${var.topic_prefix}policy-engine", topics = [for topic in local.log_topics : topic if endswith(topic, "config.items") || endswith(topic, "logs.cloudtrail")], threshold = var.thresholds.lag_records, what = "Findings appear late. See the policy engine's log and OPA's beside it; else give it more tasks." }
  }

  ##############################################################################
  # Alarms of one metric
  ##############################################################################

  queue_alarms = merge(
    {
      for key, name in var.dead_queue_names : "${key}-dead" => {
        description = "${name} holds announcements that could not be read ten times or not be delivered. Read one (aws sqs receive-message), find the object's reason in ship's log, mend it, then redrive the queue. Nothing is lost meanwhile; after 14 days it would be."
        namespace   = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", statistic = "Maximum", dimensions = { QueueName = name }
        operator    = "GreaterThanThreshold", threshold = 0, period = 60, periods = 1, missing = "notBreaching", account = var.queue_account_id
      }
    },
    {
      for key, name in var.queue_names : "${key}-old" => {
        description = "The oldest announcement in ${name} waits for more than ${var.thresholds.queue_age_seconds} s. See whether ship runs, whether it reaches S3, KMS and Kafka (its log), and whether it is at its most tasks."
        namespace   = "AWS/SQS", metric = "ApproximateAgeOfOldestMessage", statistic = "Maximum", dimensions = { QueueName = name }
        operator    = "GreaterThanThreshold", threshold = var.thresholds.queue_age_seconds, period = 60, periods = 5, missing = "notBreaching", account = var.queue_account_id
      }
    },
  )

  search_alarms = var.opensearch == null ? {} : {
    search-red = {
      description = "A primary shard is missing: some searches are incomplete and some documents can't be written. Kafka keeps them. See the domain's health; restore the index from a snapshot, or fill it again from the archive (bongsu ingest)."
      namespace   = "AWS/ES", metric = "ClusterStatus.red", statistic = "Maximum", dimensions = local.domain
      operator    = "GreaterThanThreshold", threshold = 0, period = 60, periods = 1, missing = "breaching", account = null
    }
    search-writes-blocked = {
      description = "OpenSearch takes no writes, mostly for want of storage. Index waits and Kafka keeps the records, for as long as its retention is. Make room or add storage."
      namespace   = "AWS/ES", metric = "ClusterIndexWritesBlocked", statistic = "Maximum", dimensions = local.domain
      operator    = "GreaterThanThreshold", threshold = 0, period = 300, periods = 1, missing = "notBreaching", account = null
    }
    search-storage = {
      description = "A node has less than ${var.thresholds.search_free_mib} MiB free. Move indices to warm sooner, delete old ones, or enlarge the volumes before writes are blocked."
      namespace   = "AWS/ES", metric = "FreeStorageSpace", statistic = "Minimum", dimensions = local.domain
      operator    = "LessThanThreshold", threshold = var.thresholds.search_free_mib, period = 60, periods = 5, missing = "breaching", account = null
    }
    search-heap = {
      description = "The heap of a node is full above 85 % for a quarter of an hour. Fewer shards, or larger nodes."
      namespace   = "AWS/ES", metric = "JVMMemoryPressure", statistic = "Maximum", dimensions = local.domain
      operator    = "GreaterThanThreshold", threshold = 85, period = 300, periods = 3, missing = "notBreaching", account = null
    }
  }
  domain = var.opensearch == null ? {} : { ClientId = local.account, DomainName = var.opensearch.domain_name }

  kafka_alarms = var.kafka == null || try(var.kafka.brokers, 0) == 0 ? {} : merge(
    {
      kafka-offline-partitions = {
        description = "A partition has no leader: what belongs there can be neither written nor read. Ship waits and S3 keeps the objects. See MSK's broker health."
        namespace   = "AWS/Kafka", metric = "OfflinePartitionsCount", statistic = "Maximum", dimensions = { "Cluster Name" = var.kafka.cluster_name }
        operator    = "GreaterThanThreshold", threshold = 0, period = 60, periods = 3, missing = "breaching", account = null
      }
    },
    {
      for broker in range(1, try(var.kafka.brokers, 0) + 1) : "kafka-disk-${broker}" => {
        description = "Broker ${broker}'s disk is used above 85 %. It grows by itself at 60 %: see why it didn't (most allowed, six hours between changes), and shorten the retention if it can't."
        namespace   = "AWS/Kafka", metric = "KafkaDataLogsDiskUsed", statistic = "Maximum", dimensions = { "Cluster Name" = var.kafka.cluster_name, "Broker ID" = tostring(broker) }
        operator    = "GreaterThanThreshold", threshold = 85, period = 300, periods = 1, missing = "breaching", account = null
      }
    },
  )

  database_alarms = var.database == null ? {} : {
    database-full = var.database.aurora ? {
      description = "The database uses more than 90 % of the capacity it may grow to for ten minutes. See what runs (Performance Insights); raise aurora_capacity.max."
      namespace   = "AWS/RDS", metric = "ACUUtilization", statistic = "Maximum", dimensions = { DBClusterIdentifier = var.database.identifier }
      operator    = "GreaterThanThreshold", threshold = 90, period = 300, periods = 2, missing = "breaching", account = null
      } : {
      description = "The database has less than 5 GiB free although its disk grows by itself. See what grows; raise the most it may grow to."
      namespace   = "AWS/RDS", metric = "FreeStorageSpace", statistic = "Minimum", dimensions = { DBInstanceIdentifier = var.database.identifier }
      operator    = "LessThanThreshold", threshold = 5368709120, period = 300, periods = 2, missing = "breaching", account = null
    }
  }

  service_alarms = var.services == null ? {} : merge(
    {
      for service in keys(var.services.log_group_names) : "tasks-${service}" => {
        description = "No task of ${service} runs. See the service's events in ECS: an image that can't be pulled, a secret that isn't there, a program that ends at once (its log says why)."
        namespace   = "ECS/ContainerInsights", metric = "RunningTaskCount", statistic = "Minimum", dimensions = { ClusterName = var.services.cluster_name, ServiceName = service }
        operator    = "LessThanThreshold", threshold = 1, period = 60, periods = 3, missing = "breaching", account = null
      }
    },
    {
      for service in keys(var.services.log_group_names) : "errors-${service}" => {
        description = "${service} logged more than ${var.thresholds.errors} errors in five minutes. Read its log group ${var.services.log_group_names[service]}."
        namespace   = "Bongsu", metric = "errors-${service}", statistic = "Sum", dimensions = {}
        operator    = "GreaterThanThreshold", threshold = var.thresholds.errors, period = 300, periods = 1, missing = "notBreaching", account = null
      }
    },
    {
      console-5xx = {
        description = "People get errors from the console. See its log, and whether the services behind it answer."
        namespace   = "AWS/ApplicationELB", metric = "HTTPCode_Target_5XX_Count", statistic = "Sum", dimensions = { LoadBalancer = var.services.load_balancer }
        operator    = "GreaterThanThreshold", threshold = 10, period = 300, periods = 1, missing = "notBreaching", account = null
      }
    },
  )

  alarms = merge(local.queue_alarms, local.search_alarms, local.kafka_alarms, local.database_alarms, local.service_alarms)
}

################################################################################
# Whom to tell
################################################################################

resource "aws_sns_topic" "alarms" {
  name              = "${var.name}-alarms"
  kms_master_key_id = var.kms_key_id
  tags              = local.tags
}

resource "aws_sns_topic_policy" "alarms" {
  arn = aws_sns_topic.alarms.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AlarmsPublish"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = ["sns:Publish"]
        Resource  = [aws_sns_topic.alarms.arn]
        Condition = {
          StringEquals = { "aws:SourceAccount" = local.account }
          ArnLike      = { "aws:SourceArn" = "arn:*:cloudwatch:${local.region}:${local.account}:alarm:${var.name}-*" }
        }
      },
      {
        Sid       = "OnlyTls"
        Effect    = "Deny"
        Principal = "*" # a denial for everyone
        Action    = ["sns:Publish"]
        Resource  = [aws_sns_topic.alarms.arn]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_sns_topic_subscription" "alarms" {
  for_each = var.subscribers

  topic_arn = aws_sns_topic.alarms.arn
  protocol  = each.value.protocol
  endpoint  = each.value.endpoint
}

################################################################################
# Alarms
################################################################################

resource "aws_cloudwatch_log_metric_filter" "errors" {
  for_each = var.services == null ? {} : var.services.log_group_names

  name           = "${var.name}-errors-${each.key}"
  log_group_name = each.value
  pattern        = "\" ERROR \""

  metric_transformation {
    namespace = "Bongsu"
    name      = "errors-${each.key}"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  comparison_operator = each.value.operator
  threshold           = each.value.threshold
  evaluation_periods  = each.value.periods
  treat_missing_data  = each.value.missing
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
  tags                = local.tags

  metric_query {
    id          = "value"
    account_id  = each.value.account
    return_data = true

    metric {
      namespace   = each.value.namespace
      metric_name = each.value.metric
      stat        = each.value.statistic
      period      = each.value.period
      dimensions  = each.value.dimensions
    }
  }
}

# What waits on several topics, and what came into quarantine at several brokers: sums, which need a formula.
locals {
  formulas = var.kafka == null ? {} : merge(
    {
      for key, lag in local.lag_groups : "lag-${key}" => {
        description = "More than ${lag.threshold} records wait for ${key} for ten minutes. ${lag.what}"
        threshold   = lag.threshold, periods = 10, period = 60, missing = "missing"
        metrics = {
          for topic in lag.topics : replace(trimprefix(topic, var.topic_prefix), ".", "_") => {
            namespace  = "AWS/Kafka", metric = "SumOffsetLag", statistic = "Maximum"
            dimensions = { "Cluster Name" = var.kafka.cluster_name, "Consumer Group" = lag.group, Topic = topic }
          }
        }
      }
    },
    try(var.kafka.brokers, 0) == 0 ? {} : {
      quarantined = {
        description = "Something could not be read and lies in the dead-letter topic, with its reason. It isn't lost, and isn't searchable as a log either. Look at bongsu-dead-letter-* in OpenSearch for reason and object; a new format of AWS's needs a change of the log type."
        threshold   = 0, periods = 1, period = 300, missing = "notBreaching"
        metrics = {
          for broker in range(1, try(var.kafka.brokers, 0) + 1) : "broker_${broker}" => {
            namespace  = "AWS/Kafka", metric = "MessagesInPerSec", statistic = "Sum"
            dimensions = { "Cluster Name" = var.kafka.cluster_name, "Broker ID" = tostring(broker), Topic = "${var.topic_prefix}dead-letter" }
          }
        }
      }
    },
  )
}

resource "aws_cloudwatch_metric_alarm" "sum" {
  for_each = local.formulas

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.threshold
  evaluation_periods  = each.value.periods
  treat_missing_data  = each.value.missing
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
  tags                = local.tags

  metric_query {
    id          = "total"
    label       = each.key
    expression  = join(" + ", [for id in keys(each.value.metrics) : "FILL(${id}, 0)"])
    return_data = true
  }

  dynamic "metric_query" {
    for_each = each.value.metrics

    content {
      id          = metric_query.key
      return_data = false

      metric {
        namespace   = metric_query.value.namespace
        metric_name = metric_query.value.metric
        stat        = metric_query.value.statistic
        period      = each.value.period
        dimensions  = metric_query.value.dimensions
      }
    }
  }
}

################################################################################
# Dashboard
################################################################################

locals {
  charts = concat(
    [
      for key, name in merge(var.queue_names, { for key, name in var.dead_queue_names : "${key}, dead" => name }) : {
        title   = "Queue: ${key}"
        metrics = [for metric in ["ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage"] : ["AWS/SQS", metric, "QueueName", name]]
      }
    ],
    [
      for key, lag in var.kafka == null ? {} : local.lag_groups : {
        title   = "Kafka lag: ${key}"
        metrics = [for topic in lag.topics : ["AWS/Kafka", "SumOffsetLag", "Cluster Name", var.kafka.cluster_name, "Consumer Group", lag.group, "Topic", topic]]
      }
    ],
    [
      for services in var.services == null ? [] : [var.services] : {
        title   = "Running tasks"
        metrics = [for service in keys(services.log_group_names) : ["ECS/ContainerInsights", "RunningTaskCount", "ClusterName", services.cluster_name, "ServiceName", service]]
      }
    ],
    [
      for domain in var.opensearch == null ? [] : [var.opensearch.domain_name] : {
        title   = "OpenSearch: storage, heap, indexing"
        metrics = [for metric in ["FreeStorageSpace", "JVMMemoryPressure", "IndexingRate"] : ["AWS/ES", metric, "DomainName", domain, "ClientId", local.account]]
      }
    ],
  )
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name
  dashboard_body = jsonencode({
    widgets = concat(
      [{
        type       = "alarm", x = 0, y = 0, width = 24, height = 4
        properties = { title = "Alarms", alarms = [for alarm in concat(values(aws_cloudwatch_metric_alarm.this), values(aws_cloudwatch_metric_alarm.sum)) : alarm.arn] }
      }],
      [
        for i, chart in local.charts : {
          type       = "metric", x = (i % 2) * 12, y = 4 + floor(i / 2) * 6, width = 12, height = 6
          properties = { title = chart.title, region = local.region, view = "timeSeries", period = 60, stat = "Maximum", metrics = chart.metrics }
        }
      ],
    )
  })
}
