package bongsu.rules.ec2.restricted_common_ports_test

import data.bongsu.rules.ec2.restricted_common_ports as rule

group(permissions) := {
	"resource": {
		"type": "AWS::EC2::SecurityGroup",
		"id": "sg-0a1b2c3d",
		"name": "web",
		"configuration": {"ipPermissions": permissions, "ipPermissionsEgress": []},
		"supplementary": {},
	},
	"parameters": defaults,
}

defaults := {"blockedPort1": 20, "blockedPort2": 21, "blockedPort3": 3389, "blockedPort4": 3306, "blockedPort5": 4333}

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

test_each_blocked_port_fails if {
	every port in [20, 21, 3389, 3306, 4333] { status([tcp(port, port, ["0.0.0.0/0"])]) == "FAIL" }
}

test_failure_names_the_ports if {
	verdict := rule.verdict with input as group([tcp(20, 21, ["0.0.0.0/0"])])
	verdict.status == "FAIL"
	object.keys(verdict.evidence["configuration.ipPermissions"]) == {"20", "21"}
	contains(verdict.message.en, "20, 21")
}

test_blocked_port_from_a_network_passes if status([tcp(3389, 3389, ["203.0.113.0/24"])]) == "PASS"

test_other_ports_pass if status([tcp(443, 443, ["0.0.0.0/0"]), tcp(22, 22, ["0.0.0.0/0"])]) == "PASS"

test_ipv6_counts if {
	status([object.union(tcp(3306, 3306, []), {"ipv6Ranges": [{"cidrIpv6": "::/0"}]})]) == "FAIL"
}

test_all_protocols_fail_for_every_port if {
	verdict := rule.verdict with input as group([{"ipProtocol": "-1", "ipRanges": ["0.0.0.0/0"]}])
	count(verdict.evidence["configuration.ipPermissions"]) == 5
}

test_udp_passes if {
	status([object.union(tcp(3389, 3389, ["0.0.0.0/0"]), {"ipProtocol": "udp"})]) == "PASS"
}

test_ports_of_ones_own if {
	given := object.union(group([tcp(22, 22, ["0.0.0.0/0"])]), {"parameters": object.union(defaults, {"blockedPort1": 22})})
	verdict := rule.verdict with input as given
	verdict.status == "FAIL"
}

test_other_types_are_not_applicable if {
	verdict := rule.verdict with input as {"resource": {"type": "AWS::EC2::Volume"}}
	verdict.status == "NOT_APPLICABLE"
}

test_what_cannot_be_judged_has_no_verdict if {
	judged(group([]))
	every permissions in [null, "all", [{}], [tcp(3389, 3389, ["office"])]] { not judged(group(permissions)) }
	not judged(object.union(group([]), {"parameters": object.union(defaults, {"blockedPort3": "3389"})}))
	not judged({"resource": group([]).resource, "parameters": {"blockedPort1": 20}})
	not judged({"resource": group([]).resource})
	not judged({})
}
