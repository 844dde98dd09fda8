mock_provider "aws" {
  source          = "../../testing"
  override_during = plan
}

variables {
  cidr       = "10.0.0.0/8"
  share_with = ["arn:aws:organizations::111122223333:organization/o-a1b2c3d4e5"]
  environments = {
    prod   = { cidr = "10.0.0.0/12", reaches = ["shared"], attachment_ids = { shop = "tgw-attach-1" } }
    dev    = { cidr = "10.16.0.0/12", reaches = ["shared"], reaches_itself = false, attachment_ids = { lab = "tgw-attach-2" } }
    shared = { cidr = "10.32.0.0/16", reaches = ["prod", "dev"], attachment_ids = { directory = "tgw-attach-3" } }
  }
}

run "environments_are_apart" {
  command = plan

  assert {
    condition = jsonencode(keys(aws_ec2_transit_gateway_route_table_propagation.this)) == jsonencode([
      "dev<-shared/directory", "prod<-prod/shop", "prod<-shared/directory", "shared<-dev/lab", "shared<-prod/shop", "shared<-shared/directory",
    ])
    error_message = "An environment learns addresses it has no business with, or misses some"
  }

  assert {
    condition = jsonencode({ for key, route in aws_ec2_transit_gateway_route.blackhole : key => route.destination_cidr_block if route.blackhole }) == jsonencode({
      "dev-x-prod" = "10.0.0.0/12", "prod-x-dev" = "10.16.0.0/12"
    })
    error_message = "Traffic between environments that don't reach each other isn't dropped"
  }

  assert {
    condition     = aws_ec2_transit_gateway.this.default_route_table_association == "disable" && aws_ec2_transit_gateway.this.default_route_table_propagation == "disable"
    error_message = "An attachment reaches something before it has been assigned"
  }
}

run "nobody_outside_the_organization" {
  command = plan

  assert {
    condition     = !aws_ram_resource_share.this.allow_external_principals && jsonencode([for a in aws_ram_principal_association.this : a.principal]) == jsonencode(tolist(var.share_with))
    error_message = "The network is shared with others"
  }
}

run "addresses_come_from_the_environments_pool" {
  command = plan

  assert {
    condition     = jsonencode({ for name, cidr in aws_vpc_ipam_pool_cidr.environment : name => cidr.cidr }) == jsonencode({ dev = "10.16.0.0/12", prod = "10.0.0.0/12", shared = "10.32.0.0/16" })
    error_message = "A pool holds other addresses"
  }

  assert {
    condition     = alltrue([for pool in aws_vpc_ipam_pool.environment : pool.allocation_min_netmask_length == 20 && pool.source_ipam_pool_id == aws_vpc_ipam_pool.all.id])
    error_message = "One VPC could take the whole pool"
  }
}

run "a_way_without_a_way_back" {
  command = plan
  variables {
    environments = { prod = { cidr = "10.0.0.0/12", reaches = ["shared"] }, shared = { cidr = "10.32.0.0/16" } }
  }
  expect_failures = [var.environments]
}

run "reaching_an_environment_that_is_none" {
  command = plan
  variables {
    environments = { prod = { cidr = "10.0.0.0/12", reaches = ["test"] } }
  }
  expect_failures = [var.environments]
}

run "addresses_of_the_internet" {
  command = plan
  variables {
    cidr = "8.0.0.0/8"
  }
  expect_failures = [var.cidr]
}

run "sharing_with_one_account" {
  command = plan
  variables {
    share_with = ["111122223333"]
  }
  expect_failures = [var.share_with]
}
