# What the tests of `bongsu check` judge: for each guardrail a resource that fails, one that passes and, where a plan can leave it open, one that
# can't be told before apply. Never applied. terraform/record-plans.sh makes its plan.

terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 6.0"
    }
  }
}

variable "region" {
  description = "Where everything is."
  type        = string
  default     = "ap-northeast-2"
}

variable "allowed" {
  description = "Marked as sensitive, as a careful team might."
  type        = list(string)
  default     = ["0.0.0.0/0"]
  sensitive   = true
}

provider "aws" {
  region = var.region

  # A plan of what isn't there yet needs no account.
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

################################################################################
# Buckets
################################################################################

locals {
  tls_only = { for name in ["good", "open"] : name => jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = ["arn:aws:s3:::check-${name}", "arn:aws:s3:::check-${name}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  }) }
}

resource "aws_s3_bucket" "each" {
  for_each = { good = "check-good", open = "check-open", plain = "check-plain", later = "check-later" }

  bucket = each.value
}

resource "aws_s3_bucket_policy" "each" {
  for_each = local.tls_only

  bucket = aws_s3_bucket.each[each.key].id
  policy = each.value
}

# Names the key, which has no ARN yet.
resource "aws_s3_bucket_policy" "later" {
  bucket = aws_s3_bucket.each["later"].id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:PutObject", Resource = "arn:aws:s3:::check-later/*", Condition = { StringNotEquals = { "s3:x-amz-server-side-encryption-aws-kms-key-id" = aws_kms_key.kept.arn } } }]
  })
}

resource "aws_s3_bucket_public_access_block" "open" {
  bucket                  = aws_s3_bucket.each["open"].id
  block_public_acls       = false
  block_public_policy     = false
  ignore_public_acls      = false
  restrict_public_buckets = false
}

resource "aws_s3_bucket_ownership_controls" "open" {
  bucket = aws_s3_bucket.each["open"].id

  rule {
    object_ownership = "ObjectWriter"
  }
}

resource "aws_s3_bucket_acl" "open" {
  bucket = aws_s3_bucket.each["open"].id
  acl    = "public-read"
}

################################################################################
# Network
################################################################################

module "team" {
  for_each = { blue = "10.1.0.0/16", red = "10.2.0.0/16" }
  source   = "./team"

  cidr   = each.value
  logged = each.key == "blue"
}

resource "aws_security_group" "inline" {
  vpc_id = module.team["blue"].vpc_id

  ingress {
    from_port   = 0
    to_port     = 65535
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "ruled" {
  count = 2

  vpc_id = module.team["blue"].vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "ruled" {
  count = 2

  security_group_id = aws_security_group.ruled[count.index].id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv6         = count.index == 0 ? "::/0" : null
  cidr_ipv4         = count.index == 1 ? "10.0.0.0/8" : null
}

# How many rules there are, and which, depends on what isn't there yet.
resource "aws_security_group" "dynamic" {
  vpc_id = module.team["blue"].vpc_id

  dynamic "ingress" {
    for_each = split(",", aws_kms_key.kept.arn)

    content {
      from_port   = 443
      to_port     = 443
      protocol    = "tcp"
      cidr_blocks = [ingress.value]
    }
  }
}

resource "aws_security_group" "sensitive" {
  vpc_id = module.team["blue"].vpc_id

  ingress {
    from_port   = 3389
    to_port     = 3389
    protocol    = "tcp"
    cidr_blocks = var.allowed
  }
}

# Of groups that another configuration makes.
resource "aws_vpc_security_group_ingress_rule" "elsewhere" {
  for_each = { office = "192.0.2.0/24", world = "0.0.0.0/0" }

  security_group_id = "sg-0123456789abcdef0"
  ip_protocol       = "-1"
  cidr_ipv4         = each.value
}

################################################################################
# Data
################################################################################

resource "aws_ebs_volume" "each" {
  for_each = { encrypted = true, plain = false, unsaid = null }

  availability_zone = "${var.region}a"
  size              = 1
  encrypted         = each.value
}

resource "aws_instance" "this" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"

  root_block_device {
    encrypted = true
  }

  ebs_block_device {
    device_name = "/dev/sdb"
    encrypted   = false
  }
}

# Its root volume is the image's and the account's affair.
resource "aws_instance" "bare" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
}

resource "aws_db_instance" "each" {
  for_each = { good = false, open = true }

  identifier                  = each.key
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  username                    = "administrator"
  manage_master_user_password = true
  skip_final_snapshot         = true
  publicly_accessible         = each.value
  storage_encrypted           = each.value ? null : true
}

resource "aws_rds_cluster" "this" {
  cluster_identifier          = "orders"
  engine                      = "aurora-postgresql"
  master_username             = "administrator"
  manage_master_user_password = true
  skip_final_snapshot         = true
  storage_encrypted           = true
}

resource "aws_rds_cluster_instance" "this" {
  identifier         = "orders-1"
  cluster_identifier = aws_rds_cluster.this.id
  engine             = aws_rds_cluster.this.engine
  instance_class     = "db.r7g.large"
}

resource "aws_kms_key" "kept" {}

################################################################################
# Account
################################################################################

resource "aws_iam_policy" "each" {
  for_each = { admin = "*", reader = "s3:GetObject" }

  name   = each.key
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value, Resource = "*" }] })
}

resource "aws_iam_account_password_policy" "this" {
  minimum_password_length = 8
}

resource "aws_cloudtrail" "this" {
  name           = "one-region"
  s3_bucket_name = aws_s3_bucket.each["good"].id
}

resource "aws_ebs_encryption_by_default" "this" {}

resource "aws_s3_account_public_access_block" "this" {
  block_public_acls   = true
  block_public_policy = true
}

resource "aws_guardduty_detector" "this" {
  enable = true
}

resource "aws_config_configuration_recorder" "this" {
  role_arn = "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"

  recording_group {
    all_supported                 = false
    include_global_resource_types = false
    resource_types                = ["AWS::S3::Bucket"]
  }
}

# A type that no guardrail judges.
resource "aws_sqs_queue" "this" {
  name = "orders"
}
