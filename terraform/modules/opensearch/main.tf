/*
# opensearch

An Amazon OpenSearch Service domain: inside the VPC, fine-grained access control, TLS 1.2, encrypted at rest and between nodes, three dedicated managers,
three zones, warm and cold storage when asked for, slow and audit logs, and a bucket with a role for manual snapshots.

Services sign in as users of the domain's internal database, which needs a master user with a password, and the provider can't keep that password out of the
state. So what you give is the first password only: change it right after the first apply (Terraform doesn't look at it again), with it make a user for each
service through the security API, and keep those passwords in Secrets Manager.

```hcl
module "opensearch" {
  source = "../../modules/opensearch"

  vpc_id                    = aws_vpc.this.id
  subnet_ids                = values(aws_subnet.private)[*].id
  client_security_group_ids = { services = module.services.security_group_id }
  first_master_password     = var.first_master_password
}
```
*/

data "aws_caller_identity" "this" {}

data "aws_partition" "this" {}

data "aws_region" "this" {}

locals {
  account    = data.aws_caller_identity.this.account_id
  partition  = data.aws_partition.this.partition
  region     = data.aws_region.this.name
  tags       = merge({ "bongsu:module" = "opensearch" }, var.tags)
  domain_arn = "arn:${local.partition}:es:${local.region}:${local.account}:domain/${var.name}"

  log_types = {
    index  = "INDEX_SLOW_LOGS"
    search = "SEARCH_SLOW_LOGS"
    errors = "ES_APPLICATION_LOGS"
    audit  = "AUDIT_LOGS"
  }
}

################################################################################
# Network
################################################################################

resource "aws_security_group" "this" {
  name        = "${var.name}-opensearch"
  description = "OpenSearch: HTTPS from named groups only"
  vpc_id      = var.vpc_id
  tags        = merge(local.tags, { Name = "${var.name}-opensearch" })
}

resource "aws_vpc_security_group_ingress_rule" "clients" {
  for_each = var.client_security_group_ids

  security_group_id            = aws_security_group.this.id
  referenced_security_group_id = each.value
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
  description                  = "HTTPS from ${each.key}"
  tags                         = local.tags
}

################################################################################
# Its own logs
################################################################################

resource "aws_cloudwatch_log_group" "this" {
  for_each = local.log_types

  name              = "/bongsu/${var.name}/opensearch/${each.key}"
  retention_in_days = each.key == "audit" ? 731 : 30
  kms_key_id        = var.log_kms_key_arn
  tags              = local.tags
}

resource "aws_cloudwatch_log_resource_policy" "this" {
  policy_name = "${var.name}-opensearch"
  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "es.amazonaws.com" }
      Action    = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource  = [for kind in keys(local.log_types) : "arn:${local.partition}:logs:${local.region}:${local.account}:log-group:/bongsu/${var.name}/opensearch/${kind}:*"]
      Condition = {
        StringEquals = { "aws:SourceAccount" = local.account }
        ArnEquals    = { "aws:SourceArn" = local.domain_arn }
      }
    }]
  })
}

################################################################################
# Domain
################################################################################

resource "aws_opensearch_domain" "this" {
  domain_name    = var.name
  engine_version = var.engine_version
  tags           = local.tags

  # Who gets in is decided by fine-grained access control, user by user; the security group decides who reaches it at all. With users of the internal
  # database AWS allows no other access policy than an open one: their requests carry no IAM identity.
  access_policies = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" } # requests of internal users have no IAM principal; see above
      Action    = ["es:ESHttpDelete", "es:ESHttpGet", "es:ESHttpHead", "es:ESHttpPatch", "es:ESHttpPost", "es:ESHttpPut"]
      Resource  = ["${local.domain_arn}/*"]
    }]
  })

  cluster_config {
    instance_type                 = var.data_nodes.instance_type
    instance_count                = var.data_nodes.count
    zone_awareness_enabled        = true
    dedicated_master_enabled      = true
    dedicated_master_type         = var.manager_instance_type
    dedicated_master_count        = 3
    multi_az_with_standby_enabled = false
    warm_enabled                  = var.warm_nodes != null
    warm_type                     = try(var.warm_nodes.instance_type, null)
    warm_count                    = try(var.warm_nodes.count, null)

    zone_awareness_config {
      availability_zone_count = 3
    }

    dynamic "cold_storage_options" {
      for_each = var.warm_nodes == null ? [] : [var.cold_storage]

      content {
        enabled = cold_storage_options.value
      }
    }
  }

  ebs_options {
    ebs_enabled = true
    volume_type = "gp3"
    volume_size = var.data_nodes.volume_gib
    iops        = var.data_nodes.iops
    throughput  = var.data_nodes.throughput
  }

  vpc_options {
    subnet_ids         = var.subnet_ids
    security_group_ids = [aws_security_group.this.id]
  }

  encrypt_at_rest {
    enabled    = true
    kms_key_id = var.kms_key_arn
  }

  node_to_node_encryption {
    enabled = true
  }

  domain_endpoint_options {
    enforce_https       = true
    tls_security_policy = "Policy-Min-TLS-1-2-PFS-2023-10"
  }

  advanced_security_options {
    enabled = true
    # Bongsu's services sign in with a user name and a password of their own.
    internal_user_database_enabled = true
    anonymous_auth_enabled         = false

    master_user_options {
      master_user_name     = var.master_user_name
      master_user_password = var.first_master_password
    }
  }

  advanced_options = {
    # One bulk request of the collector writes to many indices; fine-grained access control judges each of its items.
    "rest.action.multi.allow_explicit_index" = "true"
    "override_main_response_version"         = "false"
  }

  dynamic "log_publishing_options" {
    for_each = local.log_types

    content {
      log_type                 = log_publishing_options.value
      cloudwatch_log_group_arn = aws_cloudwatch_log_group.this[log_publishing_options.key].arn
    }
  }

  off_peak_window_options {
    enabled = true

    off_peak_window {
      window_start_time {
        # UTC: three in the night in Seoul.
        hours   = 18
        minutes = 0
      }
    }
  }

  software_update_options {
    auto_software_update_enabled = true
  }

  lifecycle {
    # Findings' history and what analysts search. It can be rebuilt from the archive, in days.
    prevent_destroy = true
    # Changed right after the first apply, and no longer Terraform's business.
    ignore_changes = [advanced_security_options[0].master_user_options]
  }

  depends_on = [aws_cloudwatch_log_resource_policy.this]
}

################################################################################
# Snapshots that outlive the domain
################################################################################

resource "aws_s3_bucket" "snapshots" {
  bucket = "${var.name}-opensearch-snapshots-${local.account}"
  tags   = local.tags

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_public_access_block" "snapshots" {
  bucket                  = aws_s3_bucket.snapshots.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "snapshots" {
  bucket = aws_s3_bucket.snapshots.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "snapshots" {
  bucket = aws_s3_bucket.snapshots.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = var.kms_key_arn == null ? "AES256" : "aws:kms"
      kms_master_key_id = var.kms_key_arn
    }
    bucket_key_enabled = var.kms_key_arn != null
  }
}

locals {
  snapshot_bucket_arn = "arn:${local.partition}:s3:::${var.name}-opensearch-snapshots-${local.account}"
}

resource "aws_s3_bucket_policy" "snapshots" {
  bucket = aws_s3_bucket.snapshots.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OnlyTls"
      Effect    = "Deny"
      Principal = "*"    # a denial for everyone
      Action    = "s3:*" # whatever the call is
      Resource  = [local.snapshot_bucket_arn, "${local.snapshot_bucket_arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })

  depends_on = [aws_s3_bucket_public_access_block.snapshots]
}

resource "aws_iam_role" "snapshots" {
  name        = "${var.name}-opensearch-snapshots"
  description = "OpenSearch writes snapshots with it"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "es.amazonaws.com" }
      Action    = ["sts:AssumeRole"]
      Condition = {
        StringEquals = { "aws:SourceAccount" = local.account }
        ArnEquals    = { "aws:SourceArn" = local.domain_arn }
      }
    }]
  })
  tags = local.tags
}

resource "aws_iam_role_policy" "snapshots" {
  name = "what-it-needs"
  role = aws_iam_role.snapshots.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        { Sid = "List", Effect = "Allow", Action = ["s3:ListBucket"], Resource = [local.snapshot_bucket_arn] },
        { Sid = "Objects", Effect = "Allow", Action = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], Resource = ["${local.snapshot_bucket_arn}/*"] },
      ],
      [
        for arn in compact([var.kms_key_arn]) : { Sid = "Key", Effect = "Allow", Action = ["kms:Decrypt", "kms:GenerateDataKey"], Resource = [arn] }
      ],
    )
  })
}
