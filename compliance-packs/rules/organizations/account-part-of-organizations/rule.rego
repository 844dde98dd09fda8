# METADATA
# scope: package
# title: "The account is an active member of the organization"
# description: >-
#   AWS Organizations knows the account as an active member, of the demanded organization where one is demanded.
# related_resources:
#   - ref: https://docs.aws.amazon.com/config/latest/developerguide/account-part-of-organizations.html
#   - ref: https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html
# custom:
#   id: account-part-of-organizations
#   severity: high
#   title:
#     en: "The account is an active member of the organization"
#     ko: "조직의 활성 구성원 계정"
#   description:
#     en: "Checks that the account is an active member of the organization."
#     ko: "계정이 조직의 활성 구성원인지 점검함."
#   remediation:
#     en: "Invite the account into the organization, or find out why it is not active."
#     ko: "계정을 조직에 초대하거나, 활성 상태가 아닌 사유를 확인한다."
#   trigger: configuration
#   resource_types: ["AWS::::Account"]
#   relations: []
#   parameters:
#     MasterAccountId: {type: string, default: "", pattern: "^([0-9]{12})?$", description: "Management account (12 digits) that the organization must have; empty accepts any."}
package bongsu.rules.organizations.account_part_of_organizations

import data.bongsu.lib.account as accounts
import data.bongsu.lib.verdict as answer

account := input.resource

verdict := accounts.out_of_scope(account, "global")

found := account.configuration["organizations:DescribeAccount"]

member := found.Account if found.Account.Id == account.account

state := object.get(member, "State", object.get(member, "Status", null))

management := parts[4] if {
	parts := split(member.Arn, ":")
	parts[2] == "organizations"
}

wanted := {"", management}

problems contains {"en": "AWS Organizations does not know it", "ko": "AWS Organizations에 등록되어 있지 않음"} if found == null

problems contains {"en": sprintf("it is %s", [state]), "ko": sprintf("상태가 %s임", [state])} if {
	is_string(state)
	state != "ACTIVE"
}

problems contains {"en": sprintf("its organization is that of %s", [management]), "ko": sprintf("관리 계정 %s의 조직에 속함", [management])} if {
	is_string(input.parameters.MasterAccountId)
	not input.parameters.MasterAccountId in wanted
	is_string(management)
}

evidence := {
	"configuration.organizations:DescribeAccount": found,
	"parameters.MasterAccountId": input.parameters.MasterAccountId,
}

verdict := answer.fail(
	{
		"en": sprintf("Account %s is no active member of the organization: %s.", [account.account, accounts.listed(problems).en]),
		"ko": sprintf("계정 %s은(는) 조직의 활성 구성원이 아님: %s.", [account.account, accounts.listed(problems).ko]),
	},
	evidence,
) if {
	accounts.judged(account, "global")
	count(problems) > 0
}

verdict := answer.pass(
	{
		"en": sprintf("Account %s is an active member of the organization of %s.", [account.account, management]),
		"ko": sprintf("계정 %s은(는) 관리 계정 %s의 조직에 속한 활성 구성원임.", [account.account, management]),
	},
	evidence,
) if {
	accounts.judged(account, "global")
	state == "ACTIVE"
	input.parameters.MasterAccountId in wanted
}
