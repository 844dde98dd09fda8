mock_provider "aws" {
  source          = "../../testing"
  override_during = plan
}

variables {
  organization_id         = "o-a1b2c3d4e5"
  bucket_name             = "example-org-config"
  kms_key_arn             = "arn:aws:kms:ap-northeast-2:444455556666:key/11111111-2222-3333-4444-555555555555"
  organizational_unit_ids = ["ou-ab12-cd34ef56"]
  regions                 = ["us-east-1", "ap-northeast-1"]
}

run "everything_is_recorded_here_and_in_members" {
  command = plan

  assert {
    condition     = aws_config_configuration_recorder.this.recording_group[0].all_supported && aws_config_configuration_recorder.this.recording_group[0].include_global_resource_types && aws_config_configuration_recorder_status.this.is_enabled
    error_message = "This account doesn't record everything"
  }

  assert {
    condition = (jsondecode(aws_cloudformation_stack_set.members[0].template_body).Resources.Recorder.Properties.RecordingGroup ==
    { AllSupported = true, IncludeGlobalResourceTypes = { "Fn::If" = ["HomeRegion", true, false] } })
    error_message = "Members don't record everything, or record IAM in each region again"
  }

  assert {
    condition = (jsonencode([for name in ["S3BucketName", "S3KmsKeyArn"] : jsondecode(aws_cloudformation_stack_set.members[0].template_body).Resources.DeliveryChannel.Properties[name]]) ==
    jsonencode([var.bucket_name, var.kms_key_arn]))
    error_message = "Members deliver elsewhere"
  }

  assert {
    condition     = aws_cloudformation_stack_set.members[0].auto_deployment[0].enabled && aws_cloudformation_stack_set.members[0].auto_deployment[0].retain_stacks_on_account_removal
    error_message = "A new account gets no recorder, or one that moves loses it"
  }
}

run "roles_are_made_before_they_are_used" {
  command = plan

  assert {
    condition     = jsonencode(aws_cloudformation_stack_set.members[0].operation_preferences[0].region_order) == jsonencode(["ap-northeast-2", "ap-northeast-1", "us-east-1"])
    error_message = "The home region, where the roles are made, isn't deployed first"
  }

  assert {
    condition     = jsonencode(keys(aws_cloudformation_stack_set_instance.members)) == jsonencode(["ap-northeast-1", "ap-northeast-2", "us-east-1"])
    error_message = "A region has no instance"
  }
}

run "the_bus_takes_only_this_organizations_config_events" {
  command = plan

  assert {
    condition = jsondecode(aws_cloudwatch_event_bus_policy.changes.policy).Statement[0].Condition == {
      StringEquals                = { "aws:PrincipalOrgID" = "o-a1b2c3d4e5" }
      "ForAllValues:StringEquals" = { "events:source" = ["aws.config"] }
      Null                        = { "events:source" = "false" }
    }
    error_message = "Somebody else could send, or something else be sent"
  }

  assert {
    condition = alltrue([
      for policy in aws_sqs_queue_policy.changes : alltrue([
        for s in jsondecode(policy.policy).Statement : s.Condition.ArnEquals["aws:SourceArn"] == aws_cloudwatch_event_rule.changes.arn
        if s.Effect == "Allow"
      ])
    ])
    error_message = "A queue takes messages from others than the rule"
  }

  assert {
    condition = jsondecode(aws_cloudformation_stack_set.members[0].template_body).Resources.ForwardRole.Properties.Policies[0].PolicyDocument.Statement == [{
      Action = "events:PutEvents", Effect = "Allow", Resource = aws_cloudwatch_event_bus.changes.arn
    }]
    error_message = "The members' role can do more than send to the bus"
  }
}

run "another_region_leaves_iam_to_the_home_region" {
  command = plan

  variables {
    home_region = "us-east-1"
  }

  assert {
    condition     = !aws_config_configuration_recorder.this.recording_group[0].include_global_resource_types
    error_message = "IAM is recorded twice"
  }
}

run "no_ou_no_stack_set" {
  command = plan

  variables {
    organizational_unit_ids = []
  }

  assert {
    condition     = length(aws_cloudformation_stack_set.members) == 0 && length(aws_cloudformation_stack_set_instance.members) == 0
    error_message = "A StackSet without targets was made"
  }
}

run "an_account_instead_of_an_ou" {
  command = plan
  variables {
    organizational_unit_ids = ["111122223333"]
  }
  expect_failures = [var.organizational_unit_ids]
}

run "a_bucket_with_default_retention" {
  command = plan
  variables {
    bucket_name = "aws-waf-logs-example-org"
  }
  expect_failures = [var.bucket_name]
}

run "an_unknown_frequency" {
  command = plan
  variables {
    snapshot_frequency = "Daily"
  }
  expect_failures = [var.snapshot_frequency]
}

run "a_zone_instead_of_a_region" {
  command = plan
  variables {
    regions = ["ap-northeast-2a"]
  }
  expect_failures = [var.regions]
}
