package bongsu.rules.ec2.default_vpc_removed_test

import data.bongsu.lib.account_test as fixture
import data.bongsu.rules.ec2.default_vpc_removed as rule

given(vpcs) := {"ec2:DescribeVpcs": {"Vpcs": vpcs}}

planned := {"VpcId": "vpc-1", "IsDefault": false}

default_vpc := {"VpcId": "vpc-0", "IsDefault": true, "CidrBlock": "172.31.0.0/16"}

judge(configuration) := verdict if {
	verdict := rule.verdict with input as fixture.regional(configuration, {})
}

test_no_default_vpc_passes if {
	judge(given([])).status == "PASS"
	judge(given([planned])).evidence == {"configuration.ec2:DescribeVpcs.Vpcs": [planned]}
}

test_default_vpc_fails_and_is_named if {
	verdict := judge(given([planned, default_vpc]))
	verdict.status == "FAIL"
	contains(verdict.message.en, "vpc-0")
}

test_default_vpc_fails_even_beside_one_that_cannot_be_read if {
	judge(given([default_vpc, {"VpcId": "vpc-2"}])).status == "FAIL"
}

test_what_cannot_be_judged_has_no_verdict if {
	judge(given([]))
	every configuration in [{}, null, given(null), given({}), given([{"VpcId": "vpc-2"}]), given([{"VpcId": "vpc-2", "IsDefault": "false"}])] {
		not judge(configuration)
	}
}

test_other_types_and_the_other_scope_are_not_applicable if {
	elsewhere := rule.verdict with input as fixture.global({}, {})
	elsewhere.status == "NOT_APPLICABLE"
	bucket := rule.verdict with input as fixture.bucket
	bucket.status == "NOT_APPLICABLE"
}
