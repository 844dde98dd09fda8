package bongsu.rules.organizations.organization_policies_in_effect_test

import data.bongsu.lib.account_test as fixture
import data.bongsu.rules.organizations.organization_policies_in_effect as rule

scp := {"type": "SERVICE_CONTROL_POLICY", "name": "deny-regions"}

rcp := {"type": "RESOURCE_CONTROL_POLICY", "name": "perimeter"}

holding := "ou-abcd-holding1"

production := "ou-abcd-prod0001"

policies(listed) := {kind: {"Policies": [{"Name": policy.name, "Type": policy.type} | some policy in listed; policy.type == kind]} |
	some kind in [scp.type, rcp.type]
}

parents(of_account) := {
	fixture.id: {"Parents": [{"Id": of_account, "Type": "ORGANIZATIONAL_UNIT"}]},
	holding: {"Parents": [{"Id": "r-abcd", "Type": "ROOT"}]},
	production: {"Parents": [{"Id": "ou-abcd-workload", "Type": "ORGANIZATIONAL_UNIT"}]},
	"ou-abcd-workload": {"Parents": [{"Id": "r-abcd", "Type": "ROOT"}]},
}

nowhere := {place: policies([]) | some place in [fixture.id, holding, production, "ou-abcd-workload", "r-abcd"]}

given(of_account, changes) := {
	"organizations:ListParents": parents(of_account),
	"organizations:ListPoliciesForTarget": object.union(nowhere, changes),
}

asked(wanted) := {"ou": production, "holding_ou": holding, "policies": wanted}

judge(configuration, requested) := verdict if {
	verdict := rule.verdict with input as fixture.global(configuration, requested)
}

test_policies_at_the_account_and_above_pass if {
	every place in [fixture.id, production, "ou-abcd-workload", "r-abcd"] {
		judge(given(holding, {place: policies([scp])}), asked([scp])).status == "PASS"
		judge(given(production, {place: policies([scp])}), asked([scp])).status == "PASS"
	}
	judge(given(holding, {production: policies([scp]), "r-abcd": policies([rcp])}), asked([scp, rcp])).status == "PASS"
}

test_nothing_demanded_passes if judge(given(holding, {}), asked([])).status == "PASS"

test_policy_of_the_holding_ou_alone_does_not_count if {
	verdict := judge(given(holding, {holding: policies([scp])}), asked([scp]))
	verdict.status == "FAIL"
	contains(verdict.message.en, "deny-regions")
}

test_after_the_move_its_own_place_counts if {
	elsewhere := object.union(given("ou-abcd-workload", {production: policies([scp])}), {})
	judge(elsewhere, asked([scp])).status == "FAIL"
}

test_policy_of_another_type_or_name_does_not_count if {
	judge(given(holding, {production: policies([rcp])}), asked([scp])).status == "FAIL"
	judge(given(holding, {production: policies([object.union(scp, {"name": "other"})])}), asked([scp])).status == "FAIL"
	swapped := {production: {scp.type: {"Policies": [{"Name": scp.name, "Type": rcp.type}]}}}
	judge(given(holding, swapped), asked([scp])).status == "FAIL"
}

test_one_missing_policy_fails if {
	verdict := judge(given(holding, {production: policies([scp])}), asked([scp, rcp]))
	verdict.status == "FAIL"
	contains(verdict.message.en, ": perimeter.")
}

test_account_at_the_root_itself if {
	configuration := object.union(given(holding, {}), {"organizations:ListParents": {fixture.id: {"Parents": [{"Id": "r-abcd", "Type": "ROOT"}]}}})
	judge(configuration, asked([scp])).status == "FAIL"
	judge(configuration, asked([])).status == "PASS"
}

test_what_cannot_be_judged_has_no_verdict if {
	good := given(holding, {})
	judge(good, asked([scp]))
	every member in ["organizations:ListParents", "organizations:ListPoliciesForTarget"] {
		not judge(object.remove(good, [member]), asked([scp]))
	}
	not judge({}, asked([]))
	not judge(null, asked([]))
	every name in ["ou", "holding_ou", "policies"] { not judge(good, object.remove(asked([scp]), [name])) }
	not judge(good, object.union(asked([]), {"ou": "Production"}))
	not judge(good, asked([{"name": "deny-regions"}]))
	not judge(good, asked([{"type": "TAG_POLICY", "name": "tags"}]))
}

test_chain_that_ends_before_the_root_proves_nothing_missing if {
	broken := object.remove(parents(holding), ["ou-abcd-workload"])
	cut := object.union(object.remove(given(holding, {}), ["organizations:ListParents"]), {"organizations:ListParents": broken})
	not judge(cut, asked([scp]))
	judge(object.union(cut, {"organizations:ListPoliciesForTarget": {production: policies([scp])}}), asked([scp])).status == "PASS"
}

test_place_whose_policies_were_not_listed_proves_nothing_missing if {
	listed := object.remove(nowhere, ["ou-abcd-workload"])
	configuration := {"organizations:ListParents": parents(holding), "organizations:ListPoliciesForTarget": listed}
	not judge(configuration, asked([scp]))
}

test_two_parents_are_no_answer if {
	twice := {fixture.id: {"Parents": [{"Id": holding, "Type": "ORGANIZATIONAL_UNIT"}, {"Id": production, "Type": "ORGANIZATIONAL_UNIT"}]}}
	not judge(object.union(given(holding, {}), {"organizations:ListParents": twice}), asked([scp]))
}

test_other_types_and_the_other_scope_are_not_applicable if {
	elsewhere := rule.verdict with input as fixture.regional({}, {})
	elsewhere.status == "NOT_APPLICABLE"
	bucket := rule.verdict with input as fixture.bucket
	bucket.status == "NOT_APPLICABLE"
}
