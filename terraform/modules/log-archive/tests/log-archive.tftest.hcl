mock_provider "aws" {
  source          = "../../testing"
  override_during = plan
}

variables {
  name                  = "example-org"
  organization_id       = "o-a1b2c3d4e5"
  management_account_id = "999988887777"
  reader_role_arns      = ["arn:aws:iam::444455556666:role/bongsu-ship"]
}

run "only_the_readers_read" {
  command = plan

  assert {
    condition = alltrue([
      for kind, policy in aws_s3_bucket_policy.this : [
        for s in jsondecode(policy.policy).Statement : s.Principal.AWS
        if s.Effect == "Allow" && length(setintersection(flatten([s.Action]), ["s3:GetObject", "s3:GetObjectVersion"])) > 0
      ] == [["arn:aws:iam::444455556666:role/bongsu-ship"]]
    ])
    error_message = "Somebody but the reader is allowed to read, or the reader is not"
  }

  assert {
    condition = alltrue([
      for kind, policy in aws_s3_bucket_policy.this : anytrue([
        for s in jsondecode(policy.policy).Statement :
        s.Effect == "Deny" && s.Principal == "*" && toset(flatten([s.Action])) == toset(["s3:GetObject", "s3:GetObjectVersion"])
        && s.Resource == ["${local.bucket_arns[kind]}/*"]
        && try(jsonencode(s.Condition), "") == jsonencode({ ArnNotEquals = { "aws:PrincipalArn" = ["arn:aws:iam::444455556666:role/bongsu-ship"] } })
      ])
    ])
    error_message = "A policy of the reader's own account could open the bucket to others: the denial is missing"
  }
}

run "nobody_deletes_or_shortens" {
  command = plan

  assert {
    condition = alltrue([
      for kind, policy in aws_s3_bucket_policy.this : anytrue([
        for s in jsondecode(policy.policy).Statement :
        s.Effect == "Deny" && s.Principal == "*" && !can(s.Condition)
        && length(setsubtract(["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention", "s3:PutObjectRetention", "s3:PutLifecycleConfiguration"], flatten([s.Action]))) == 0
      ])
    ])
    error_message = "Deleting is not denied to everyone in every bucket"
  }

  assert {
    condition     = alltrue([for bucket in aws_s3_bucket.this : bucket.object_lock_enabled])
    error_message = "A bucket has no Object Lock"
  }

  assert {
    condition     = keys(aws_s3_bucket_object_lock_configuration.this) == ["logs", "waf"]
    error_message = "AWS Config can't deliver to a bucket with default retention; all others must have one"
  }

  assert {
    condition = alltrue([
      for lock in aws_s3_bucket_object_lock_configuration.this : lock.rule[0].default_retention[0].mode == "GOVERNANCE" && lock.rule[0].default_retention[0].days == 730
    ])
    error_message = "Retention is not two years under GOVERNANCE by default"
  }
}

run "break_glass_names_its_roles" {
  command = plan

  variables {
    break_glass_role_arns = ["arn:aws:iam::111122223333:role/break-glass"]
  }

  assert {
    condition = alltrue([
      for kind, policy in aws_s3_bucket_policy.this : alltrue([
        for s in jsondecode(policy.policy).Statement :
        jsonencode(s.Condition) == jsonencode({ ArnNotEquals = { "aws:PrincipalArn" = ["arn:aws:iam::111122223333:role/break-glass"] } })
        if s.Sid == "NobodyTampers"
      ])
    ])
    error_message = "The exception is wider than the roles that were named"
  }
}

run "only_services_of_this_organization_write" {
  command = plan

  assert {
    condition = alltrue(flatten([
      for kind, policy in aws_s3_bucket_policy.this : [
        for s in jsondecode(policy.policy).Statement : s.Condition.StringEquals["aws:SourceOrgID"] == "o-a1b2c3d4e5"
        if s.Effect == "Allow" && can(s.Principal.Service)
      ]
    ]))
    error_message = "A service may write for another organization"
  }

  assert {
    condition = jsonencode({
      for kind, policy in aws_s3_bucket_policy.this : kind => sort([
        for s in jsondecode(policy.policy).Statement : s.Principal.Service if s.Effect == "Allow" && contains(flatten([s.Action]), "s3:PutObject")
      ])
      }) == jsonencode({
      logs   = ["cloudtrail.amazonaws.com", "delivery.logs.amazonaws.com"]
      config = ["config.amazonaws.com"]
      waf    = ["delivery.logs.amazonaws.com"]
    })
    error_message = "The writers of a bucket are not the ones it is for"
  }

  assert {
    condition = [
      for s in jsondecode(aws_s3_bucket_policy.this["logs"].policy).Statement : s.Condition.StringEquals["aws:SourceArn"] if s.Sid == "TheTrailWrites"
    ] == ["arn:aws:cloudtrail:ap-northeast-2:999988887777:trail/bongsu"]
    error_message = "Another trail may write"
  }

  assert {
    condition = alltrue([
      for kind, policy in aws_s3_bucket_policy.this : length([
        for s in jsondecode(policy.policy).Statement : s
        if s.Effect == "Deny" && contains(flatten([s.Action]), "s3:PutObject") && try(s.Condition.Bool["aws:PrincipalIsAWSService"], "") == "false"
      ]) == 1
    ])
    error_message = "A role could forge a log"
  }
}

run "nothing_without_tls_or_from_outside" {
  command = plan

  assert {
    condition = alltrue([
      for policy in concat(values(aws_s3_bucket_policy.this), [aws_sqs_queue_policy.objects, aws_sqs_queue_policy.dead]) : length([
        for s in jsondecode(policy.policy).Statement : s
        if s.Effect == "Deny" && try(s.Condition.Bool["aws:SecureTransport"], "") == "false" && s.Principal == "*"
      ]) == 1
    ])
    error_message = "A bucket or queue answers without TLS"
  }

  assert {
    condition = alltrue([
      for policy in aws_s3_bucket_policy.this : length([
        for s in jsondecode(policy.policy).Statement : s
        if s.Effect == "Deny" && try(s.Condition.StringNotEqualsIfExists["aws:PrincipalOrgID"], "") == "o-a1b2c3d4e5"
      ]) == 1
    ])
    error_message = "A bucket answers principals of other organizations"
  }

  assert {
    condition     = alltrue([for block in aws_s3_bucket_public_access_block.this : block.block_public_policy && block.restrict_public_buckets && block.block_public_acls && block.ignore_public_acls])
    error_message = "A bucket could become public"
  }
}

run "the_key_denies_others" {
  command = plan

  assert {
    condition = [
      for s in jsondecode(aws_kms_key.this.policy).Statement : s.Condition if s.Effect == "Deny" && contains(s.Action, "kms:Decrypt")
      ] == [{
        ArnNotEquals = { "aws:PrincipalArn" = ["arn:aws:iam::444455556666:role/bongsu-ship"] }
        Bool         = { "aws:PrincipalIsAWSService" = "false" }
    }]
    error_message = "The key doesn't deny decryption to everyone but readers and AWS's services"
  }

  assert {
    condition = alltrue([
      for s in jsondecode(aws_kms_key.this.policy).Statement : !contains(s.Action, "kms:Decrypt") && !contains(s.Action, "kms:*")
      if s.Sid == "AdministratorsManageTheKey"
    ])
    error_message = "Who administers the key may decrypt with it"
  }

  assert {
    condition     = aws_kms_key.this.enable_key_rotation && aws_kms_key.this.deletion_window_in_days == 30
    error_message = "The key isn't rotated or is deleted too soon"
  }

  assert {
    condition = alltrue([
      for encryption in aws_s3_bucket_server_side_encryption_configuration.this :
      tolist(encryption.rule)[0].apply_server_side_encryption_by_default[0].kms_master_key_id == aws_kms_key.this.arn
    ])
    error_message = "A bucket is not encrypted with the key"
  }
}

run "the_queue_takes_only_this_rule_and_the_rule_only_these_buckets" {
  command = plan

  assert {
    condition = [
      for s in jsondecode(aws_sqs_queue_policy.objects.policy).Statement : s.Condition if s.Effect == "Allow" && contains(flatten([s.Action]), "sqs:SendMessage")
      ] == [{
        ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.objects.arn }
        StringEquals = { "aws:SourceAccount" = "111122223333" }
    }]
    error_message = "Somebody but the rule can announce objects"
  }

  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.objects.event_pattern).detail.bucket.name == ["aws-waf-logs-example-org", "example-org-config", "example-org-logs"]
    error_message = "The rule announces other buckets, or not all"
  }

  assert {
    condition = jsonencode([
      for s in jsondecode(aws_sqs_queue_policy.objects.policy).Statement : sort(s.Action) if s.Sid == "ReadersTake"
    ]) == jsonencode([["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage"]])
    error_message = "Readers can do more than take messages"
  }

  assert {
    condition     = jsondecode(aws_sqs_queue.objects.redrive_policy).maxReceiveCount == 10 && aws_sqs_queue.dead.message_retention_seconds == 1209600
    error_message = "What can't be read is not kept 14 days in the dead-letter queue"
  }
}

run "a_name_too_long_for_the_waf_bucket" {
  command = plan
  variables {
    name = "a-name-of-forty-nine-characters-that-is-too-long0"
  }
  expect_failures = [var.name]
}

run "an_organization_that_is_none" {
  command = plan
  variables {
    organization_id = "111122223333"
  }
  expect_failures = [var.organization_id]
}

run "nobody_reads" {
  command = plan
  variables {
    reader_role_arns = []
  }
  expect_failures = [var.reader_role_arns]
}

run "everybody_reads" {
  command = plan
  variables {
    reader_role_arns = ["*"]
  }
  expect_failures = [var.reader_role_arns]
}

run "any_role_reads" {
  command = plan
  variables {
    reader_role_arns = ["arn:aws:iam::444455556666:role/*"]
  }
  expect_failures = [var.reader_role_arns]
}

run "retention_too_short" {
  command = plan
  variables {
    retention_days = 30
  }
  expect_failures = [var.retention_days]
}

run "expired_before_it_may_be_deleted" {
  command = plan
  variables {
    expire_after_days = 400
  }
  expect_failures = [var.expire_after_days]
}

run "an_unknown_lock_mode" {
  command = plan
  variables {
    object_lock_mode = "compliance"
  }
  expect_failures = [var.object_lock_mode]
}
