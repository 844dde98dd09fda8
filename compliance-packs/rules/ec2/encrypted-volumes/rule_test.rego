package bongsu.rules.ec2.encrypted_volumes_test

import data.bongsu.rules.ec2.encrypted_volumes as rule

key := "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"

volume(configuration, key_id) := {
	"resource": {
		"type": "AWS::EC2::Volume",
		"id": "vol-0a1b2c3d",
		"configuration": configuration,
		"supplementary": {},
	},
	"parameters": {"kmsId": key_id},
}

encrypted := {"state": {"value": "in-use"}, "encrypted": true, "kmsKeyId": key}

plain := {"state": "in-use", "encrypted": false}

status(configuration, key_id) := answer if answer := rule.verdict.status with input as volume(configuration, key_id)

judged(given) if rule.verdict with input as given

test_attached_and_encrypted_passes if {
	verdict := rule.verdict with input as volume(encrypted, "")
	verdict.status == "PASS"
	verdict.evidence == {"configuration.encrypted": true, "configuration.kmsKeyId": key, "parameters.kmsId": ""}
}

test_key_of_the_volume_need_not_be_known_when_any_will_do if {
	status({"state": "in-use", "encrypted": true}, "") == "PASS"
}

test_attached_and_plain_fails if {
	verdict := rule.verdict with input as volume(plain, "")
	verdict.status == "FAIL"
	verdict.evidence == {"configuration.encrypted": false}
	status(plain, key) == "FAIL"
}

test_demanded_key_by_arn_or_id_passes if {
	status(encrypted, key) == "PASS"
	status(encrypted, "1234abcd-12ab-34cd-56ef-1234567890ab") == "PASS"
}

test_other_key_fails if {
	verdict := rule.verdict with input as volume(encrypted, "0000abcd-12ab-34cd-56ef-1234567890ab")
	verdict.status == "FAIL"
	verdict.evidence["configuration.kmsKeyId"] == key
}

test_volumes_attached_to_nothing_are_not_applicable if {
	every state in ["creating", "available", "deleting", "deleted", "error"] {
		status(object.union(plain, {"state": {"value": state}}), "") == "NOT_APPLICABLE"
	}
}

test_other_types_are_not_applicable if {
	verdict := rule.verdict with input as {"resource": {"type": "AWS::S3::Bucket"}}
	verdict.status == "NOT_APPLICABLE"
}

test_what_cannot_be_judged_has_no_verdict if {
	judged(volume(encrypted, ""))
	unreadable := [
		{},
		{"encrypted": true},
		{"state": "in-use"},
		{"state": "in-use", "encrypted": "true"},
		{"state": "floating", "encrypted": true},
		{"state": ["in-use"], "encrypted": true},
		null,
	]
	every configuration in unreadable { not judged(volume(configuration, "")) }
	not judged(volume({"state": "in-use", "encrypted": true}, key))
	not judged(volume(encrypted, "alias/data"))
	not judged(volume(encrypted, 7))
	not judged({"resource": volume(encrypted, "").resource})
	not judged({})
}
