/*
# log-archive

The buckets that AWS writes an organization's logs to, and the queue that tells the collector of each new object. Apply it in the
log archive account.

| bucket | who writes | Object Lock |
|---|---|---|
| `<name>-logs` | the organization's trail, VPC flow logs | default retention |
| `aws-waf-logs-<name>` (AWS demands that beginning) | AWS WAF | default retention |
| `<name>-config` | AWS Config | on, without default retention: AWS Config can't deliver to a bucket that has one. Deleting is denied by the bucket policy instead |

Only the roles in `reader_role_arns` can read, whatever their own account allows them: the bucket policies and the key policy deny everyone else.
Only services acting for this organization can write. Nobody deletes a version or shortens a retention, unless named in `break_glass_role_arns`.
Objects are announced by EventBridge to one SQS queue; what the collector fails to read ten times goes to the dead-letter queue, as does what
EventBridge can't deliver.

```hcl
module "log_archive" {
  source = "../../modules/log-archive"

  name                  = "example-org"
  organization_id       = "o-a1b2c3d4e5"
  management_account_id = "111122223333"
  reader_role_arns      = [module.collector_roles.ship_role_arn]
}
```

With `object_lock_mode = "COMPLIANCE"` not even AWS can delete an object before `retention_days` have passed, nor can you close that mistake: try
with `GOVERNANCE` first.
*/

data "aws_caller_identity" "this" {}

data "aws_partition" "this" {}

data "aws_region" "this" {}

locals {
  account   = data.aws_caller_identity.this.account_id
  partition = data.aws_partition.this.partition
  region    = data.aws_region.this.name
  tags      = merge({ "bongsu:module" = "log-archive" }, var.tags)

  buckets = {
    logs   = { name = "${var.name}-logs", writers = ["cloudtrail", "delivery"], default_retention = true }
    config = { name = "${var.name}-config", writers = ["config"], default_retention = false }
    waf    = { name = "aws-waf-logs-${var.name}", writers = ["delivery"], default_retention = true }
  }
  bucket_arns = { for kind, bucket in local.buckets : kind => "arn:${local.partition}:s3:::${bucket.name}" }

  trail_arn = "arn:${local.partition}:cloudtrail:${coalesce(var.trail_region, local.region)}:${var.management_account_id}:trail/${var.trail_name}"
  # Vended logs (VPC flow logs, WAF) are delivered by this source in each account and region; the organization's id limits it further.
  delivery_arn = "arn:${local.partition}:logs:*:*:*"
}

################################################################################
# Key
################################################################################

locals {
  key_policy = {
    Version = "2012-10-17"
    Statement = concat([
      {
        Sid       = "AdministratorsManageTheKey"
        Effect    = "Allow"
        Principal = { AWS = "arn:${local.partition}:iam::${local.account}:root" }
        Action = [
          "kms:CancelKeyDeletion", "kms:CreateAlias", "kms:CreateGrant", "kms:DeleteAlias", "kms:DescribeKey", "kms:DisableKey", "kms:EnableKey",
          "kms:EnableKeyRotation", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListAliases", "kms:ListGrants", "kms:ListKeyPolicies",
          "kms:ListResourceTags", "kms:PutKeyPolicy", "kms:RevokeGrant", "kms:ScheduleKeyDeletion", "kms:TagResource", "kms:UntagResource",
          "kms:UpdateAlias", "kms:UpdateKeyDescription",
        ]
        Resource = "*" # in a key policy, this is the key itself; AWS allows no other
      },
      {
        Sid       = "TheTrailEncrypts"
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = ["kms:GenerateDataKey", "kms:DescribeKey"]
        Resource  = "*" # the key itself, see above
        Condition = { StringEquals = { "aws:SourceArn" = local.trail_arn } }
      },
      {
        Sid       = "LogDeliveryEncrypts"
        Effect    = "Allow"
        Principal = { Service = ["config.amazonaws.com", "delivery.logs.amazonaws.com"] }
        Action    = ["kms:GenerateDataKey", "kms:Decrypt", "kms:Encrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:DescribeKey"]
        Resource  = "*" # the key itself, see above
        Condition = { StringEquals = { "aws:SourceOrgID" = var.organization_id } }
      },
      {
        Sid       = "ReadersDecrypt"
        Effect    = "Allow"
        Principal = { AWS = var.reader_role_arns }
        Action    = ["kms:Decrypt"]
        Resource  = "*" # the key itself, see above
        Condition = { StringEquals = { "aws:PrincipalOrgID" = var.organization_id } }
      },
      {
        # Without it, an administrator could allow decryption to anyone in the account by an IAM policy.
        Sid       = "NobodyElseDecrypts"
        Effect    = "Deny"
        Principal = "*" # a denial for everyone but the readers
        Action    = ["kms:Decrypt", "kms:CreateGrant"]
        Resource  = "*" # the key itself, see above
        Condition = {
          ArnNotEquals = { "aws:PrincipalArn" = var.reader_role_arns }
          Bool         = { "aws:PrincipalIsAWSService" = "false" }
        }
      },
    ])
  }
}

resource "aws_kms_key" "this" {
  description             = "Logs of the organization ${var.organization_id}"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy                  = jsonencode(local.key_policy)
  tags                    = local.tags

  lifecycle {
    # Without the key no log can be read again.
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "this" {
  name          = "alias/${var.name}-logs"
  target_key_id = aws_kms_key.this.key_id
}

################################################################################
# Buckets
################################################################################

resource "aws_s3_bucket" "this" {
  for_each = local.buckets

  bucket              = each.value.name
  object_lock_enabled = true
  tags                = merge(local.tags, { "bongsu:holds" = each.key })

  lifecycle {
    # The evidence. To give it up, take the bucket out of the state first, by hand and on purpose.
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_versioning" "this" {
  for_each = local.buckets

  bucket = aws_s3_bucket.this[each.key].id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_object_lock_configuration" "this" {
  for_each = { for kind, bucket in local.buckets : kind => bucket if bucket.default_retention }

  bucket = aws_s3_bucket.this[each.key].id

  rule {
    default_retention {
      mode = var.object_lock_mode
      days = var.retention_days
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  for_each = local.buckets

  bucket = aws_s3_bucket.this[each.key].id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.this.arn
    }
    # One data key for many objects: delivery makes thousands of small ones, and each request to KMS costs.
    bucket_key_enabled = true
  }
}

resource "aws_s3_bucket_public_access_block" "this" {
  for_each = local.buckets

  bucket                  = aws_s3_bucket.this[each.key].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "this" {
  for_each = local.buckets

  bucket = aws_s3_bucket.this[each.key].id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  for_each = local.buckets

  bucket = aws_s3_bucket.this[each.key].id

  rule {
    id     = "archive-and-expire"
    status = "Enabled"

    filter {
      # Glacier Instant Retrieval bills each object as 128 KiB at least; moving smaller ones makes them dearer.
      object_size_greater_than = 131072
    }

    transition {
      days          = var.archive_after_days
      storage_class = "GLACIER_IR"
    }
  }

  rule {
    id     = "expire"
    status = "Enabled"

    filter {}

    expiration {
      days = var.expire_after_days
    }

    noncurrent_version_expiration {
      noncurrent_days = 30
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}

locals {
  writer_statements = {
    for kind, arn in local.bucket_arns : kind => {
      cloudtrail = [
        {
          Sid       = "TheTrailLooks"
          Effect    = "Allow"
          Principal = { Service = "cloudtrail.amazonaws.com" }
          Action    = ["s3:GetBucketAcl"]
          Resource  = [arn]
          Condition = { StringEquals = { "aws:SourceArn" = local.trail_arn, "aws:SourceOrgID" = var.organization_id } }
        },
        {
          Sid       = "TheTrailWrites"
          Effect    = "Allow"
          Principal = { Service = "cloudtrail.amazonaws.com" }
          Action    = ["s3:PutObject"]
          Resource  = ["${arn}/AWSLogs/${var.management_account_id}/*", "${arn}/AWSLogs/${var.organization_id}/*"]
          Condition = {
            StringEquals = {
              "aws:SourceArn"   = local.trail_arn
              "aws:SourceOrgID" = var.organization_id
              "s3:x-amz-acl"    = "bucket-owner-full-control"
            }
          }
        },
      ]
      config = [
        {
          Sid       = "ConfigLooks"
          Effect    = "Allow"
          Principal = { Service = "config.amazonaws.com" }
          Action    = ["s3:GetBucketAcl", "s3:ListBucket"]
          Resource  = [arn]
          Condition = { StringEquals = { "aws:SourceOrgID" = var.organization_id } }
        },
        {
          Sid       = "ConfigWrites"
          Effect    = "Allow"
          Principal = { Service = "config.amazonaws.com" }
          Action    = ["s3:PutObject"]
          Resource  = ["${arn}/AWSLogs/*/Config/*"]
          Condition = {
            StringEquals = { "aws:SourceOrgID" = var.organization_id, "s3:x-amz-acl" = "bucket-owner-full-control" }
          }
        },
      ]
      delivery = [
        {
          Sid       = "LogDeliveryLooks"
          Effect    = "Allow"
          Principal = { Service = "delivery.logs.amazonaws.com" }
          Action    = ["s3:GetBucketAcl"]
          Resource  = [arn]
          Condition = {
            StringEquals = { "aws:SourceOrgID" = var.organization_id }
            ArnLike      = { "aws:SourceArn" = local.delivery_arn }
          }
        },
        {
          Sid       = "LogDeliveryWrites"
          Effect    = "Allow"
          Principal = { Service = "delivery.logs.amazonaws.com" }
          Action    = ["s3:PutObject"]
          Resource  = ["${arn}/AWSLogs/*"]
          Condition = {
            StringEquals = { "aws:SourceOrgID" = var.organization_id, "s3:x-amz-acl" = "bucket-owner-full-control" }
            ArnLike      = { "aws:SourceArn" = local.delivery_arn }
          }
        },
      ]
    }
  }

  break_glass = length(var.break_glass_role_arns) == 0 ? {} : {
    Condition = { ArnNotEquals = { "aws:PrincipalArn" = var.break_glass_role_arns } }
  }

  bucket_policies = {
    for kind, bucket in local.buckets : kind => {
      Version = "2012-10-17"
      Statement = concat(
        flatten([for writer in bucket.writers : local.writer_statements[kind][writer]]),
        [
          {
            Sid       = "ReadersRead"
            Effect    = "Allow"
            Principal = { AWS = var.reader_role_arns }
            Action    = ["s3:GetObject", "s3:ListBucket"]
            Resource  = [local.bucket_arns[kind], "${local.bucket_arns[kind]}/*"]
            Condition = { StringEquals = { "aws:PrincipalOrgID" = var.organization_id } }
          },
          {
            Sid       = "NobodyElseReads"
            Effect    = "Deny"
            Principal = "*" # a denial for everyone but the readers
            Action    = ["s3:GetObject", "s3:GetObjectVersion"]
            Resource  = ["${local.bucket_arns[kind]}/*"]
            Condition = { ArnNotEquals = { "aws:PrincipalArn" = var.reader_role_arns } }
          },
          {
            Sid       = "OnlyServicesWrite"
            Effect    = "Deny"
            Principal = "*" # a denial for everyone but AWS's log services: a forged log is worse than a lost one
            Action    = ["s3:PutObject"]
            Resource  = ["${local.bucket_arns[kind]}/*"]
            Condition = { Bool = { "aws:PrincipalIsAWSService" = "false" } }
          },
          merge({
            Sid       = "NobodyTampers"
            Effect    = "Deny"
            Principal = "*" # a denial for everyone
            Action = [
              "s3:BypassGovernanceRetention", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutObjectLegalHold", "s3:PutObjectRetention",
              "s3:DeleteBucket", "s3:PutBucketObjectLockConfiguration", "s3:PutBucketVersioning", "s3:PutLifecycleConfiguration",
            ]
            Resource = [local.bucket_arns[kind], "${local.bucket_arns[kind]}/*"]
            },
            local.break_glass,
          ),
          {
            Sid       = "OnlyThisOrganization"
            Effect    = "Deny"
            Principal = "*"    # a denial for everyone outside the organization
            Action    = "s3:*" # whatever the call is
            Resource  = [local.bucket_arns[kind], "${local.bucket_arns[kind]}/*"]
            Condition = {
              StringNotEqualsIfExists = { "aws:PrincipalOrgID" = var.organization_id }
              Bool                    = { "aws:PrincipalIsAWSService" = "false" }
            }
          },
          {
            Sid       = "OnlyTls"
            Effect    = "Deny"
            Principal = "*"    # a denial for everyone
            Action    = "s3:*" # whatever the call is
            Resource  = [local.bucket_arns[kind], "${local.bucket_arns[kind]}/*"]
            Condition = { Bool = { "aws:SecureTransport" = "false" } }
          },
        ]
      )
    }
  }
}

resource "aws_s3_bucket_policy" "this" {
  for_each = local.buckets

  bucket = aws_s3_bucket.this[each.key].id
  policy = jsonencode(local.bucket_policies[each.key])

  # The settings that the policy denies to everyone have to be there first.
  depends_on = [
    aws_s3_bucket_lifecycle_configuration.this,
    aws_s3_bucket_object_lock_configuration.this,
    aws_s3_bucket_public_access_block.this,
    aws_s3_bucket_versioning.this,
  ]
}

################################################################################
# Announcements
################################################################################

resource "aws_s3_bucket_notification" "this" {
  for_each = local.buckets

  bucket      = aws_s3_bucket.this[each.key].id
  eventbridge = true
}

resource "aws_cloudwatch_event_rule" "objects" {
  name        = "${var.name}-log-objects"
  description = "New objects in the log archive"
  event_pattern = jsonencode({
    source      = ["aws.s3"]
    detail-type = ["Object Created"]
    detail      = { bucket = { name = sort([for bucket in local.buckets : bucket.name]) } }
  })
  tags = local.tags
}

resource "aws_cloudwatch_event_target" "objects" {
  rule = aws_cloudwatch_event_rule.objects.name
  arn  = aws_sqs_queue.objects.arn

  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 185
  }

  dead_letter_config {
    arn = aws_sqs_queue.dead.arn
  }
}

resource "aws_sqs_queue" "dead" {
  name                      = "${var.name}-log-objects-dead"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  tags                      = local.tags
}

resource "aws_sqs_queue" "objects" {
  name                       = "${var.name}-log-objects"
  message_retention_seconds  = 1209600
  visibility_timeout_seconds = 60
  receive_wait_time_seconds  = 20
  # Not by a KMS key: names of objects are all that is in it, and EventBridge would have to use the key for each.
  sqs_managed_sse_enabled = true
  redrive_policy          = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead.arn, maxReceiveCount = 10 })
  tags                    = local.tags
}

resource "aws_sqs_queue_redrive_allow_policy" "dead" {
  queue_url            = aws_sqs_queue.dead.id
  redrive_allow_policy = jsonencode({ redrivePermission = "byQueue", sourceQueueArns = [aws_sqs_queue.objects.arn] })
}

locals {
  queue_arns = { objects = aws_sqs_queue.objects.arn, dead = aws_sqs_queue.dead.arn }

  queue_policies = {
    for queue, arn in local.queue_arns : queue => {
      Version = "2012-10-17"
      Statement = concat(
        [
          {
            Sid       = "TheRuleSends"
            Effect    = "Allow"
            Principal = { Service = "events.amazonaws.com" }
            Action    = ["sqs:SendMessage"]
            Resource  = [arn]
            Condition = {
              ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.objects.arn }
              StringEquals = { "aws:SourceAccount" = local.account }
            }
          },
          {
            Sid       = "NobodyElseSends"
            Effect    = "Deny"
            Principal = "*" # a denial for everyone but EventBridge: a forged announcement makes the collector read what it shouldn't
            Action    = ["sqs:SendMessage"]
            Resource  = [arn]
            Condition = { Bool = { "aws:PrincipalIsAWSService" = "false" } }
          },
          {
            Sid       = "OnlyTls"
            Effect    = "Deny"
            Principal = "*"     # a denial for everyone
            Action    = "sqs:*" # whatever the call is
            Resource  = [arn]
            Condition = { Bool = { "aws:SecureTransport" = "false" } }
          },
        ],
        queue == "dead" ? [] : [
          {
            Sid       = "ReadersTake"
            Effect    = "Allow"
            Principal = { AWS = var.reader_role_arns }
            Action    = ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage"]
            Resource  = [arn]
            Condition = { StringEquals = { "aws:PrincipalOrgID" = var.organization_id } }
          },
        ]
      )
    }
  }
}

resource "aws_sqs_queue_policy" "objects" {
  queue_url = aws_sqs_queue.objects.id
  policy    = jsonencode(local.queue_policies.objects)
}

resource "aws_sqs_queue_policy" "dead" {
  queue_url = aws_sqs_queue.dead.id
  policy    = jsonencode(local.queue_policies.dead)
}
