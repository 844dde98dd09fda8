# METADATA
# scope: package
# title: "The default VPC is removed"
# description: >-
#   The region has no default VPC, whose subnets give every instance a public address.
# related_resources:
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/deleting-default-vpc.html
# custom:
#   id: default-vpc-removed
#   severity: medium
#   title:
#     en: "The default VPC is removed"
#     ko: "기본 VPC 제거"
#   description:
#     en: "Checks that the region has no default VPC."
#     ko: "리전에 기본 VPC가 없는지 점검함."
#   remediation:
#     en: "Delete the default VPC with its subnets and Internet gateway."
#     ko: "기본 VPC를 서브넷, 인터넷 게이트웨이와 함께 삭제한다."
#   trigger: configuration
#   resource_types: ["AWS::::Account"]
#   relations: []
#   parameters: {}
package bongsu.rules.ec2.default_vpc_removed

import data.bongsu.lib.account as accounts
import data.bongsu.lib.verdict as answer

account := input.resource

verdict := accounts.out_of_scope(account, "regional")

vpcs := account.configuration["ec2:DescribeVpcs"].Vpcs

defaults := {vpc.VpcId |
	some vpc in vpcs
	vpc.IsDefault == true
} if {
	is_array(vpcs)
}

evidence := {"configuration.ec2:DescribeVpcs.Vpcs": [object.filter(vpc, {"VpcId", "IsDefault"}) | some vpc in vpcs]}

verdict := answer.fail(
	{
		"en": sprintf("Account %s has the default VPC %s in %s.", [account.account, concat(", ", sort(defaults)), account.region]),
		"ko": sprintf("계정 %s의 %s에 기본 VPC %s이(가) 있음.", [account.account, account.region, concat(", ", sort(defaults))]),
	},
	evidence,
) if {
	accounts.judged(account, "regional")
	count(defaults) > 0
}

verdict := answer.pass(
	{
		"en": sprintf("Account %s has no default VPC in %s.", [account.account, account.region]),
		"ko": sprintf("계정 %s의 %s에 기본 VPC가 없음.", [account.account, account.region]),
	},
	evidence,
) if {
	accounts.judged(account, "regional")
	is_array(vpcs)
	every vpc in vpcs { vpc.IsDefault == false }
}
