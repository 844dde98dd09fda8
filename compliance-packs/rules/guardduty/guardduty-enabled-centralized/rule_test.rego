package bongsu.rules.guardduty.guardduty_enabled_centralized_test

import data.bongsu.lib.account_test as fixture
import data.bongsu.rules.guardduty.guardduty_enabled_centralized as rule

security := "999999999999"

member := {"administrator": {"accountId": security, "relationshipStatus": "Enabled"}}

given(ids, status, administrator) := {
	"guardduty:ListDetectors": {"detectorIds": ids},
	"guardduty:GetDetector": {"d1": {"status": status}},
	"guardduty:GetAdministratorAccount": {"d1": administrator},
}

judge(configuration, parameter, asked) := verdict if {
	base := fixture.regional(configuration, {"security_account": asked})
	verdict := rule.verdict with input as object.union(base, {"parameters": {"CentralMonitoringAccount": parameter}})
}

fails(configuration, words) if {
	verdict := judge(configuration, "", security)
	verdict.status == "FAIL"
	contains(verdict.message.en, words)
}

test_enabled_and_administered_passes if {
	verdict := judge(given(["d1"], "ENABLED", member), "", security)
	verdict.status == "PASS"
	verdict.evidence["configuration.guardduty:GetAdministratorAccount"] == {"d1": member}
}

test_parameter_names_more_than_one_account if {
	judge(given(["d1"], "ENABLED", member), "888888888888, 999999999999", "").status == "PASS"
	judge(given(["d1"], "ENABLED", member), "888888888888", security).status == "FAIL"
}

test_no_administrator_demanded if {
	verdict := judge(object.remove(given(["d1"], "ENABLED", {}), ["guardduty:GetAdministratorAccount"]), "", null)
	verdict.status == "PASS"
	verdict.evidence["configuration.guardduty:ListDetectors"] == {"detectorIds": ["d1"]}
}

test_administrator_itself_passes if judge(given(["d1"], "ENABLED", {}), "", fixture.id).status == "PASS"

test_what_is_wrong_is_said if {
	fails({"guardduty:ListDetectors": {"detectorIds": []}}, "no detector")
	fails(given(["d1"], "DISABLED", member), "disabled")
	fails(given(["d1"], "ENABLED", {"administrator": {"accountId": "888888888888", "relationshipStatus": "Enabled"}}), "888888888888")
	fails(given(["d1"], "ENABLED", {"administrator": {"accountId": security, "relationshipStatus": "Removed"}}), "Removed")
	every none in [{}, null, {"administrator": {}}, {"administrator": null}] {
		fails(given(["d1"], "ENABLED", none), "its administrator is none")
	}
}

test_what_cannot_be_judged_has_no_verdict if {
	good := given(["d1"], "ENABLED", member)
	judge(good, "", security)
	unreadable := [
		{},
		null,
		object.remove(good, ["guardduty:ListDetectors"]),
		object.remove(good, ["guardduty:GetDetector"]),
		object.remove(good, ["guardduty:GetAdministratorAccount"]),
		given(null, "ENABLED", member),
		given([7], "ENABLED", member),
		given(["d1", "d2"], "ENABLED", member),
		given(["d2"], "ENABLED", member),
		given(["d1"], "SUSPENDED", member),
		given(["d1"], "ENABLED", "none"),
		given(["d1"], "ENABLED", {"administrator": "none"}),
		given(["d1"], "ENABLED", {"administrator": {"accountId": 7}}),
	]
	every configuration in unreadable { not judge(configuration, "", security) }
	not judge(good, "", "")
	not judge(good, null, security)
}

test_other_types_and_the_other_scope_are_not_applicable if {
	elsewhere := rule.verdict with input as fixture.global({}, {})
	elsewhere.status == "NOT_APPLICABLE"
	bucket := rule.verdict with input as fixture.bucket
	bucket.status == "NOT_APPLICABLE"
}
