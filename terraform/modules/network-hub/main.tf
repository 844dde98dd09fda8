/*
# network-hub

The company's network in one region: a transit gateway with one route table per environment, shared with the organization by RAM, and address pools
in IPAM, one per environment. Apply it in the network account, after sharing with the organization has been enabled
(`aws ram enable-sharing-with-aws-organization`) and IPAM's delegated administrator is this account.

An attachment belongs to one environment and reaches what `reaches` names: its own environment unless told otherwise. Nothing is associated or propagated by
default, so an attachment that nobody assigned reaches nothing. The account factory attaches the VPCs that it makes, to the route table
that `route_table_ids` names for their environment, with addresses from `pool_ids`.

```hcl
module "network_hub" {
  source = "../../modules/network-hub"

  share_with = ["arn:aws:organizations::111122223333:organization/o-a1b2c3d4e5"]
  regions    = ["ap-northeast-2"]
  cidr       = "10.0.0.0/8"
  environments = {
    prod    = { cidr = "10.0.0.0/12", reaches = ["shared"] }
    dev     = { cidr = "10.16.0.0/12", reaches = ["shared"] }
    shared  = { cidr = "10.32.0.0/16", reaches = ["prod", "dev"] }
  }
}
```
*/

data "aws_region" "this" {}

locals {
  tags = merge({ "bongsu:module" = "network-hub" }, var.tags)

  attachments = merge([
    for environment, about in var.environments : { for name, id in about.attachment_ids : "${environment}/${name}" => { environment = environment, id = id } }
  ]...)

  # Which route table learns the addresses of which attachment: those of its own environment, and of those that it reaches.
  propagations = merge(flatten([
    for environment, about in var.environments : [
      for key, attachment in local.attachments : { "${environment}<-${key}" = { environment = environment, id = attachment.id } }
      if attachment.environment == environment ? about.reaches_itself : contains(about.reaches, attachment.environment)
    ]
  ])...)
}

################################################################################
# Transit gateway
################################################################################

resource "aws_ec2_transit_gateway" "this" {
  description = "${var.name}: the company's network"
  # Closed until assigned: an attachment without an environment reaches nothing.
  default_route_table_association = "disable"
  default_route_table_propagation = "disable"
  auto_accept_shared_attachments  = var.auto_accept_attachments ? "enable" : "disable"
  dns_support                     = "enable"
  vpn_ecmp_support                = "enable"
  tags                            = merge(local.tags, { Name = var.name })
}

resource "aws_ec2_transit_gateway_route_table" "this" {
  for_each = var.environments

  transit_gateway_id = aws_ec2_transit_gateway.this.id
  tags               = merge(local.tags, { Name = "${var.name}-${each.key}", "bongsu:environment" = each.key })
}

resource "aws_ec2_transit_gateway_route_table_association" "this" {
  for_each = local.attachments

  transit_gateway_attachment_id  = each.value.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.this[each.value.environment].id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "this" {
  for_each = local.propagations

  transit_gateway_attachment_id  = each.value.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.this[each.value.environment].id
}

# A route that somebody adds to one environment by hand must not leak into a range that it has no business with.
resource "aws_ec2_transit_gateway_route" "blackhole" {
  for_each = merge([
    for environment, about in var.environments : {
      for other, otherwise in var.environments : "${environment}-x-${other}" => { environment = environment, cidr = otherwise.cidr }
      if other != environment && !contains(about.reaches, other)
    }
  ]...)

  destination_cidr_block         = each.value.cidr
  blackhole                      = true
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.this[each.value.environment].id
}

################################################################################
# Addresses
################################################################################

resource "aws_vpc_ipam" "this" {
  description = var.name
  tags        = merge(local.tags, { Name = var.name })

  dynamic "operating_regions" {
    for_each = setunion(var.regions, [data.aws_region.this.name])

    content {
      region_name = operating_regions.value
    }
  }
}

resource "aws_vpc_ipam_pool" "all" {
  address_family = "ipv4"
  ipam_scope_id  = aws_vpc_ipam.this.private_default_scope_id
  description    = "${var.name}: everything"
  tags           = merge(local.tags, { Name = var.name })
}

resource "aws_vpc_ipam_pool_cidr" "all" {
  ipam_pool_id = aws_vpc_ipam_pool.all.id
  cidr         = var.cidr
}

resource "aws_vpc_ipam_pool" "environment" {
  for_each = var.environments

  address_family                    = "ipv4"
  ipam_scope_id                     = aws_vpc_ipam.this.private_default_scope_id
  source_ipam_pool_id               = aws_vpc_ipam_pool.all.id
  locale                            = data.aws_region.this.name
  description                       = "${var.name}: ${each.key}"
  allocation_min_netmask_length     = 20
  allocation_max_netmask_length     = 28
  allocation_default_netmask_length = each.value.vpc_netmask_length
  tags                              = merge(local.tags, { Name = "${var.name}-${each.key}", "bongsu:environment" = each.key })

  depends_on = [aws_vpc_ipam_pool_cidr.all]
}

resource "aws_vpc_ipam_pool_cidr" "environment" {
  for_each = var.environments

  ipam_pool_id = aws_vpc_ipam_pool.environment[each.key].id
  cidr         = each.value.cidr
}

################################################################################
# Sharing
################################################################################

resource "aws_ram_resource_share" "this" {
  name = var.name
  # Never anybody outside the organization, whatever principals are added later.
  allow_external_principals = false
  tags                      = local.tags
}

resource "aws_ram_principal_association" "this" {
  for_each = var.share_with

  principal          = each.value
  resource_share_arn = aws_ram_resource_share.this.arn
}

resource "aws_ram_resource_association" "transit_gateway" {
  resource_arn       = aws_ec2_transit_gateway.this.arn
  resource_share_arn = aws_ram_resource_share.this.arn
}

resource "aws_ram_resource_association" "pool" {
  for_each = var.environments

  resource_arn       = aws_vpc_ipam_pool.environment[each.key].arn
  resource_share_arn = aws_ram_resource_share.this.arn
}
