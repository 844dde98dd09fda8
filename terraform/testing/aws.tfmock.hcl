# What the mock provider answers where a value's form matters; everything else is a random string. Read by every test:
#
#   mock_provider "aws" {
#     source          = "../../testing"
#     override_during = plan
#   }
#
# Policies are written with jsonencode and never with aws_iam_policy_document, which a mock provider doesn't evaluate; with
# override_during = plan their whole text is known in a plan, and a test decodes it.

mock_data "aws_caller_identity" {
  defaults = {
    account_id = "111122223333"
    arn        = "arn:aws:iam::111122223333:role/operator"
  }
}

mock_data "aws_partition" {
  defaults = {
    partition  = "aws"
    dns_suffix = "amazonaws.com"
  }
}

mock_data "aws_region" {
  defaults = {
    name = "ap-northeast-2"
  }
}

mock_data "aws_ssoadmin_instances" {
  defaults = {
    arns               = ["arn:aws:sso:::instance/ssoins-1234567890abcdef"]
    identity_store_ids = ["d-1234567890"]
  }
}

mock_resource "aws_kms_key" {
  defaults = {
    arn    = "arn:aws:kms:ap-northeast-2:111122223333:key/11111111-2222-3333-4444-555555555555"
    key_id = "11111111-2222-3333-4444-555555555555"
  }
}

mock_resource "aws_sqs_queue" {
  defaults = {
    arn = "arn:aws:sqs:ap-northeast-2:111122223333:mocked"
    url = "https://sqs.ap-northeast-2.amazonaws.com/111122223333/mocked"
    id  = "https://sqs.ap-northeast-2.amazonaws.com/111122223333/mocked"
  }
}

mock_resource "aws_sns_topic" {
  defaults = {
    arn = "arn:aws:sns:ap-northeast-2:111122223333:mocked"
  }
}

mock_resource "aws_cloudwatch_event_rule" {
  defaults = {
    arn = "arn:aws:events:ap-northeast-2:111122223333:rule/mocked"
  }
}

mock_resource "aws_cloudwatch_event_bus" {
  defaults = {
    arn = "arn:aws:events:ap-northeast-2:111122223333:event-bus/mocked"
  }
}

mock_resource "aws_cloudwatch_log_group" {
  defaults = {
    arn = "arn:aws:logs:ap-northeast-2:111122223333:log-group:mocked"
  }
}

mock_resource "aws_cloudtrail" {
  defaults = {
    arn         = "arn:aws:cloudtrail:ap-northeast-2:111122223333:trail/mocked"
    home_region = "ap-northeast-2"
  }
}

mock_resource "aws_iam_role" {
  defaults = {
    arn = "arn:aws:iam::111122223333:role/mocked"
  }
}

mock_resource "aws_iam_policy" {
  defaults = {
    arn = "arn:aws:iam::111122223333:policy/mocked"
  }
}

mock_resource "aws_security_group" {
  defaults = {
    id  = "sg-0123456789abcdef0"
    arn = "arn:aws:ec2:ap-northeast-2:111122223333:security-group/sg-0123456789abcdef0"
  }
}

mock_resource "aws_msk_cluster" {
  defaults = {
    arn                        = "arn:aws:kafka:ap-northeast-2:111122223333:cluster/bongsu/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee-1"
    bootstrap_brokers_sasl_iam = "b-1.mocked.kafka.ap-northeast-2.amazonaws.com:9098,b-2.mocked.kafka.ap-northeast-2.amazonaws.com:9098"
  }
}

mock_resource "aws_msk_serverless_cluster" {
  defaults = {
    arn                        = "arn:aws:kafka:ap-northeast-2:111122223333:cluster/bongsu/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee-s1"
    bootstrap_brokers_sasl_iam = "boot-mocked.kafka-serverless.ap-northeast-2.amazonaws.com:9098"
  }
}

mock_resource "aws_msk_configuration" {
  defaults = {
    arn             = "arn:aws:kafka:ap-northeast-2:111122223333:configuration/bongsu/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee-1"
    latest_revision = 1
  }
}

mock_resource "aws_opensearch_domain" {
  defaults = {
    arn      = "arn:aws:es:ap-northeast-2:111122223333:domain/bongsu"
    endpoint = "vpc-bongsu-mocked.ap-northeast-2.es.amazonaws.com"
  }
}

mock_resource "aws_rds_cluster" {
  defaults = {
    arn                = "arn:aws:rds:ap-northeast-2:111122223333:cluster:bongsu"
    endpoint           = "bongsu.cluster-mocked.ap-northeast-2.rds.amazonaws.com"
    master_user_secret = [{ secret_arn = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:rds!cluster-mocked-AbCdEf", secret_status = "active", kms_key_id = "mocked" }]
  }
}

mock_resource "aws_db_instance" {
  defaults = {
    arn                = "arn:aws:rds:ap-northeast-2:111122223333:db:bongsu"
    address            = "bongsu.mocked.ap-northeast-2.rds.amazonaws.com"
    master_user_secret = [{ secret_arn = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:rds!db-mocked-AbCdEf", secret_status = "active", kms_key_id = "mocked" }]
  }
}

mock_resource "aws_secretsmanager_secret" {
  defaults = {
    arn = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:mocked-AbCdEf"
  }
}

mock_resource "aws_ecs_cluster" {
  defaults = {
    arn = "arn:aws:ecs:ap-northeast-2:111122223333:cluster/bongsu"
  }
}

mock_resource "aws_ecs_task_definition" {
  defaults = {
    arn = "arn:aws:ecs:ap-northeast-2:111122223333:task-definition/mocked:1"
  }
}

mock_resource "aws_service_discovery_private_dns_namespace" {
  defaults = {
    arn = "arn:aws:servicediscovery:ap-northeast-2:111122223333:namespace/ns-mocked"
  }
}

mock_resource "aws_service_discovery_service" {
  defaults = {
    arn = "arn:aws:servicediscovery:ap-northeast-2:111122223333:service/srv-mocked"
  }
}

mock_resource "aws_lb" {
  defaults = {
    arn        = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:loadbalancer/app/mocked/0123456789abcdef"
    arn_suffix = "app/mocked/0123456789abcdef"
  }
}

mock_resource "aws_lb_target_group" {
  defaults = {
    arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:targetgroup/mocked/0123456789abcdef"
  }
}

mock_resource "aws_lb_listener" {
  defaults = {
    arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:listener/app/mocked/0123456789abcdef/0123456789abcdef"
  }
}

mock_resource "aws_appautoscaling_policy" {
  defaults = {
    arn = "arn:aws:autoscaling:ap-northeast-2:111122223333:scalingPolicy:mocked"
  }
}

mock_resource "aws_ec2_transit_gateway" {
  defaults = {
    id  = "tgw-0123456789abcdef0"
    arn = "arn:aws:ec2:ap-northeast-2:111122223333:transit-gateway/tgw-0123456789abcdef0"
  }
}

mock_resource "aws_ec2_transit_gateway_route_table" {
  defaults = {
    id = "tgw-rtb-0123456789abcdef0"
  }
}

mock_resource "aws_vpc_ipam" {
  defaults = {
    id                       = "ipam-0123456789abcdef0"
    private_default_scope_id = "ipam-scope-0123456789abcdef0"
  }
}

mock_resource "aws_vpc_ipam_pool" {
  defaults = {
    id  = "ipam-pool-0123456789abcdef0"
    arn = "arn:aws:ec2::111122223333:ipam-pool/ipam-pool-0123456789abcdef0"
  }
}

mock_resource "aws_ram_resource_share" {
  defaults = {
    arn = "arn:aws:ram:ap-northeast-2:111122223333:resource-share/11111111-2222-3333-4444-555555555555"
  }
}

mock_resource "aws_ssoadmin_permission_set" {
  defaults = {
    arn = "arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef"
  }
}

mock_resource "aws_identitystore_group" {
  defaults = {
    group_id = "11111111-2222-3333-4444-555555555555"
  }
}

mock_data "aws_availability_zones" {
  defaults = {
    names = ["ap-northeast-2a", "ap-northeast-2b", "ap-northeast-2c", "ap-northeast-2d"]
  }
}

mock_resource "aws_vpc" {
  defaults = {
    id = "vpc-0123456789abcdef0"
  }
}
