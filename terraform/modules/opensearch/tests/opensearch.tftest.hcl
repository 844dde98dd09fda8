mock_provider "aws" {
  source          = "../../testing"
  override_during = plan
}

variables {
  vpc_id                    = "vpc-0123456789abcdef0"
  subnet_ids                = ["subnet-a", "subnet-b", "subnet-c"]
  client_security_group_ids = { services = "sg-00000000000000001" }
  first_master_password     = "Only-for-this-test-1"
}

run "nobody_gets_in_without_a_user_and_tls" {
  command = plan

  assert {
    condition     = aws_opensearch_domain.this.advanced_security_options[0].enabled && !aws_opensearch_domain.this.advanced_security_options[0].anonymous_auth_enabled
    error_message = "Fine-grained access is off, or nobody has to sign in"
  }

  assert {
    condition     = aws_opensearch_domain.this.domain_endpoint_options[0].enforce_https && aws_opensearch_domain.this.domain_endpoint_options[0].tls_security_policy == "Policy-Min-TLS-1-2-PFS-2023-10"
    error_message = "Old TLS or none is accepted"
  }

  assert {
    condition     = aws_opensearch_domain.this.encrypt_at_rest[0].enabled && aws_opensearch_domain.this.node_to_node_encryption[0].enabled
    error_message = "Something is not encrypted"
  }

  assert {
    condition     = aws_opensearch_domain.this.advanced_options["rest.action.multi.allow_explicit_index"] == "true"
    error_message = "The collector's bulk requests, which write to several indices, would be refused"
  }

  assert {
    condition     = length(aws_opensearch_domain.this.vpc_options) == 1 && jsonencode([for rule in aws_vpc_security_group_ingress_rule.clients : [rule.referenced_security_group_id, rule.from_port, rule.cidr_ipv4]]) == jsonencode([["sg-00000000000000001", 443, null]])
    error_message = "The domain can be reached by others than the named groups"
  }

  assert {
    condition     = jsonencode(flatten([for s in jsondecode(aws_opensearch_domain.this.access_policies).Statement : s.Resource])) == jsonencode(["arn:aws:es:ap-northeast-2:111122223333:domain/bongsu/*"]) && !strcontains(aws_opensearch_domain.this.access_policies, "es:*")
    error_message = "The access policy allows more than HTTP requests to this domain"
  }
}

run "who_searched_what_is_kept" {
  command = plan

  assert {
    condition     = jsonencode(sort([for option in aws_opensearch_domain.this.log_publishing_options : option.log_type])) == jsonencode(["AUDIT_LOGS", "ES_APPLICATION_LOGS", "INDEX_SLOW_LOGS", "SEARCH_SLOW_LOGS"])
    error_message = "A log of the domain is missing"
  }

  assert {
    condition     = aws_cloudwatch_log_group.this["audit"].retention_in_days == 731
    error_message = "The audit log is not kept two years"
  }

  assert {
    condition     = jsondecode(aws_cloudwatch_log_resource_policy.this.policy_document).Statement[0].Condition.ArnEquals["aws:SourceArn"] == "arn:aws:es:ap-northeast-2:111122223333:domain/bongsu"
    error_message = "Another domain could write into the logs"
  }
}

run "snapshots_go_to_their_bucket_only" {
  command = plan

  assert {
    condition = jsonencode({ for s in jsondecode(aws_iam_role_policy.snapshots.policy).Statement : s.Sid => [sort(s.Action), s.Resource] }) == jsonencode({
      List    = [["s3:ListBucket"], ["arn:aws:s3:::bongsu-opensearch-snapshots-111122223333"]]
      Objects = [["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], ["arn:aws:s3:::bongsu-opensearch-snapshots-111122223333/*"]]
    })
    error_message = "The snapshot role can do more, or less, than snapshots need"
  }

  assert {
    condition     = jsondecode(aws_iam_role.snapshots.assume_role_policy).Statement[0].Condition.ArnEquals["aws:SourceArn"] == "arn:aws:es:ap-northeast-2:111122223333:domain/bongsu"
    error_message = "Another domain could take the role"
  }
}

run "a_zone_may_be_lost" {
  command = plan

  assert {
    condition = (aws_opensearch_domain.this.cluster_config[0].zone_awareness_config[0].availability_zone_count == 3
    && aws_opensearch_domain.this.cluster_config[0].dedicated_master_count == 3)
    error_message = "A lost zone stops the domain"
  }

  assert {
    condition     = !aws_opensearch_domain.this.cluster_config[0].warm_enabled
    error_message = "Warm nodes were made although nobody asked"
  }
}

run "warm_and_cold_when_asked_for" {
  command = plan

  variables {
    warm_nodes = { count = 6 }
  }

  assert {
    condition = (aws_opensearch_domain.this.cluster_config[0].warm_count == 6 && aws_opensearch_domain.this.cluster_config[0].warm_type == "ultrawarm1.medium.search"
    && aws_opensearch_domain.this.cluster_config[0].cold_storage_options[0].enabled)
    error_message = "The tiers are not those asked for"
  }
}

run "a_version_without_flat_object" {
  command = plan
  variables {
    engine_version = "OpenSearch_2.5"
  }
  expect_failures = [var.engine_version]
}

run "a_weak_first_password" {
  command = plan
  variables {
    first_master_password = "onlysmallletters"
  }
  expect_failures = [var.first_master_password]
}

run "the_name_everybody_tries" {
  command = plan
  variables {
    master_user_name = "admin"
  }
  expect_failures = [var.master_user_name]
}

run "four_nodes_in_three_zones" {
  command = plan
  variables {
    data_nodes = { count = 4 }
  }
  expect_failures = [var.data_nodes]
}

run "a_node_that_runs_out_of_credits" {
  command = plan
  variables {
    data_nodes = { instance_type = "t3.medium.search" }
  }
  expect_failures = [var.data_nodes]
}

run "one_zone" {
  command = plan
  variables {
    subnet_ids = ["subnet-a"]
  }
  expect_failures = [var.subnet_ids]
}

run "one_warm_node" {
  command = plan
  variables {
    warm_nodes = { count = 1 }
  }
  expect_failures = [var.warm_nodes]
}
