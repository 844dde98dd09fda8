package bongsu.rules.config.config_recorder_records_everything_test

import data.bongsu.lib.account_test as fixture
import data.bongsu.rules.config.config_recorder_records_everything as rule

recorder(group) := {"name": "default", "recordingGroup": group}

everything := {"allSupported": true, "includeGlobalResourceTypes": true}

local := {"allSupported": true, "includeGlobalResourceTypes": false}

running := {"name": "default", "recording": true, "lastStatus": "SUCCESS"}

given(recorders, statuses) := {
	"config:DescribeConfigurationRecorders": {"ConfigurationRecorders": recorders},
	"config:DescribeConfigurationRecorderStatus": {"ConfigurationRecordersStatus": statuses},
}

judge(configuration, home) := verdict if {
	verdict := rule.verdict with input as fixture.regional(configuration, {"home_region": home})
}

fails(configuration, words) if {
	verdict := judge(configuration, "ap-northeast-2")
	verdict.status == "FAIL"
	contains(verdict.message.en, words)
}

test_recording_everything_passes if {
	verdict := judge(given([recorder(everything)], [running]), "ap-northeast-2")
	verdict.status == "PASS"
	verdict.evidence["configuration.config:DescribeConfigurationRecorderStatus.ConfigurationRecordersStatus"] == [running]
}

test_before_the_first_delivery_passes if {
	judge(given([recorder(everything)], [object.union(running, {"lastStatus": "Pending"})]), "ap-northeast-2").status == "PASS"
}

test_global_types_are_demanded_in_the_home_region_only if {
	judge(given([recorder(local)], [running]), "us-east-1").status == "PASS"
	fails(given([recorder(local)], [running]), "global resource types")
}

test_recorders_of_services_do_not_count if {
	linked := {"name": "service", "servicePrincipal": "x.amazonaws.com", "recordingGroup": {}}
	fails(given([linked], []), "no recorder")
	judge(given([linked, recorder(everything)], [running]), "ap-northeast-2").status == "PASS"
}

test_what_is_wrong_is_said if {
	fails(given([], []), "no recorder")
	fails(given([recorder({"allSupported": false, "includeGlobalResourceTypes": true})], [running]), "not all resource types")
	fails(given([recorder(everything)], [object.union(running, {"recording": false})]), "stopped")
	fails(given([recorder(everything)], [object.union(running, {"lastStatus": "Failure"})]), "delivery failed")
}

test_what_cannot_be_judged_has_no_verdict if {
	good := given([recorder(everything)], [running])
	judge(good, "ap-northeast-2")
	unreadable := [
		{},
		null,
		object.remove(good, ["config:DescribeConfigurationRecorders"]),
		object.remove(good, ["config:DescribeConfigurationRecorderStatus"]),
		given(null, [running]),
		given([{"recordingGroup": everything}], [running]),
		given([recorder(everything), recorder(everything)], [running]),
		given([recorder({})], [running]),
		given([recorder(everything)], []),
		given([recorder(everything)], [{"name": "other", "recording": true, "lastStatus": "SUCCESS"}]),
		given([recorder(everything)], [{"name": "default", "recording": true}]),
		given([recorder(everything)], [object.union(running, {"lastStatus": "Unknown"})]),
	]
	every configuration in unreadable { not judge(configuration, "ap-northeast-2") }
	not judge(given([recorder(local)], [running]), "")
	not judge(given([recorder(local)], [running]), null)
}

test_other_types_and_the_other_scope_are_not_applicable if {
	elsewhere := rule.verdict with input as fixture.global({}, {})
	elsewhere.status == "NOT_APPLICABLE"
	bucket := rule.verdict with input as fixture.bucket
	bucket.status == "NOT_APPLICABLE"
}
