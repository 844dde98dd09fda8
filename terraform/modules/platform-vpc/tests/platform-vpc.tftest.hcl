mock_provider "aws" {
  source          = "../../testing"
  override_during = plan
}

run "three_zones_and_nothing_public_in_them" {
  command = plan

  assert {
    condition     = length(distinct(aws_subnet.private[*].availability_zone)) == 3 && length(distinct(aws_subnet.private[*].cidr_block)) == 3
    error_message = "Engines that need three zones don't have them"
  }

  assert {
    condition     = alltrue([for subnet in concat(aws_subnet.private, aws_subnet.public) : !coalesce(subnet.map_public_ip_on_launch, false)])
    error_message = "Something in a subnet gets a public address"
  }

  assert {
    condition     = length(aws_default_security_group.this.ingress) == 0 && length(aws_default_security_group.this.egress) == 0
    error_message = "The default group is open"
  }

  assert {
    condition     = length(setsubtract(["kms", "logs", "secretsmanager", "sqs", "sts"], keys(aws_vpc_endpoint.interface))) == 0 && alltrue([for e in aws_vpc_endpoint.interface : e.private_dns_enabled])
    error_message = "Calls of the services go through the internet"
  }
}

run "closed_when_asked_for" {
  command = plan

  variables {
    nat = false
  }

  assert {
    condition     = length(aws_internet_gateway.this) == 0 && length(aws_nat_gateway.this) == 0 && length(aws_route.nat) == 0
    error_message = "There is a way to the internet"
  }
}

run "too_small" {
  command = plan
  variables {
    cidr = "10.0.0.0/24"
  }
  expect_failures = [var.cidr]
}

run "no_range" {
  command = plan
  variables {
    cidr = "10.0.0.0"
  }
  expect_failures = [var.cidr]
}
