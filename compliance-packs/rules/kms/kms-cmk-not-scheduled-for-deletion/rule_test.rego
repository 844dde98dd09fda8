package bongsu.rules.kms.kms_cmk_not_scheduled_for_deletion_test

import data.bongsu.rules.kms.kms_cmk_not_scheduled_for_deletion as rule

id := "1234abcd-12ab-34cd-56ef-1234567890ab"

key(configuration, key_ids) := {
	"resource": {
		"type": "AWS::KMS::Key",
		"id": id,
		"arn": concat("", ["arn:aws:kms:ap-northeast-2:111122223333:key/", id]),
		"configuration": object.union({"keyId": id, "keyManager": "CUSTOMER"}, configuration),
		"supplementary": {},
	},
	"parameters": {"kmsKeyIds": key_ids},
}

status(configuration, key_ids) := answer if answer := rule.verdict.status with input as key(configuration, key_ids)

judged(given) if rule.verdict with input as given

test_states_that_keep_the_key_pass if {
	every state in ["Creating", "Enabled", "Disabled", "PendingImport", "Unavailable", "Updating"] {
		status({"keyState": state}, "") == "PASS"
	}
}

test_scheduled_key_fails_and_says_when if {
	verdict := rule.verdict with input as key({"keyState": "PendingDeletion", "deletionDate": "2026-01-30T00:00:00.000Z"}, "")
	verdict.status == "FAIL"
	verdict.evidence == {"configuration.keyState": "PendingDeletion", "configuration.deletionDate": "2026-01-30T00:00:00.000Z"}
}

test_multi_region_primary_waiting_for_its_replicas_fails if {
	status({"keyState": "PendingReplicaDeletion"}, "") == "FAIL"
}

test_upper_case_spelling_is_the_same_state if status({"keyState": "PENDING_DELETION"}, "") == "FAIL"

test_named_keys_are_judged if {
	status({"keyState": "PendingDeletion"}, id) == "FAIL"
	status({"keyState": "PendingDeletion"}, concat("", ["other, ", id])) == "FAIL"
	status({"keyState": "Enabled"}, concat("", ["arn:aws:kms:ap-northeast-2:111122223333:key/", id])) == "PASS"
}

test_keys_not_named_are_not_applicable if {
	status({"keyState": "PendingDeletion"}, "other,") == "NOT_APPLICABLE"
}

test_keys_managed_by_aws_are_not_applicable if {
	verdict := rule.verdict with input as key({"keyManager": "AWS", "keyState": "Enabled"}, "")
	verdict.status == "NOT_APPLICABLE"
}

test_other_types_are_not_applicable if {
	verdict := rule.verdict with input as {"resource": {"type": "AWS::KMS::Alias"}}
	verdict.status == "NOT_APPLICABLE"
}

test_what_cannot_be_judged_has_no_verdict if {
	judged(key({"keyState": "Enabled"}, ""))
	every configuration in [{}, {"keyState": null}, {"keyState": "Melting"}, {"keyManager": "SOMEONE", "keyState": "Enabled"}, {"keyManager": null, "keyState": "Enabled"}] {
		not judged(key(configuration, ""))
	}
	not judged(key({"keyState": "Enabled"}, ["a"]))
	not judged({"resource": key({"keyState": "Enabled"}, "").resource})
	not judged({})
}
