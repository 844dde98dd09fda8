package bongsu.rules.iam.iam_root_access_key_check_test

import data.bongsu.lib.account_test as fixture
import data.bongsu.rules.iam.iam_root_access_key_check as rule

given(keys) := {"iam:GetAccountSummary": {"SummaryMap": {"AccountAccessKeysPresent": keys}}}

judge(configuration) := verdict if {
	verdict := rule.verdict with input as fixture.global(configuration, {})
}

test_no_key_passes if {
	verdict := judge(given(0))
	verdict.status == "PASS"
	verdict.evidence == {"configuration.iam:GetAccountSummary.SummaryMap.AccountAccessKeysPresent": 0}
}

test_key_fails if {
	judge(given(1)).status == "FAIL"
	judge(given(2)).status == "FAIL"
}

test_what_cannot_be_judged_has_no_verdict if {
	judge(given(0))
	every configuration in [{}, null, given(null), given("0"), given("1"), given(-1), {"iam:GetAccountSummary": {"SummaryMap": {}}}] {
		not judge(configuration)
	}
}

test_other_types_and_the_other_scope_are_not_applicable if {
	elsewhere := rule.verdict with input as fixture.regional({}, {})
	elsewhere.status == "NOT_APPLICABLE"
	bucket := rule.verdict with input as fixture.bucket
	bucket.status == "NOT_APPLICABLE"
}
