package bongsu.rules.securityhub.securityhub_enabled_test

import data.bongsu.lib.account_test as fixture
import data.bongsu.rules.securityhub.securityhub_enabled as rule

given(arn) := {"securityhub:DescribeHub": {"HubArn": arn}}

hub := "arn:aws:securityhub:ap-northeast-2:111122223333:hub/default"

judge(configuration) := verdict if {
	verdict := rule.verdict with input as fixture.regional(configuration, {})
}

test_hub_passes if {
	verdict := judge(given(hub))
	verdict.status == "PASS"
	verdict.evidence == {"configuration.securityhub:DescribeHub.HubArn": hub}
}

test_no_hub_fails if judge({"securityhub:DescribeHub": null}).status == "FAIL"

test_what_cannot_be_judged_has_no_verdict if {
	judge(given(hub))
	every configuration in [{}, null, given(null), given(""), given(7), {"securityhub:DescribeHub": {}}] { not judge(configuration) }
}

test_hub_of_another_account_or_region_is_no_answer if {
	not judge(given("arn:aws:securityhub:ap-northeast-2:999999999999:hub/default"))
	not judge(given("arn:aws:securityhub:us-east-1:111122223333:hub/default"))
}

test_other_types_and_the_other_scope_are_not_applicable if {
	elsewhere := rule.verdict with input as fixture.global({}, {})
	elsewhere.status == "NOT_APPLICABLE"
	bucket := rule.verdict with input as fixture.bucket
	bucket.status == "NOT_APPLICABLE"
}
