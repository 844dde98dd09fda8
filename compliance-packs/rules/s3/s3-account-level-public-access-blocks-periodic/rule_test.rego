package bongsu.rules.s3.s3_account_level_public_access_blocks_periodic_test

import data.bongsu.lib.account_test as fixture
import data.bongsu.rules.s3.s3_account_level_public_access_blocks_periodic as rule

all_on := {"BlockPublicAcls": true, "IgnorePublicAcls": true, "BlockPublicPolicy": true, "RestrictPublicBuckets": true}

given(settings) := {"s3:GetAccountPublicAccessBlock": {"PublicAccessBlockConfiguration": settings}}

judge(configuration, parameters) := verdict if {
	verdict := rule.verdict with input as object.union(fixture.global(configuration, {}), {"parameters": parameters})
}

test_all_on_passes if {
	verdict := judge(given(all_on), all_on)
	verdict.status == "PASS"
	verdict.evidence["configuration.s3:GetAccountPublicAccessBlock"].PublicAccessBlockConfiguration == all_on
}

test_each_setting_counts if {
	every name, _ in all_on {
		verdict := judge(given(object.union(all_on, {name: false})), all_on)
		verdict.status == "FAIL"
		contains(verdict.message.en, name)
	}
}

test_no_block_fails if judge({"s3:GetAccountPublicAccessBlock": null}, all_on).status == "FAIL"

test_setting_that_is_not_demanded_may_be_off if {
	judge(given(object.union(all_on, {"BlockPublicAcls": false})), object.union(all_on, {"BlockPublicAcls": false})).status == "PASS"
}

test_what_cannot_be_judged_has_no_verdict if {
	judge(given(all_on), all_on)
	every configuration in [{}, null, given({}), given(null), given(object.union(all_on, {"BlockPublicAcls": "true"})), {"s3:GetAccountPublicAccessBlock": {}}] {
		not judge(configuration, all_on)
	}
	not judge(given(all_on), {})
	not judge(given(all_on), object.union(all_on, {"BlockPublicAcls": "true"}))
}

test_other_types_and_the_other_scope_are_not_applicable if {
	elsewhere := rule.verdict with input as fixture.regional({}, {})
	elsewhere.status == "NOT_APPLICABLE"
	bucket := rule.verdict with input as fixture.bucket
	bucket.status == "NOT_APPLICABLE"
}
