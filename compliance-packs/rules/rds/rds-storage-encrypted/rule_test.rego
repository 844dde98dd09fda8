package bongsu.rules.rds.rds_storage_encrypted_test

import data.bongsu.rules.rds.rds_storage_encrypted as rule

key := "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"

instance(configuration, key_id) := {
	"resource": {
		"type": "AWS::RDS::DBInstance",
		"id": "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
		"name": "orders",
		"configuration": configuration,
		"supplementary": {},
	},
	"parameters": {"kmsKeyId": key_id},
}

encrypted := {"storageEncrypted": true, "kmsKeyId": key}

status(configuration, key_id) := answer if answer := rule.verdict.status with input as instance(configuration, key_id)

judged(given) if rule.verdict with input as given

test_encrypted_passes if {
	verdict := rule.verdict with input as instance(encrypted, "")
	verdict.status == "PASS"
	verdict.evidence == {"configuration.storageEncrypted": true, "configuration.kmsKeyId": key, "parameters.kmsKeyId": ""}
}

test_plain_fails_whatever_key_is_demanded if {
	status({"storageEncrypted": false}, "") == "FAIL"
	status({"storageEncrypted": false}, key) == "FAIL"
}

test_demanded_key_by_arn_or_id_passes if {
	status(encrypted, key) == "PASS"
	status(encrypted, "1234abcd-12ab-34cd-56ef-1234567890ab") == "PASS"
}

test_other_key_fails if {
	verdict := rule.verdict with input as instance(encrypted, "0000abcd-12ab-34cd-56ef-1234567890ab")
	verdict.status == "FAIL"
	verdict.evidence["configuration.kmsKeyId"] == key
}

test_other_types_are_not_applicable if {
	verdict := rule.verdict with input as {"resource": {"type": "AWS::RDS::DBCluster"}}
	verdict.status == "NOT_APPLICABLE"
}

test_what_cannot_be_judged_has_no_verdict if {
	judged(instance(encrypted, ""))
	every configuration in [{}, {"storageEncrypted": null}, {"storageEncrypted": "true"}, null] {
		not judged(instance(configuration, ""))
	}
	not judged(instance({"storageEncrypted": true}, key))
	not judged(instance(encrypted, "alias/data"))
	not judged({"resource": instance(encrypted, "").resource})
	not judged({})
}
