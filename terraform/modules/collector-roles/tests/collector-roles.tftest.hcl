mock_provider "aws" {
  source          = "../../testing"
  override_during = plan
}

variables {
  trust             = { ecs_regions = ["ap-northeast-2"] }
  bucket_arns       = ["arn:aws:s3:::example-org-logs"]
  queue_arns        = ["arn:aws:sqs:ap-northeast-2:444455556666:example-org-log-objects"]
  kms_key_arns      = ["arn:aws:kms:ap-northeast-2:444455556666:key/11111111-2222-3333-4444-555555555555"]
  kafka_cluster_arn = "arn:aws:kafka:ap-northeast-2:111122223333:cluster/bongsu/aaaa-1"
}

run "ship_does_what_the_code_calls_and_nothing_else" {
  command = plan

  assert {
    condition = jsonencode(sort(flatten([for s in output.ship_permissions : s.Action if !startswith(s.Sid, "Kafka")]))) == jsonencode([
      "kms:Decrypt", "s3:GetObject", "sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage",
    ])
    error_message = "Ship's AWS actions are not the calls of its code"
  }

  assert {
    condition     = [for s in output.ship_permissions : s.Resource if s.Sid == "ReadObjects"] == [["arn:aws:s3:::example-org-logs/AWSLogs/*"]]
    error_message = "Ship reads more than AWS's logs"
  }

  assert {
    condition     = [for s in output.ship_permissions : s.Condition.StringLike["kms:ViaService"] if s.Sid == "Decrypt"] == [["s3.*.amazonaws.com"]]
    error_message = "The key can be used outside of S3"
  }

  assert {
    condition     = [for s in output.ship_permissions : s.Resource if s.Sid == "KafkaRead"] == [["arn:aws:kafka:ap-northeast-2:111122223333:topic/bongsu/aaaa-1/bongsu.ingests"]]
    error_message = "Ship reads other topics than its requests"
  }
}

run "index_has_kafka_and_nothing_of_aws" {
  command = plan

  assert {
    condition     = alltrue([for action in flatten([for s in output.index_permissions : s.Action]) : startswith(action, "kafka-cluster:")])
    error_message = "Index may do something else in AWS than use Kafka"
  }

  assert {
    condition     = [for s in output.index_permissions : s.Resource if s.Sid == "KafkaWrite"] == [["arn:aws:kafka:ap-northeast-2:111122223333:topic/bongsu/aaaa-1/bongsu.dead-letter"]]
    error_message = "Index could forge a log record on Kafka"
  }
}

run "a_backfill_lists_the_buckets" {
  command = plan

  variables {
    backfill = true
  }

  assert {
    condition     = [for s in output.ship_permissions : [s.Action, s.Resource] if s.Sid == "ListForBackfill"] == [[["s3:ListBucket"], ["arn:aws:s3:::example-org-logs"]]]
    error_message = "A backfill can't list, or can list more"
  }
}

run "without_msk_there_are_no_kafka_permissions" {
  command = plan

  variables {
    kafka_cluster_arn = null
  }

  assert {
    condition     = length(output.index_permissions) == 0 && length([for s in output.ship_permissions : s if startswith(s.Sid, "Kafka")]) == 0
    error_message = "There are permissions for a cluster that is none"
  }
}

run "every_bucket" {
  command = plan
  variables {
    bucket_arns = ["arn:aws:s3:::*"]
  }
  expect_failures = [var.bucket_arns]
}

run "no_queue" {
  command = plan
  variables {
    queue_arns = []
  }
  expect_failures = [var.queue_arns]
}

run "an_alias" {
  command = plan
  variables {
    kms_key_arns = ["arn:aws:kms:ap-northeast-2:444455556666:alias/example-org-logs"]
  }
  expect_failures = [var.kms_key_arns]
}

run "no_topic_prefix" {
  command = plan
  variables {
    topic_prefix = ""
  }
  expect_failures = [var.topic_prefix]
}
