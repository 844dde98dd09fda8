mock_provider "aws" {
  source          = "../../testing"
  override_during = plan
}

variables {
  subscribers      = { team = { protocol = "email", endpoint = "bongsu@example.com" } }
  queue_names      = { announcements = "example-org-log-objects" }
  dead_queue_names = { announcements = "example-org-log-objects-dead" }
  kafka            = { cluster_name = "bongsu-kafka", brokers = 3 }
  opensearch       = { domain_name = "bongsu" }
  database         = { identifier = "bongsu-database" }
  services         = { cluster_name = "bongsu", log_group_names = { ship = "/bongsu/bongsu/ship", index = "/bongsu/bongsu/index" }, load_balancer = "app/bongsu-console/0123456789abcdef" }
}

run "every_promise_has_its_alarm" {
  command = plan

  assert {
    condition = length(setsubtract(
      [
        "bongsu-announcements-dead", "bongsu-announcements-old", "bongsu-quarantined", "bongsu-lag-index", "bongsu-lag-policy-engine", "bongsu-tasks-ship", "bongsu-tasks-index",
        "bongsu-search-red", "bongsu-search-writes-blocked", "bongsu-search-storage", "bongsu-kafka-disk-1", "bongsu-kafka-disk-3", "bongsu-kafka-offline-partitions", "bongsu-database-full",
        "bongsu-console-5xx", "bongsu-errors-ship",
      ],
      output.alarm_names
    )) == 0
    error_message = "A promise can be broken in silence"
  }

  assert {
    condition = alltrue([
      for alarm in concat(values(aws_cloudwatch_metric_alarm.this), values(aws_cloudwatch_metric_alarm.sum)) :
      alarm.alarm_actions == toset([aws_sns_topic.alarms.arn]) && length(alarm.alarm_description) > 60
    ])
    error_message = "An alarm reaches nobody, or doesn't say what to do"
  }
}

run "one_dead_announcement_is_one_too_many" {
  command = plan

  assert {
    condition = (aws_cloudwatch_metric_alarm.this["announcements-dead"].threshold == 0 && aws_cloudwatch_metric_alarm.this["announcements-dead"].evaluation_periods == 1
    && one(aws_cloudwatch_metric_alarm.this["announcements-dead"].metric_query).metric[0].dimensions == tomap({ QueueName = "example-org-log-objects-dead" }))
    error_message = "A dead announcement can lie there unnoticed"
  }

  assert {
    condition     = jsonencode([for q in aws_cloudwatch_metric_alarm.sum["quarantined"].metric_query : q.expression if q.return_data]) == jsonencode(["FILL(broker_1, 0) + FILL(broker_2, 0) + FILL(broker_3, 0)"])
    error_message = "Quarantine is watched at some brokers only"
  }

  assert {
    condition     = alltrue([for q in aws_cloudwatch_metric_alarm.sum["quarantined"].metric_query : q.metric[0].dimensions["Topic"] == "bongsu.dead-letter" if !q.return_data])
    error_message = "Another topic is watched"
  }
}

run "silence_is_an_alarm_where_it_means_gone" {
  command = plan

  assert {
    condition = jsonencode([for key in ["tasks-ship", "search-red", "kafka-offline-partitions", "announcements-dead", "console-5xx"] : aws_cloudwatch_metric_alarm.this[key].treat_missing_data]) == jsonencode([
      "breaching", "breaching", "breaching", "notBreaching", "notBreaching",
    ])
    error_message = "A part that is gone raises no alarm, or a quiet one does"
  }
}

run "only_these_alarms_publish" {
  command = plan

  assert {
    condition = [for s in jsondecode(aws_sns_topic_policy.alarms.policy).Statement : s.Condition if s.Effect == "Allow"] == [{
      ArnLike      = { "aws:SourceArn" = "arn:*:cloudwatch:ap-northeast-2:111122223333:alarm:bongsu-*" }
      StringEquals = { "aws:SourceAccount" = "111122223333" }
    }]
    error_message = "Somebody else can raise an alarm"
  }
}

run "a_serverless_cluster_has_no_brokers_to_watch" {
  command = plan

  variables {
    kafka = { cluster_name = "bongsu-kafka" }
  }

  assert {
    condition     = contains(output.alarm_names, "bongsu-lag-index") && !contains(output.alarm_names, "bongsu-quarantined") && !contains(output.alarm_names, "bongsu-kafka-offline-partitions")
    error_message = "An alarm watches a metric that doesn't exist"
  }
}

run "nobody_is_told" {
  command = plan
  variables {
    subscribers = {}
  }
  expect_failures = [var.subscribers]
}

run "alarms_in_the_clear" {
  command = plan
  variables {
    subscribers = { team = { protocol = "http", endpoint = "http://example.com" } }
  }
  expect_failures = [var.subscribers]
}

run "a_key_that_cloudwatch_may_not_use" {
  command = plan
  variables {
    kms_key_id = "alias/aws/sns"
  }
  expect_failures = [var.kms_key_id]
}

run "no_dead_letter_queue" {
  command = plan
  variables {
    dead_queue_names = {}
  }
  expect_failures = [var.dead_queue_names]
}
