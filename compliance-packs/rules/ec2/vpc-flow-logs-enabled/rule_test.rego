package bongsu.rules.ec2.vpc_flow_logs_enabled_test

import data.bongsu.lib.account_test as fixture
import data.bongsu.rules.ec2.vpc_flow_logs_enabled as rule

vpc := {"VpcId": "vpc-1", "IsDefault": false, "OwnerId": fixture.id}

flow_log := {"FlowLogId": "fl-1", "ResourceId": "vpc-1", "TrafficType": "ALL", "FlowLogStatus": "ACTIVE", "DeliverLogsStatus": "SUCCESS"}

given(vpcs, logs) := {"ec2:DescribeVpcs": {"Vpcs": vpcs}, "ec2:DescribeFlowLogs": {"FlowLogs": logs}}

judge(configuration, traffic) := verdict if {
	verdict := rule.verdict with input as object.union(fixture.regional(configuration, {}), {"parameters": {"trafficType": traffic}})
}

changed(changes) := judge(given([vpc], [object.union(flow_log, changes)]), "ALL").status

test_logged_vpc_passes if {
	verdict := judge(given([vpc], [flow_log]), "ALL")
	verdict.status == "PASS"
	verdict.evidence["configuration.ec2:DescribeVpcs.Vpcs.VpcId"] == ["vpc-1"]
}

test_no_vpc_passes if judge(given([], []), "ALL").status == "PASS"

test_delivery_status_comes_later if {
	judge(given([vpc], [object.remove(flow_log, ["DeliverLogsStatus"])]), "ALL").status == "PASS"
}

test_vpc_without_a_log_fails_and_is_named if {
	verdict := judge(given([vpc, {"VpcId": "vpc-2"}], [flow_log]), "ALL")
	verdict.status == "FAIL"
	contains(verdict.message.en, ": vpc-2.")
}

test_log_that_does_not_do_its_work_does_not_count if {
	changed({"FlowLogStatus": "INACTIVE"}) == "FAIL"
	changed({"DeliverLogsStatus": "FAILED"}) == "FAIL"
	changed({"TrafficType": "REJECT"}) == "FAIL"
	changed({"ResourceId": "subnet-1"}) == "FAIL"
}

test_traffic_by_parameter if {
	rejected := given([vpc], [object.union(flow_log, {"TrafficType": "REJECT"})])
	judge(rejected, "").status == "PASS"
	judge(rejected, "REJECT").status == "PASS"
	judge(rejected, "ACCEPT").status == "FAIL"
	judge(given([vpc], [flow_log]), "ACCEPT").status == "PASS"
}

test_shared_vpcs_are_their_owners if {
	judge(given([object.union(vpc, {"OwnerId": "999999999999"})], []), "ALL").status == "PASS"
}

test_what_cannot_be_judged_has_no_verdict if {
	good := given([vpc], [flow_log])
	unreadable := [
		{},
		null,
		object.remove(good, ["ec2:DescribeVpcs"]),
		object.remove(good, ["ec2:DescribeFlowLogs"]),
		given(null, []),
		given([{}], []),
		given([vpc], null),
		given([vpc], [{"ResourceId": "vpc-1"}]),
	]
	every configuration in unreadable { not judge(configuration, "ALL") }
	not judge(good, "SOME")
	not judge(good, null)
}

test_other_types_and_the_other_scope_are_not_applicable if {
	elsewhere := rule.verdict with input as fixture.global({}, {})
	elsewhere.status == "NOT_APPLICABLE"
	bucket := rule.verdict with input as fixture.bucket
	bucket.status == "NOT_APPLICABLE"
}
