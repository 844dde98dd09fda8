package bongsu.rules.account.root_user_activity_test

import data.bongsu.rules.account.root_user_activity as rule

by_root := {
	"eventVersion": "1.09",
	"eventSource": "iam.amazonaws.com",
	"eventName": "CreateAccessKey",
	"eventType": "AwsApiCall",
	"sourceIPAddress": "203.0.113.7",
	"recipientAccountId": "111122223333",
	"userIdentity": {"type": "Root", "arn": "arn:aws:iam::111122223333:root", "accountId": "111122223333"},
}

status(event) := answer if answer := rule.verdict.status with input as {"event": event, "parameters": {}}

judged(event) if rule.verdict with input as {"event": event, "parameters": {}}

identity(extra) := {"userIdentity": object.union(by_root.userIdentity, extra)}

test_root_fails_and_says_what if {
	verdict := rule.verdict with input as {"event": by_root}
	verdict.status == "FAIL"
	verdict.message.en == "The root user of account 111122223333 called CreateAccessKey (iam.amazonaws.com) from 203.0.113.7."
	verdict.evidence["event.userIdentity.arn"] == "arn:aws:iam::111122223333:root"
}

test_console_login_of_root_fails if {
	event := object.union(by_root, {
		"eventName": "ConsoleLogin",
		"eventType": "AwsConsoleSignIn",
		"additionalEventData": {"MFAUsed": "Yes"},
	})
	verdict := rule.verdict with input as {"event": event}
	verdict.status == "FAIL"
	verdict.evidence["event.additionalEventData.MFAUsed"] == "Yes"
}

test_refused_call_of_root_fails_too if {
	verdict := rule.verdict with input as {"event": object.union(by_root, {"errorCode": "AccessDenied"})}
	verdict.status == "FAIL"
	verdict.evidence["event.errorCode"] == "AccessDenied"
}

test_missing_address_and_account_do_not_excuse if {
	event := object.union(
		object.remove(by_root, ["sourceIPAddress", "recipientAccountId", "userIdentity"]),
		{"userIdentity": {"type": "Root"}},
	)
	status(event) == "FAIL"
}

test_service_acting_for_root_passes if {
	verdict := rule.verdict with input as {"event": object.union(by_root, identity({"invokedBy": "trustedadvisor.amazonaws.com"}))}
	verdict.status == "PASS"
	verdict.evidence["event.userIdentity.invokedBy"] == "trustedadvisor.amazonaws.com"
}

test_console_session_of_root_is_no_service if {
	status(object.union(by_root, identity({"invokedBy": "signin.amazonaws.com"}))) == "FAIL"
}

test_event_generated_by_aws_passes if status(object.union(by_root, {"eventType": "AwsServiceEvent"})) == "PASS"

test_null_invoked_by_is_no_service if status(object.union(by_root, identity({"invokedBy": null}))) == "FAIL"

test_other_identities_are_not_applicable if {
	every type in ["IAMUser", "AssumedRole", "AWSService", "AWSAccount"] {
		status(object.union(by_root, identity({"type": type}))) == "NOT_APPLICABLE"
	}
}

test_what_cannot_be_judged_has_no_verdict if {
	judged(by_root)
	not judged({})
	not judged(object.remove(by_root, ["userIdentity"]))
	not judged(object.union(by_root, {"userIdentity": null}))
	not judged(object.union(by_root, identity({"type": null})))
	not judged(object.remove(by_root, ["eventType"]))
	not judged(object.remove(by_root, ["eventName"]))
	not rule.verdict with input as {}
}
