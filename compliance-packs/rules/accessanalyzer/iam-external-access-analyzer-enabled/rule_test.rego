package bongsu.rules.accessanalyzer.iam_external_access_analyzer_enabled_test

import data.bongsu.lib.account_test as fixture
import data.bongsu.rules.accessanalyzer.iam_external_access_analyzer_enabled as rule

given(analyzers) := {"access-analyzer:ListAnalyzers": {"analyzers": analyzers}}

analyzer(kind, status) := {"arn": "arn:aws:access-analyzer:ap-northeast-2:111122223333:analyzer/a", "type": kind, "status": status}

judge(configuration) := verdict if {
	verdict := rule.verdict with input as fixture.regional(configuration, {})
}

test_active_analyzer_passes if {
	verdict := judge(given([analyzer("ACCOUNT", "ACTIVE")]))
	verdict.status == "PASS"
	verdict.evidence["configuration.access-analyzer:ListAnalyzers.analyzers"] == [analyzer("ACCOUNT", "ACTIVE")]
	judge(given([analyzer("ORGANIZATION", "ACTIVE")])).status == "PASS"
	judge(given([{}, analyzer("ACCOUNT", "ACTIVE")])).status == "PASS"
}

test_none_fails if {
	judge(given([])).status == "FAIL"
	judge(given([analyzer("ACCOUNT", "CREATING")])).status == "FAIL"
	judge(given([analyzer("ACCOUNT_UNUSED_ACCESS", "ACTIVE")])).status == "FAIL"
}

test_what_cannot_be_judged_has_no_verdict if {
	judge(given([]))
	every configuration in [{}, null, given(null), given({}), given([{}]), given([{"type": "ACCOUNT"}])] { not judge(configuration) }
}

test_other_types_and_the_other_scope_are_not_applicable if {
	elsewhere := rule.verdict with input as fixture.global({}, {})
	elsewhere.status == "NOT_APPLICABLE"
	bucket := rule.verdict with input as fixture.bucket
	bucket.status == "NOT_APPLICABLE"
}
