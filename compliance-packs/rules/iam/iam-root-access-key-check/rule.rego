# METADATA
# scope: package
# title: "The root user has no access key"
# description: >-
#   The account's root user has no access key.
# related_resources:
#   - ref: https://docs.aws.amazon.com/config/latest/developerguide/iam-root-access-key-check.html
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html
# custom:
#   id: iam-root-access-key-check
#   severity: critical
#   title:
#     en: "The root user has no access key"
#     ko: "루트 사용자 액세스 키 금지"
#   description:
#     en: "Checks that the account's root user has no access key."
#     ko: "계정 루트 사용자에게 액세스 키가 없는지 점검함."
#   remediation:
#     en: "Delete the root user's access keys; with centralized root access, delete its credentials from the management account."
#     ko: "루트 사용자의 액세스 키를 삭제한다. 루트 액세스 중앙 관리를 사용하는 경우 관리 계정에서 자격 증명을 삭제한다."
#   trigger: configuration
#   resource_types: ["AWS::::Account"]
#   relations: []
#   parameters: {}
package bongsu.rules.iam.iam_root_access_key_check

import data.bongsu.lib.account as accounts
import data.bongsu.lib.verdict as answer

account := input.resource

verdict := accounts.out_of_scope(account, "global")

keys := account.configuration["iam:GetAccountSummary"].SummaryMap.AccountAccessKeysPresent

evidence := {"configuration.iam:GetAccountSummary.SummaryMap.AccountAccessKeysPresent": keys}

verdict := answer.fail(
	{
		"en": sprintf("The root user of account %s has an access key.", [account.account]),
		"ko": sprintf("계정 %s의 루트 사용자에게 액세스 키가 있음.", [account.account]),
	},
	evidence,
) if {
	accounts.judged(account, "global")
	is_number(keys)
	keys > 0
}

verdict := answer.pass(
	{
		"en": sprintf("The root user of account %s has no access key.", [account.account]),
		"ko": sprintf("계정 %s의 루트 사용자에게 액세스 키가 없음.", [account.account]),
	},
	evidence,
) if {
	accounts.judged(account, "global")
	keys == 0
}
