/*
# vpc-flow-logs

Flow logs of VPCs and transit gateways, sent straight to the log archive. Apply it in each account and region that has them; the account factory
does it for the accounts it vends.

The fields are those of all versions up to 5 that an investigation asks for: both sides' real addresses behind NAT (`pkt-srcaddr`), the direction,
the path, and TCP flags. The collector reads the header line, so fields may be added; none should be taken away.

```hcl
module "vpc_flow_logs" {
  source = "../../modules/vpc-flow-logs"

  bucket_arn = module.log_archive.buckets.logs.arn
  vpc_ids    = { shop = aws_vpc.shop.id }
}
```
*/

locals {
  tags = merge({ "bongsu:module" = "vpc-flow-logs" }, var.tags)

  vpc_fields = [
    "version", "account-id", "interface-id", "srcaddr", "dstaddr", "srcport", "dstport", "protocol", "packets", "bytes", "start", "end", "action",
    "log-status", "vpc-id", "subnet-id", "instance-id", "tcp-flags", "type", "pkt-srcaddr", "pkt-dstaddr", "region", "az-id", "sublocation-type",
    "sublocation-id", "pkt-src-aws-service", "pkt-dst-aws-service", "flow-direction", "traffic-path",
  ]
}

resource "aws_flow_log" "vpc" {
  for_each = var.vpc_ids

  vpc_id                   = each.value
  traffic_type             = "ALL"
  log_destination_type     = "s3"
  log_destination          = var.bucket_arn
  log_format               = join(" ", [for field in local.vpc_fields : "$${${field}}"])
  max_aggregation_interval = var.aggregation_seconds
  tags                     = merge(local.tags, { Name = each.key })

  destination_options {
    file_format                = "plain-text"
    hive_compatible_partitions = false
    per_hour_partition         = true
  }
}

resource "aws_flow_log" "transit_gateway" {
  for_each = var.transit_gateway_ids

  transit_gateway_id   = each.value
  log_destination_type = "s3"
  log_destination      = var.bucket_arn
  # AWS allows no other for a transit gateway.
  max_aggregation_interval = 60
  tags                     = merge(local.tags, { Name = each.key })

  destination_options {
    file_format                = "plain-text"
    hive_compatible_partitions = false
    per_hour_partition         = true
  }
}
