# A VPC with flow logs, or without.

terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "cidr" {
  description = "Addresses of the VPC."
  type        = string
}

variable "logged" {
  description = "Whether it has flow logs."
  type        = bool
}

resource "aws_vpc" "this" {
  cidr_block = var.cidr
}

resource "aws_flow_log" "this" {
  count = var.logged ? 1 : 0

  vpc_id               = aws_vpc.this.id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::example-org-logs"
}

output "vpc_id" {
  description = "Id of the VPC."
  value       = aws_vpc.this.id
}
