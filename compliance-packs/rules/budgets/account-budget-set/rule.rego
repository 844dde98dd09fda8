# METADATA
# scope: package
# title: "A monthly budget is set"
# description: >-
#   The account has a monthly cost budget over all its costs whose limit is not above what was requested.
# related_resources:
#   - ref: https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-create.html
#   - ref: https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Budget.html
# custom:
#   id: account-budget-set
#   severity: low
#   title:
#     en: "A monthly budget is set"
#     ko: "월 예산 설정"
#   description:
#     en: "Checks that the account has a monthly cost budget within the requested limit."
#     ko: "계정에 요청 한도 이내의 월 비용 예산이 있는지 점검함."
#   remediation:
#     en: "Create a monthly cost budget without filters at the requested limit."
#     ko: "요청 한도로 필터 없는 월 비용 예산을 생성한다."
#   trigger: configuration
#   resource_types: ["AWS::::Account"]
#   relations: []
#   parameters: {}
package bongsu.rules.budgets.account_budget_set

import data.bongsu.lib.account as accounts
import data.bongsu.lib.verdict as answer

account := input.resource

verdict := accounts.out_of_scope(account, "global")

found := account.configuration["budgets:DescribeBudgets"]

limit := usd if {
	usd := accounts.requested(account, "budget_usd")
	is_number(usd)
	usd > 0
}

budgets := found.Budgets if is_array(found.Budgets)

budgets := [] if found == null

whole(budget) if {
	budget.BudgetType == "COST"
	budget.TimeUnit == "MONTHLY"
	object.get(budget, "CostFilters", null) in {null, {}, {"LinkedAccount": [account.account]}}
	object.get(budget, "FilterExpression", null) in {null, {}}
}

within(budget) if {
	budget.BudgetLimit.Unit == "USD"
	amount := to_number(budget.BudgetLimit.Amount)
	amount > 0
	amount <= limit
}

enough := {budget.BudgetName |
	some budget in budgets
	whole(budget)
	within(budget)
}

# Proven not to be enough, which takes fields that can be read.
short(budget) if {
	is_string(budget.BudgetType)
	is_string(budget.TimeUnit)
	not whole(budget)
}

short(budget) if {
	is_string(budget.BudgetLimit.Unit)
	is_number(to_number(budget.BudgetLimit.Amount))
	not within(budget)
}

evidence := {
	"configuration.budgets:DescribeBudgets.Budgets": [seen |
		some budget in budgets
		seen := object.filter(budget, {"BudgetName", "BudgetType", "TimeUnit", "BudgetLimit", "CostFilters"})
	],
	"supplementary.requested.budget_usd": limit,
}

verdict := answer.fail(
	{
		"en": sprintf("Account %s has no monthly budget of at most %v USD over all its costs.", [account.account, limit]),
		"ko": sprintf("계정 %s에 전체 비용을 대상으로 하는 %v USD 이하의 월 예산이 없음.", [account.account, limit]),
	},
	evidence,
) if {
	accounts.judged(account, "global")
	is_number(limit)
	every budget in budgets { short(budget) }
}

verdict := answer.pass(
	{
		"en": sprintf("Account %s has a monthly budget of at most %v USD.", [account.account, limit]),
		"ko": sprintf("계정 %s에 %v USD 이하의 월 예산이 있음.", [account.account, limit]),
	},
	evidence,
) if {
	accounts.judged(account, "global")
	is_array(budgets)
	count(enough) > 0
}

verdict := answer.pass(
	{
		"en": sprintf("No budget was asked for account %s.", [account.account]),
		"ko": sprintf("계정 %s에 요청된 예산이 없음.", [account.account]),
	},
	{"supplementary.requested.budget_usd": null},
) if {
	accounts.judged(account, "global")
	accounts.requested(account, "budget_usd") == null
}
