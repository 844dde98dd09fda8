package bongsu.rules.ec2.ec2_ebs_encryption_by_default_test

import data.bongsu.lib.account_test as fixture
import data.bongsu.rules.ec2.ec2_ebs_encryption_by_default as rule

given(on) := {"ec2:GetEbsEncryptionByDefault": {"EbsEncryptionByDefault": on}}

judge(configuration) := verdict if {
	verdict := rule.verdict with input as fixture.regional(configuration, {})
}

test_on_passes if {
	verdict := judge(given(true))
	verdict.status == "PASS"
	verdict.evidence == {"configuration.ec2:GetEbsEncryptionByDefault.EbsEncryptionByDefault": true}
}

test_off_fails if {
	verdict := judge(given(false))
	verdict.status == "FAIL"
	contains(verdict.message.ko, "ap-northeast-2")
}

test_what_cannot_be_judged_has_no_verdict if {
	judge(given(true))
	every configuration in [{}, null, given(null), given("true"), {"ec2:GetEbsEncryptionByDefault": null}] {
		not judge(configuration)
	}
}

test_other_types_and_the_other_scope_are_not_applicable if {
	elsewhere := rule.verdict with input as fixture.global({}, {})
	elsewhere.status == "NOT_APPLICABLE"
	bucket := rule.verdict with input as fixture.bucket
	bucket.status == "NOT_APPLICABLE"
}
