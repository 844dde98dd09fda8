# METADATA
# scope: package
# title: "Security Hub is on"
# description: >-
#   Security Hub is enabled for the account in the region.
# related_resources:
#   - ref: https://docs.aws.amazon.com/config/latest/developerguide/securityhub-enabled.html
#   - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-settingup.html
# custom:
#   id: securityhub-enabled
#   severity: medium
#   title:
#     en: "Security Hub is on"
#     ko: "Security Hub 활성화"
#   description:
#     en: "Checks that Security Hub is enabled in the region."
#     ko: "리전에서 Security Hub가 활성화되어 있는지 점검함."
#   remediation:
#     en: "Enable Security Hub for the account from its delegated administrator."
#     ko: "위임된 관리자 계정에서 해당 계정의 Security Hub를 활성화한다."
#   trigger: configuration
#   resource_types: ["AWS::::Account"]
#   relations: []
#   parameters: {}
package bongsu.rules.securityhub.securityhub_enabled

import data.bongsu.lib.account as accounts
import data.bongsu.lib.verdict as answer

account := input.resource

verdict := accounts.out_of_scope(account, "regional")

hub := account.configuration["securityhub:DescribeHub"]

verdict := answer.fail(
	{
		"en": sprintf("Security Hub is not enabled for account %s in %s.", [account.account, account.region]),
		"ko": sprintf("계정 %s의 %s에서 Security Hub가 활성화되어 있지 않음.", [account.account, account.region]),
	},
	{"configuration.securityhub:DescribeHub": null},
) if {
	accounts.judged(account, "regional")
	hub == null
}

verdict := answer.pass(
	{
		"en": sprintf("Security Hub is enabled for account %s in %s.", [account.account, account.region]),
		"ko": sprintf("계정 %s의 %s에서 Security Hub가 활성화되어 있음.", [account.account, account.region]),
	},
	{"configuration.securityhub:DescribeHub.HubArn": hub.HubArn},
) if {
	accounts.judged(account, "regional")
	startswith(hub.HubArn, "arn:")
	[account.region, account.account] == array.slice(split(hub.HubArn, ":"), 3, 5)
}
