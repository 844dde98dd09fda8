package bongsu.rules.logging.security_logging_switched_off_test

import data.bongsu.rules.logging.security_logging_switched_off as rule

call(source, name, parameters) := {
	"event": {
		"eventSource": concat("", [source, ".amazonaws.com"]),
		"eventName": name,
		"eventType": "AwsApiCall",
		"recipientAccountId": "111122223333",
		"userIdentity": {"type": "IAMUser", "arn": "arn:aws:iam::111122223333:user/mallory"},
		"requestParameters": parameters,
	},
	"parameters": {"allowedExcludedSources": []},
}

event(given, extra) := object.union(given, {"event": extra})

status(source, name, parameters) := answer if answer := rule.verdict.status with input as call(source, name, parameters)

judged(given) if rule.verdict with input as given

switching_off := [
	["cloudtrail", "StopLogging"],
	["cloudtrail", "DeleteTrail"],
	["cloudtrail", "StopEventDataStoreIngestion"],
	["cloudtrail", "DeleteEventDataStore"],
	["config", "StopConfigurationRecorder"],
	["config", "DeleteConfigurationRecorder"],
	["config", "DeleteDeliveryChannel"],
	["guardduty", "DeleteDetector"],
	["guardduty", "DeleteMembers"],
	["guardduty", "DisassociateMembers"],
	["guardduty", "StopMonitoringMembers"],
	["guardduty", "DisassociateFromMasterAccount"],
	["guardduty", "DisassociateFromAdministratorAccount"],
]

test_switching_off_fails if {
	every one in switching_off { status(one[0], one[1], {"name": "main"}) == "FAIL" }
}

test_failure_says_who_and_what if {
	verdict := rule.verdict with input as call("cloudtrail", "StopLogging", {"name": "main"})
	verdict.message.en == "arn:aws:iam::111122223333:user/mallory called StopLogging (cloudtrail.amazonaws.com) in account 111122223333."
	verdict.evidence == {
		"event.eventSource": "cloudtrail.amazonaws.com",
		"event.eventName": "StopLogging",
		"event.userIdentity.arn": "arn:aws:iam::111122223333:user/mallory",
		"event.requestParameters": {"name": "main"},
	}
}

test_refused_call_passes_with_the_refusal_as_evidence if {
	every one in array.concat(switching_off, [["cloudtrail", "UpdateTrail"], ["guardduty", "UpdateDetector"]]) {
		verdict := rule.verdict with input as event(call(one[0], one[1], null), {"errorCode": "AccessDenied"})
		verdict.status == "PASS"
		verdict.evidence["event.errorCode"] == "AccessDenied"
	}
}

test_null_error_code_is_no_refusal if {
	verdict := rule.verdict with input as event(call("cloudtrail", "StopLogging", {"name": "main"}), {"errorCode": null})
	verdict.status == "FAIL"
}

test_call_by_an_unnamed_identity_fails_too if {
	given := call("config", "StopConfigurationRecorder", {})
	nameless := {"event": object.remove(given.event, ["userIdentity", "recipientAccountId"]), "parameters": given.parameters}
	verdict := rule.verdict with input as nameless
	verdict.status == "FAIL"
}

test_update_trail_that_narrows_fails_and_says_what if {
	every name in ["includeGlobalServiceEvents", "isMultiRegionTrail", "isOrganizationTrail", "enableLogFileValidation"] {
		verdict := rule.verdict with input as call("cloudtrail", "UpdateTrail", {"name": "main", name: false})
		verdict.status == "FAIL"
		contains(verdict.message.en, name)
	}
}

test_update_trail_that_does_not_narrow_passes if {
	status("cloudtrail", "UpdateTrail", {"name": "main", "isMultiRegionTrail": true, "s3BucketName": "logs"}) == "PASS"
}

selectors(list) := {"trailName": "main", "eventSelectors": list}

test_selectors_without_management_events_fail if {
	status("cloudtrail", "PutEventSelectors", selectors([{"includeManagementEvents": false, "readWriteType": "ReadOnly"}])) == "FAIL"
	status("cloudtrail", "PutEventSelectors", selectors([{"includeManagementEvents": true, "readWriteType": "WriteOnly"}])) == "FAIL"
}

test_selectors_with_all_management_events_pass if {
	status("cloudtrail", "PutEventSelectors", selectors([{"includeManagementEvents": true, "readWriteType": "All"}])) == "PASS"
}

test_excluded_source_fails_unless_allowed if {
	given := call("cloudtrail", "PutEventSelectors", selectors([{"excludeManagementEventSources": ["kms.amazonaws.com"]}]))
	excluded := rule.verdict with input as given
	excluded.status == "FAIL"
	allowed := rule.verdict with input as object.union(given, {"parameters": {"allowedExcludedSources": ["kms.amazonaws.com"]}})
	allowed.status == "PASS"
}

test_advanced_selectors if {
	management := {"fieldSelectors": [{"field": "eventCategory", "equals": ["Management"]}]}
	data_only := {"fieldSelectors": [{"field": "eventCategory", "equals": ["Data"]}]}
	status("cloudtrail", "PutEventSelectors", {"advancedEventSelectors": [management, data_only]}) == "PASS"
	status("cloudtrail", "PutEventSelectors", {"advancedEventSelectors": [data_only]}) == "FAIL"
}

test_update_detector if {
	status("guardduty", "UpdateDetector", {"detectorId": "d", "enable": false}) == "FAIL"
	status("guardduty", "UpdateDetector", {"detectorId": "d", "enable": true}) == "PASS"
	status("guardduty", "UpdateDetector", {"detectorId": "d", "findingPublishingFrequency": "SIX_HOURS"}) == "PASS"
}

test_other_calls_are_not_applicable if {
	status("cloudtrail", "StartLogging", {}) == "NOT_APPLICABLE"
	status("s3", "StopLogging", {}) == "NOT_APPLICABLE"
}

test_what_cannot_be_judged_has_no_verdict if {
	judged(call("cloudtrail", "StopLogging", {}))
	unreadable := [
		call("cloudtrail", "UpdateTrail", null),
		call("cloudtrail", "UpdateTrail", {"isMultiRegionTrail": "false"}),
		call("cloudtrail", "PutEventSelectors", {"trailName": "main"}),
		call("cloudtrail", "PutEventSelectors", selectors([])),
		call("cloudtrail", "PutEventSelectors", null),
		call("guardduty", "UpdateDetector", {"enable": "false"}),
		object.union(
			call("cloudtrail", "PutEventSelectors", selectors([{"readWriteType": "All"}])),
			{"parameters": {"allowedExcludedSources": "kms.amazonaws.com"}},
		),
		event(call("cloudtrail", "StopLogging", {}), {"errorCode": 403}),
		event(call("cloudtrail", "StopLogging", {}), {"eventName": null}),
		{"event": {}},
		{},
	]
	every given in unreadable { not judged(given) }
	not judged({"event": call("cloudtrail", "PutEventSelectors", selectors([{"readWriteType": "All"}])).event})
}
