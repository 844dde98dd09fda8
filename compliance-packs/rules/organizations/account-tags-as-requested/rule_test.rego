package bongsu.rules.organizations.account_tags_as_requested_test

import data.bongsu.lib.account_test as fixture
import data.bongsu.rules.organizations.account_tags_as_requested as rule

given(tags) := {"organizations:ListTagsForResource": {"Tags": tags}}

owner := {"Key": "owner", "Value": "kim"}

judge(configuration, tags) := verdict if {
	verdict := rule.verdict with input as fixture.global(configuration, {"tags": tags})
}

test_requested_tags_pass if {
	verdict := judge(given([owner, {"Key": "other", "Value": ""}]), {"owner": "kim"})
	verdict.status == "PASS"
	verdict.evidence["configuration.organizations:ListTagsForResource.Tags"] == [owner]
}

test_nothing_requested_passes if judge(given([]), {}).status == "PASS"

test_missing_and_different_tags_fail if {
	judge(given([]), {"owner": "kim"}).status == "FAIL"
	judge(given([owner]), {"owner": "lee"}).status == "FAIL"
	judge(given([owner]), {"Owner": "kim"}).status == "FAIL"
	verdict := judge(given([owner]), {"owner": "kim", "data-class": "personal"})
	contains(verdict.message.en, ": data-class.")
}

test_what_cannot_be_judged_has_no_verdict if {
	judge(given([owner]), {"owner": "kim"})
	every configuration in [{}, null, given(null), given({}), given([{"Key": "owner"}]), given(["owner"])] {
		not judge(configuration, {"owner": "kim"})
	}
	every tags in ["", null, ["owner"], {"owner": 7}] { not judge(given([owner]), tags) }
}

test_other_types_and_the_other_scope_are_not_applicable if {
	elsewhere := rule.verdict with input as fixture.regional({}, {})
	elsewhere.status == "NOT_APPLICABLE"
	bucket := rule.verdict with input as fixture.bucket
	bucket.status == "NOT_APPLICABLE"
}
