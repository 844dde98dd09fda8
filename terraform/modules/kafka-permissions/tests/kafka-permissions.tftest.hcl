variables {
  cluster_arn = "arn:aws:kafka:ap-northeast-2:111122223333:cluster/bongsu/aaaa-1"
}

run "a_writer_can_write_its_topics_and_no_more" {
  command = plan

  variables {
    write = ["bongsu.logs.*"]
  }

  assert {
    condition = jsonencode(output.statements) == jsonencode([
      { sid = "KafkaConnect", actions = ["kafka-cluster:Connect"], resources = ["arn:aws:kafka:ap-northeast-2:111122223333:cluster/bongsu/aaaa-1"] },
      { sid = "KafkaWriteIdempotently", actions = ["kafka-cluster:WriteDataIdempotently"], resources = ["arn:aws:kafka:ap-northeast-2:111122223333:cluster/bongsu/aaaa-1"] },
      { sid = "KafkaDescribeTopics", actions = ["kafka-cluster:DescribeTopic"], resources = ["arn:aws:kafka:ap-northeast-2:111122223333:topic/bongsu/aaaa-1/bongsu.logs.*"] },
      { sid = "KafkaWrite", actions = ["kafka-cluster:WriteData"], resources = ["arn:aws:kafka:ap-northeast-2:111122223333:topic/bongsu/aaaa-1/bongsu.logs.*"] },
    ])
    error_message = "A writer may do something else than write"
  }
}

run "a_reader_can_not_write" {
  command = plan

  variables {
    read   = ["bongsu.findings"]
    groups = ["bongsu.console"]
  }

  assert {
    condition     = length(setintersection(flatten([for s in output.statements : s.actions]), ["kafka-cluster:WriteData", "kafka-cluster:WriteDataIdempotently", "kafka-cluster:CreateTopic", "kafka-cluster:DeleteTopic"])) == 0
    error_message = "A reader may write"
  }

  assert {
    condition     = [for s in output.statements : s.resources if s.sid == "KafkaGroups"] == [["arn:aws:kafka:ap-northeast-2:111122223333:group/bongsu/aaaa-1/bongsu.console"]]
    error_message = "The reader's group is another"
  }
}

run "no_msk_no_statements" {
  command = plan

  variables {
    cluster_arn = null
    write       = ["bongsu.logs.*"]
  }

  assert {
    condition     = length(output.statements) == 0
    error_message = "Permissions were written for no cluster"
  }
}

run "every_topic" {
  command = plan
  variables {
    write = ["*"]
  }
  expect_failures = [var.write]
}

run "purging_the_logs" {
  command = plan
  variables {
    purge = ["bongsu.logs.cloudtrail"]
  }
  expect_failures = [var.purge]
}

run "a_cluster_by_name" {
  command = plan
  variables {
    cluster_arn = "bongsu"
  }
  expect_failures = [var.cluster_arn]
}
