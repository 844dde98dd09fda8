package bongsu.rules.iam.iam_password_policy_test

import data.bongsu.lib.account_test as fixture
import data.bongsu.rules.iam.iam_password_policy as rule

demands := {
	"MinimumPasswordLength": 12,
	"RequireUppercaseCharacters": true,
	"RequireLowercaseCharacters": true,
	"RequireSymbols": true,
	"RequireNumbers": true,
	"MaxPasswordAge": 90,
	"PasswordReusePrevention": 5,
}

given(policy) := {"iam:GetAccountPasswordPolicy": {"PasswordPolicy": policy}}

judge(configuration, parameters) := verdict if {
	verdict := rule.verdict with input as object.union(fixture.global(configuration, {}), {"parameters": parameters})
}

changed(changes) := judge(given(object.union(demands, changes)), demands)

test_exactly_what_is_demanded_passes if {
	verdict := judge(given(demands), demands)
	verdict.status == "PASS"
	verdict.evidence.parameters == demands
}

test_stricter_passes if {
	changed({"MinimumPasswordLength": 20, "MaxPasswordAge": 30, "PasswordReusePrevention": 24}).status == "PASS"
}

test_each_demand_counts if {
	weaker := {
		"MinimumPasswordLength": 11,
		"RequireUppercaseCharacters": false,
		"RequireLowercaseCharacters": false,
		"RequireSymbols": false,
		"RequireNumbers": false,
		"MaxPasswordAge": 91,
		"PasswordReusePrevention": 4,
	}
	every name, value in weaker {
		verdict := changed({name: value})
		verdict.status == "FAIL"
		contains(verdict.message.en, name)
	}
}

test_passwords_that_never_expire_or_may_be_reused_fail if {
	every name in ["MaxPasswordAge", "PasswordReusePrevention"] {
		judge(given(object.remove(demands, [name])), demands).status == "FAIL"
		changed({name: null}).status == "FAIL"
		changed({name: 0}).status == "FAIL"
	}
}

test_no_policy_fails if judge({"iam:GetAccountPasswordPolicy": null}, demands).status == "FAIL"

test_switch_that_is_off_demands_nothing if {
	judge(given(object.union(demands, {"RequireSymbols": false})), object.union(demands, {"RequireSymbols": false})).status == "PASS"
}

test_what_cannot_be_judged_has_no_verdict if {
	judge(given(demands), demands)
	every configuration in [{}, null, given(null), given({}), {"iam:GetAccountPasswordPolicy": {}}] { not judge(configuration, demands) }
	every changes in [{"RequireNumbers": "true"}, {"MinimumPasswordLength": "12"}, {"MaxPasswordAge": "90"}, {"PasswordReusePrevention": true}] {
		not changed(changes)
	}
	every name in ["MinimumPasswordLength", "RequireSymbols"] { not judge(given(object.remove(demands, [name])), demands) }
	not judge(given(demands), {})
	not judge(given(demands), object.union(demands, {"MaxPasswordAge": "90"}))
}

test_other_types_and_the_other_scope_are_not_applicable if {
	elsewhere := rule.verdict with input as fixture.regional({}, {})
	elsewhere.status == "NOT_APPLICABLE"
	bucket := rule.verdict with input as fixture.bucket
	bucket.status == "NOT_APPLICABLE"
}
