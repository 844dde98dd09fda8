# METADATA
# scope: package
# title: "A security contact is provided"
# description: >-
#   The account has an alternate contact for security, with a name, an address and a telephone number.
# related_resources:
#   - ref: https://docs.aws.amazon.com/config/latest/developerguide/security-account-information-provided.html
#   - ref: https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-update-contact-alternate.html
# custom:
#   id: security-account-information-provided
#   severity: medium
#   title:
#     en: "A security contact is provided"
#     ko: "보안 담당 연락처 등록"
#   description:
#     en: "Checks that the account has a complete alternate contact for security."
#     ko: "계정에 보안 담당 대체 연락처가 모두 등록되어 있는지 점검함."
#   remediation:
#     en: "Set the alternate contact for security."
#     ko: "보안 담당 대체 연락처를 등록한다."
#   trigger: configuration
#   resource_types: ["AWS::::Account"]
#   relations: []
#   parameters: {}
package bongsu.rules.account.security_account_information_provided

import data.bongsu.lib.account as accounts
import data.bongsu.lib.verdict as answer

account := input.resource

verdict := accounts.out_of_scope(account, "global")

found := account.configuration["account:GetAlternateContact"].SECURITY

contact := found.AlternateContact

fields := {"Name", "EmailAddress", "PhoneNumber"}

empty := {field | some field in fields; trim_space(contact[field]) == ""} if is_object(contact)

verdict := answer.fail(
	{
		"en": sprintf("Account %s has no security contact.", [account.account]),
		"ko": sprintf("계정 %s에 보안 담당 연락처가 없음.", [account.account]),
	},
	{"configuration.account:GetAlternateContact.SECURITY": null},
) if {
	accounts.judged(account, "global")
	found == null
}

verdict := answer.fail(
	{
		"en": sprintf("The security contact of account %s lacks %s.", [account.account, concat(", ", sort(empty))]),
		"ko": sprintf("계정 %s의 보안 담당 연락처 중 비어 있는 값: %s.", [account.account, concat(", ", sort(empty))]),
	},
	{"configuration.account:GetAlternateContact.SECURITY": "incomplete"},
) if {
	accounts.judged(account, "global")
	count(empty) > 0
}

# The evidence says that there is a contact, not who it is: findings are read by more people than contacts are.
verdict := answer.pass(
	{
		"en": sprintf("Account %s has a security contact.", [account.account]),
		"ko": sprintf("계정 %s에 보안 담당 연락처가 등록되어 있음.", [account.account]),
	},
	{"configuration.account:GetAlternateContact.SECURITY": "complete"},
) if {
	accounts.judged(account, "global")
	every field in fields { trim_space(contact[field]) != "" }
}
