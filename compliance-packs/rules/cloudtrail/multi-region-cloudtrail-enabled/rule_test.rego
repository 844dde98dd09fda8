package bongsu.rules.cloudtrail.multi_region_cloudtrail_enabled_test

import data.bongsu.lib.account_test as fixture
import data.bongsu.rules.cloudtrail.multi_region_cloudtrail_enabled as rule

arn := "arn:aws:cloudtrail:ap-northeast-2:999999999999:trail/org"

trail := {
	"TrailARN": arn,
	"IsMultiRegionTrail": true,
	"IsOrganizationTrail": true,
	"S3BucketName": "logs",
	"HasCustomEventSelectors": false,
}

custom := object.union(trail, {"HasCustomEventSelectors": true})

logging := {"IsLogging": true}

given(trails, status) := {
	"cloudtrail:DescribeTrails": {"trailList": trails},
	"cloudtrail:GetTrailStatus": {arn: status},
}

selecting(selectors) := object.union(given([custom], logging), {"cloudtrail:GetEventSelectors": {arn: selectors}})

judge(configuration, parameter, asked) := verdict if {
	base := fixture.global(configuration, {"cloudtrail_bucket": asked})
	verdict := rule.verdict with input as object.union(base, {"parameters": {"s3BucketName": parameter}})
}

status(configuration) := judge(configuration, "", "logs").status

test_organization_trail_passes if {
	verdict := judge(given([trail], logging), "", "logs")
	verdict.status == "PASS"
	verdict.evidence["configuration.cloudtrail:GetTrailStatus"] == {arn: logging}
	judge(given([trail], logging), "", null).status == "PASS"
	judge(given([trail], logging), "logs", "").status == "PASS"
}

test_one_sufficient_trail_is_enough if {
	bad := object.union(trail, {"TrailARN": "arn:aws:cloudtrail:ap-northeast-2:111122223333:trail/own", "IsMultiRegionTrail": false})
	status(given([bad, trail], logging)) == "PASS"
	status(given([{"TrailARN": "arn:unread"}, trail], logging)) == "PASS"
}

test_no_trail_fails if status(given([], logging)) == "FAIL"

test_what_is_lacking_fails if {
	status(given([object.union(trail, {"IsMultiRegionTrail": false})], logging)) == "FAIL"
	status(given([trail], {"IsLogging": false})) == "FAIL"
	judge(given([trail], logging), "", "elsewhere").status == "FAIL"
	judge(given([trail], logging), "elsewhere", "logs").status == "FAIL"
}

test_custom_selectors_must_leave_nothing_out if {
	status(selecting({"EventSelectors": [{"ReadWriteType": "All", "IncludeManagementEvents": true, "DataResources": [], "ExcludeManagementEventSources": []}]})) == "PASS"
	status(selecting({"EventSelectors": [{"ReadWriteType": "WriteOnly", "IncludeManagementEvents": true}]})) == "FAIL"
	status(selecting({"EventSelectors": [{"ReadWriteType": "All", "IncludeManagementEvents": true, "ExcludeManagementEventSources": ["kms.amazonaws.com"]}]})) == "FAIL"
	management := {"Field": "eventCategory", "Equals": ["Management"]}
	status(selecting({"AdvancedEventSelectors": [{"Name": "all", "FieldSelectors": [management]}]})) == "PASS"
	status(selecting({"AdvancedEventSelectors": [{"FieldSelectors": [management, {"Field": "readOnly", "Equals": ["false"]}]}]})) == "FAIL"
}

test_what_cannot_be_judged_has_no_verdict if {
	unreadable := [
		{},
		null,
		given(null, logging),
		given([{"IsMultiRegionTrail": false}], logging),
		given([trail], {}),
		object.remove(given([trail], logging), ["cloudtrail:GetTrailStatus"]),
		given([object.remove(trail, ["IsMultiRegionTrail"])], logging),
		given([object.remove(trail, ["S3BucketName"])], logging),
		given([object.remove(trail, ["HasCustomEventSelectors"])], logging),
		given([custom], logging),
		selecting({}),
		selecting(null),
		selecting({"EventSelectors": [{"ReadWriteType": "Some"}]}),
	]
	every configuration in unreadable { not status(configuration) }
	not judge(given([trail], logging), "", "")
	not judge(given([trail], logging), 7, "logs")
}

test_other_types_and_the_other_scope_are_not_applicable if {
	elsewhere := rule.verdict with input as fixture.regional({}, {})
	elsewhere.status == "NOT_APPLICABLE"
	bucket := rule.verdict with input as fixture.bucket
	bucket.status == "NOT_APPLICABLE"
}
