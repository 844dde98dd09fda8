package bongsu.lib.kms_test

import data.bongsu.lib.kms

id := "1234abcd-12ab-34cd-56ef-1234567890ab"

arn := concat("", ["arn:aws:kms:ap-northeast-2:111122223333:key/", id])

test_same_key if {
	kms.same_key(arn, arn)
	kms.same_key(arn, id)
	kms.same_key(id, arn)
	not kms.same_key(arn, "34cd-56ef-1234567890ab")
	not kms.same_key(arn, "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab")
}

test_empty_parameter_accepts_every_key if {
	kms.accepted_key(arn, "")
	kms.accepted_key(null, "")
	kms.accepted_key(arn, id)
	not kms.accepted_key(arn, "other")
	not kms.accepted_key(null, id)
}

test_other_key_is_proven if {
	kms.other_key(arn, "other")
	not kms.other_key(arn, id)
	not kms.other_key(arn, "")
	not kms.other_key(null, "other")
	not kms.other_key(arn, 1)
	not kms.other_key(arn, "alias/data")
}
