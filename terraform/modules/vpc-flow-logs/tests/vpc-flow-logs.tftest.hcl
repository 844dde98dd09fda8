mock_provider "aws" {
  source          = "../../testing"
  override_during = plan
}

variables {
  bucket_arn          = "arn:aws:s3:::example-org-logs"
  vpc_ids             = { shop = "vpc-0123456789abcdef0" }
  transit_gateway_ids = { hub = "tgw-0123456789abcdef0" }
}

run "all_traffic_in_the_form_the_collector_reads" {
  command = plan

  assert {
    condition     = aws_flow_log.vpc["shop"].traffic_type == "ALL"
    error_message = "Accepted or rejected traffic is missing"
  }

  assert {
    condition = alltrue([
      for log in [aws_flow_log.vpc["shop"], aws_flow_log.transit_gateway["hub"]] :
      log.log_destination_type == "s3" && log.log_destination == var.bucket_arn
      && log.destination_options[0].file_format == "plain-text" && !log.destination_options[0].hive_compatible_partitions
    ])
    error_message = "Logs go elsewhere, or in a form the collector doesn't read"
  }

  assert {
    condition = alltrue([
      for field in ["srcaddr", "dstaddr", "pkt-srcaddr", "pkt-dstaddr", "action", "flow-direction", "tcp-flags", "start", "end", "account-id"] :
      contains(split(" ", aws_flow_log.vpc["shop"].log_format), "$${${field}}")
    ])
    error_message = "A field that an investigation needs is not logged"
  }

  assert {
    condition     = aws_flow_log.transit_gateway["hub"].max_aggregation_interval == 60
    error_message = "AWS refuses any other interval for a transit gateway"
  }
}

run "a_prefix_that_the_archive_denies" {
  command = plan
  variables {
    bucket_arn = "arn:aws:s3:::example-org-logs/flow/"
  }
  expect_failures = [var.bucket_arn]
}

run "a_name_instead_of_an_id" {
  command = plan
  variables {
    vpc_ids = { shop = "shop" }
  }
  expect_failures = [var.vpc_ids]
}

run "a_vpc_among_transit_gateways" {
  command = plan
  variables {
    transit_gateway_ids = { hub = "vpc-0123456789abcdef0" }
  }
  expect_failures = [var.transit_gateway_ids]
}

run "an_interval_that_aws_does_not_know" {
  command = plan
  variables {
    aggregation_seconds = 300
  }
  expect_failures = [var.aggregation_seconds]
}
