package bongsu.rules.budgets.account_budget_set_test

import data.bongsu.lib.account_test as fixture
import data.bongsu.rules.budgets.account_budget_set as rule

budget := {
	"BudgetName": "monthly",
	"BudgetType": "COST",
	"TimeUnit": "MONTHLY",
	"BudgetLimit": {"Amount": "300.0", "Unit": "USD"},
	"CostFilters": {},
}

given(budgets) := {"budgets:DescribeBudgets": {"Budgets": budgets}}

judge(configuration, usd) := verdict if {
	verdict := rule.verdict with input as fixture.global(configuration, {"budget_usd": usd})
}

changed(changes) := judge(given([object.union(budget, changes)]), 300).status

test_budget_within_the_request_passes if {
	verdict := judge(given([budget]), 300)
	verdict.status == "PASS"
	verdict.evidence["configuration.budgets:DescribeBudgets.Budgets"] == [budget]
	judge(given([object.remove(budget, ["CostFilters"])]), 500).status == "PASS"
	judge(given([{"BudgetName": "unread"}, budget]), 300).status == "PASS"
}

test_filter_on_the_account_itself_is_none if {
	judge(given([object.union(object.remove(budget, ["CostFilters"]), {"CostFilters": {"LinkedAccount": [fixture.id]}})]), 300).status == "PASS"
}

test_no_budget_asked_passes if {
	verdict := judge(given([]), null)
	verdict.status == "PASS"
	contains(verdict.message.en, "No budget was asked")
}

test_no_budget_fails if {
	judge(given([]), 300).status == "FAIL"
	judge({"budgets:DescribeBudgets": null}, 300).status == "FAIL"
}

test_budget_that_watches_something_else_fails if {
	changed({"BudgetType": "USAGE"}) == "FAIL"
	changed({"TimeUnit": "ANNUALLY"}) == "FAIL"
	changed({"CostFilters": {"Service": ["Amazon EC2"]}}) == "FAIL"
	changed({"FilterExpression": {"Dimensions": {"Key": "SERVICE"}}}) == "FAIL"
	changed({"BudgetLimit": {"Amount": "300.01"}}) == "FAIL"
	changed({"BudgetLimit": {"Amount": "0"}}) == "FAIL"
	changed({"BudgetLimit": {"Unit": "KRW"}}) == "FAIL"
}

test_what_cannot_be_judged_has_no_verdict if {
	judge(given([budget]), 300)
	every configuration in [{}, null, given(null), given({}), given([{"BudgetName": "unread"}]), given([object.remove(budget, ["BudgetLimit"])])] {
		not judge(configuration, 300)
	}
	not changed({"BudgetLimit": {"Amount": "much"}})
	every usd in ["", "300", 0] { not judge(given([budget]), usd) }
}

test_other_types_and_the_other_scope_are_not_applicable if {
	elsewhere := rule.verdict with input as fixture.regional({}, {})
	elsewhere.status == "NOT_APPLICABLE"
	bucket := rule.verdict with input as fixture.bucket
	bucket.status == "NOT_APPLICABLE"
}
