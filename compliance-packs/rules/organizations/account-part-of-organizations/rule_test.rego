package bongsu.rules.organizations.account_part_of_organizations_test

import data.bongsu.lib.account_test as fixture
import data.bongsu.rules.organizations.account_part_of_organizations as rule

member := {"Id": fixture.id, "State": "ACTIVE", "Arn": "arn:aws:organizations::999999999999:account/o-exampleorgid/111122223333"}

given(found) := {"organizations:DescribeAccount": {"Account": found}}

judge(configuration, parameter) := verdict if {
	verdict := rule.verdict with input as object.union(fixture.global(configuration, {}), {"parameters": {"MasterAccountId": parameter}})
}

fails(configuration, words) if {
	verdict := judge(configuration, "")
	verdict.status == "FAIL"
	contains(verdict.message.en, words)
}

test_active_member_passes if {
	verdict := judge(given(member), "")
	verdict.status == "PASS"
	verdict.evidence["configuration.organizations:DescribeAccount"] == {"Account": member}
	judge(given(member), "999999999999").status == "PASS"
}

test_older_status_counts_where_there_is_no_state if {
	judge(given(object.union(object.remove(member, ["State"]), {"Status": "ACTIVE"})), "").status == "PASS"
	fails(given(object.union(member, {"State": "CLOSED", "Status": "ACTIVE"})), "CLOSED")
}

test_no_member_fails if fails({"organizations:DescribeAccount": null}, "does not know it")

test_inactive_member_fails if {
	every state in ["PENDING_ACTIVATION", "SUSPENDED", "PENDING_CLOSURE"] { fails(given(object.union(member, {"State": state})), state) }
}

test_other_organization_fails if {
	verdict := judge(given(member), "888888888888")
	verdict.status == "FAIL"
	contains(verdict.message.ko, "999999999999")
}

test_what_cannot_be_judged_has_no_verdict if {
	judge(given(member), "")
	unreadable := [
		{},
		null,
		given(null),
		given({}),
		given(object.union(member, {"Id": "999999999999"})),
		given(object.remove(member, ["State"])),
		given(object.union(member, {"State": null})),
		given(object.remove(member, ["Arn"])),
		given(object.union(member, {"Arn": "arn:aws:iam::999999999999:root"})),
	]
	every configuration in unreadable { not judge(configuration, "") }
	not judge(given(member), null)
	not judge(given(object.remove(member, ["Arn"])), "999999999999")
}

test_other_types_and_the_other_scope_are_not_applicable if {
	elsewhere := rule.verdict with input as fixture.regional({}, {})
	elsewhere.status == "NOT_APPLICABLE"
	bucket := rule.verdict with input as fixture.bucket
	bucket.status == "NOT_APPLICABLE"
}
