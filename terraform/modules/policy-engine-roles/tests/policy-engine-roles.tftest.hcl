mock_provider "aws" {
  source          = "../../testing"
  override_during = plan
}

variables {
  trust             = { ecs_regions = ["ap-northeast-2"] }
  kafka_cluster_arn = "arn:aws:kafka:ap-northeast-2:111122223333:cluster/bongsu/aaaa-1"
}

run "it_judges_and_calls_nothing_of_aws" {
  command = plan

  assert {
    condition     = alltrue([for action in flatten([for s in output.policy_engine_permissions : s.Action]) : startswith(action, "kafka-cluster:")])
    error_message = "The policy engine may call AWS"
  }

  assert {
    condition = [for s in output.policy_engine_permissions : s.Resource if s.Sid == "KafkaWrite"] == [[
      "arn:aws:kafka:ap-northeast-2:111122223333:topic/bongsu/aaaa-1/bongsu.findings",
      "arn:aws:kafka:ap-northeast-2:111122223333:topic/bongsu/aaaa-1/bongsu.policy-engine-*",
    ]]
    error_message = "It could forge a log record or a resource"
  }

  assert {
    condition     = [for s in output.policy_engine_permissions : s.Resource if s.Sid == "KafkaPurge"] == [["arn:aws:kafka:ap-northeast-2:111122223333:topic/bongsu/aaaa-1/bongsu.policy-engine-*-repartition"]]
    error_message = "It could delete something else than its own repartition topics"
  }

  assert {
    condition     = length(output.console_permissions) == 0
    error_message = "The console may do something in AWS"
  }
}

run "a_bundle_is_read_from_its_place_only" {
  command = plan

  variables {
    bundle_bucket_arn = "arn:aws:s3:::example-org-bundles"
  }

  assert {
    condition     = [for s in output.policy_engine_permissions : [s.Action, s.Resource] if s.Sid == "ReadBundle"] == [[["s3:GetObject"], ["arn:aws:s3:::example-org-bundles/bundles/*"]]]
    error_message = "OPA reads more than its bundles, or not those"
  }
}

run "a_bundle_anywhere" {
  command = plan
  variables {
    bundle_bucket_arn = "arn:aws:s3:::*"
  }
  expect_failures = [var.bundle_bucket_arn]
}

run "no_topic_prefix" {
  command = plan
  variables {
    topic_prefix = ""
  }
  expect_failures = [var.topic_prefix]
}
