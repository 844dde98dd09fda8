package bongsu.rules.ec2.restricted_ssh_test

import data.bongsu.rules.ec2.restricted_ssh as rule

group(permissions) := {
	"resource": {
		"type": "AWS::EC2::SecurityGroup",
		"id": "sg-0a1b2c3d",
		"name": "web",
		"configuration": {"ipPermissions": permissions, "ipPermissionsEgress": []},
		"supplementary": {},
	},
	"parameters": {},
}

tcp(from, to, cidrs) := {
	"ipProtocol": "tcp",
	"fromPort": from,
	"toPort": to,
	"ipRanges": cidrs,
	"ipv4Ranges": [{"cidrIp": cidr} | some cidr in cidrs],
	"ipv6Ranges": [],
}

status(permissions) := answer if answer := rule.verdict.status with input as group(permissions)

judged(given) if rule.verdict with input as given

test_group_without_permissions_passes if status([]) == "PASS"

test_ssh_from_the_office_passes if status([tcp(22, 22, ["203.0.113.0/24"])]) == "PASS"

test_ssh_from_the_internet_fails_and_says_where if {
	verdict := rule.verdict with input as group([tcp(443, 443, ["0.0.0.0/0"]), tcp(22, 22, ["10.0.0.0/8", "0.0.0.0/0"])])
	verdict.status == "FAIL"
	verdict.evidence == {"configuration.ipPermissions": [{
		"position": 1,
		"protocol": "tcp",
		"from_port": 22,
		"to_port": 22,
		"ranges": ["0.0.0.0/0"],
	}]}
}

test_ssh_from_the_ipv6_internet_fails if {
	permission := object.union(tcp(22, 22, []), {"ipv6Ranges": [{"cidrIpv6": "::/0"}]})
	status([permission]) == "FAIL"
}

test_port_range_around_ssh_fails if {
	status([tcp(0, 65535, ["0.0.0.0/0"])]) == "FAIL"
	status([tcp(20, 25, ["0.0.0.0/0"])]) == "FAIL"
}

test_port_ranges_beside_ssh_pass if {
	status([tcp(0, 21, ["0.0.0.0/0"]), tcp(23, 65535, ["0.0.0.0/0"])]) == "PASS"
}

test_all_protocols_fail if {
	status([{"ipProtocol": "-1", "ipRanges": ["0.0.0.0/0"], "ipv6Ranges": []}]) == "FAIL"
}

test_udp_and_icmp_pass if {
	status([object.union(tcp(22, 22, ["0.0.0.0/0"]), {"ipProtocol": "udp"})]) == "PASS"
	status([{"ipProtocol": "icmp", "fromPort": -1, "toPort": -1, "ipRanges": ["0.0.0.0/0"]}]) == "PASS"
}

test_source_group_passes if {
	status([object.union(tcp(22, 22, []), {"userIdGroupPairs": [{"groupId": "sg-2"}]})]) == "PASS"
}

test_two_halves_of_the_internet_pass_as_in_aws_config if {
	status([tcp(22, 22, ["0.0.0.0/1", "128.0.0.0/1"])]) == "PASS"
}

test_proven_failure_needs_no_second_proof if {
	status([tcp(22, 22, ["0.0.0.0/0"]), {"ipProtocol": "tcp"}]) == "FAIL"
}

test_other_types_are_not_applicable if {
	verdict := rule.verdict with input as {"resource": {"type": "AWS::EC2::Volume"}}
	verdict.status == "NOT_APPLICABLE"
}

test_what_cannot_be_judged_has_no_verdict if {
	judged(group([]))
	every permissions in [null, "all", {}, [{}], [tcp("22", "22", ["10.0.0.0/8"])], [tcp(22, 22, ["office"])]] {
		not judged(group(permissions))
	}
	not judged({"resource": {"type": "AWS::EC2::SecurityGroup", "id": "sg-1"}})
	not judged({})
}
