package bongsu.lib.verdict_test

import data.bongsu.lib.verdict

text := {"en": "Yes.", "ko": "예."}

test_pass if {
	verdict.pass(text, {"a": 1}) == {"status": "PASS", "message": text, "evidence": {"a": 1}}
}

test_fail if {
	verdict.fail(text, {}) == {"status": "FAIL", "message": text, "evidence": {}}
}

test_not_applicable if {
	verdict.not_applicable(text, {}) == {"status": "NOT_APPLICABLE", "message": text, "evidence": {}}
}

test_message_needs_both_languages if {
	not verdict.pass({"en": "Yes."}, {})
	not verdict.pass({"ko": "예."}, {})
}

test_evidence_is_an_object if {
	not verdict.pass(text, ["a"])
}

test_other_type_is_not_applicable if {
	answer := verdict.other_type({"type": "AWS::S3::Bucket"}, ["AWS::EC2::Volume"])
	answer.status == "NOT_APPLICABLE"
	answer.evidence == {"resource.type": "AWS::S3::Bucket"}
}

test_own_type_is_left_to_the_rule if {
	not verdict.other_type({"type": "AWS::S3::Bucket"}, ["AWS::S3::Bucket"])
}

test_resource_without_type_cannot_be_judged if {
	not verdict.other_type({}, ["AWS::S3::Bucket"])
	not verdict.other_type({"type": 1}, ["AWS::S3::Bucket"])
}
