# METADATA
# scope: package
# title: "The password policy for IAM users is strong enough"
# description: >-
#   The account has a password policy for IAM users, and it demands at least what the parameters do. The
#   defaults are those of the K-ISMS conformance pack.
# related_resources:
#   - ref: https://docs.aws.amazon.com/config/latest/developerguide/iam-password-policy.html
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
# custom:
#   id: iam-password-policy
#   severity: medium
#   title:
#     en: "The password policy for IAM users is strong enough"
#     ko: "IAM 사용자의 비밀번호 정책"
#   description:
#     en: "Checks that the account's password policy demands length, variety, expiry and no reuse."
#     ko: "계정의 비밀번호 정책이 길이, 조합, 만료, 재사용 금지를 요구하는지 점검함."
#   remediation:
#     en: "Set a password policy that meets the parameters."
#     ko: "매개변수를 충족하는 비밀번호 정책을 설정한다."
#   trigger: configuration
#   resource_types: ["AWS::::Account"]
#   relations: []
#   parameters:
#     MinimumPasswordLength: {type: integer, default: 12, minimum: 6, maximum: 128, description: "Least number of characters."}
#     RequireUppercaseCharacters: {type: boolean, default: true, description: "Whether an uppercase letter is demanded."}
#     RequireLowercaseCharacters: {type: boolean, default: true, description: "Whether a lowercase letter is demanded."}
#     RequireSymbols: {type: boolean, default: true, description: "Whether a symbol is demanded."}
#     RequireNumbers: {type: boolean, default: true, description: "Whether a digit is demanded."}
#     MaxPasswordAge: {type: integer, default: 90, minimum: 1, maximum: 1095, description: "Most days until a password expires."}
#     PasswordReusePrevention: {type: integer, default: 5, minimum: 1, maximum: 24, description: "Least number of earlier passwords that can not be used again."}
package bongsu.rules.iam.iam_password_policy

import data.bongsu.lib.account as accounts
import data.bongsu.lib.verdict as answer

account := input.resource

verdict := accounts.out_of_scope(account, "global")

found := account.configuration["iam:GetAccountPasswordPolicy"]

policy := found.PasswordPolicy

parameters := input.parameters

switches := {"RequireUppercaseCharacters", "RequireLowercaseCharacters", "RequireSymbols", "RequireNumbers"}

readable if {
	is_object(policy)
	every name in switches {
		is_boolean(parameters[name])
		is_boolean(policy[name])
	}
	every name in {"MinimumPasswordLength", "MaxPasswordAge", "PasswordReusePrevention"} { is_number(parameters[name]) }
	is_number(policy.MinimumPasswordLength)
	age >= 0
	reuse >= 0
}

# IAM leaves both out where they are not set; 0 means the same.
age := optional("MaxPasswordAge")

reuse := optional("PasswordReusePrevention")

optional(name) := value if {
	value := object.get(policy, name, 0)
	is_number(value)
}

optional(name) := 0 if object.get(policy, name, 0) == null

weak contains name if {
	some name in switches
	parameters[name] == true
	policy[name] == false
}

weak contains "MinimumPasswordLength" if {
	is_number(policy.MinimumPasswordLength)
	policy.MinimumPasswordLength < parameters.MinimumPasswordLength
}

weak contains "MaxPasswordAge" if age == 0

weak contains "MaxPasswordAge" if age > parameters.MaxPasswordAge

weak contains "PasswordReusePrevention" if reuse < parameters.PasswordReusePrevention

evidence := {"configuration.iam:GetAccountPasswordPolicy": found, "parameters": parameters}

verdict := answer.fail(
	{
		"en": sprintf("Account %s has no password policy.", [account.account]),
		"ko": sprintf("계정 %s에 비밀번호 정책이 없음.", [account.account]),
	},
	evidence,
) if {
	accounts.judged(account, "global")
	found == null
}

verdict := answer.fail(
	{
		"en": sprintf("The password policy of account %s is too weak in %s.", [account.account, concat(", ", sort(weak))]),
		"ko": sprintf("계정 %s의 비밀번호 정책 중 기준에 미달하는 항목: %s.", [account.account, concat(", ", sort(weak))]),
	},
	evidence,
) if {
	accounts.judged(account, "global")
	readable
	count(weak) > 0
}

verdict := answer.pass(
	{
		"en": sprintf("The password policy of account %s meets every demand.", [account.account]),
		"ko": sprintf("계정 %s의 비밀번호 정책이 모든 기준을 충족함.", [account.account]),
	},
	evidence,
) if {
	accounts.judged(account, "global")
	readable
	count(weak) == 0
}
