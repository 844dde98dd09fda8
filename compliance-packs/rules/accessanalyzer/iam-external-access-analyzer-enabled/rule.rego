# METADATA
# scope: package
# title: "An analyzer for external access is active"
# description: >-
#   IAM Access Analyzer has an active analyzer for external access in the region.
# related_resources:
#   - ref: https://docs.aws.amazon.com/config/latest/developerguide/iam-external-access-analyzer-enabled.html
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-create-external.html
# custom:
#   id: iam-external-access-analyzer-enabled
#   severity: medium
#   title:
#     en: "An analyzer for external access is active"
#     ko: "외부 액세스 분석기 활성화"
#   description:
#     en: "Checks that an analyzer for external access is active in the region."
#     ko: "리전에 외부 액세스 분석기가 활성 상태로 있는지 점검함."
#   remediation:
#     en: "Create an analyzer of type ACCOUNT in the region."
#     ko: "리전에 ACCOUNT 유형의 분석기를 생성한다."
#   trigger: configuration
#   resource_types: ["AWS::::Account"]
#   relations: []
#   parameters: {}
package bongsu.rules.accessanalyzer.iam_external_access_analyzer_enabled

import data.bongsu.lib.account as accounts
import data.bongsu.lib.verdict as answer

account := input.resource

verdict := accounts.out_of_scope(account, "regional")

analyzers := account.configuration["access-analyzer:ListAnalyzers"].analyzers

kinds := {"ACCOUNT", "ORGANIZATION"}

active := [analyzer |
	some analyzer in analyzers
	analyzer.type in kinds
	analyzer.status == "ACTIVE"
] if {
	is_array(analyzers)
}

evidence := {"configuration.access-analyzer:ListAnalyzers.analyzers": [object.filter(each, {"arn", "type", "status"}) | some each in analyzers]}

verdict := answer.fail(
	{
		"en": sprintf("Account %s has no active analyzer for external access in %s.", [account.account, account.region]),
		"ko": sprintf("계정 %s의 %s에 활성 상태의 외부 액세스 분석기가 없음.", [account.account, account.region]),
	},
	evidence,
) if {
	accounts.judged(account, "regional")
	count(active) == 0
	every analyzer in analyzers {
		is_string(analyzer.type)
		is_string(analyzer.status)
	}
}

verdict := answer.pass(
	{
		"en": sprintf("Account %s has an active analyzer for external access in %s.", [account.account, account.region]),
		"ko": sprintf("계정 %s의 %s에 활성 상태의 외부 액세스 분석기가 있음.", [account.account, account.region]),
	},
	evidence,
) if {
	accounts.judged(account, "regional")
	count(active) > 0
}
