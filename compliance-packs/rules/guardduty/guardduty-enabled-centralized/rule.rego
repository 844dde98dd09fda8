# METADATA
# scope: package
# title: "GuardDuty is on and administered centrally"
# description: >-
#   GuardDuty has an enabled detector in the region, administered by the demanded account where one is demanded.
# related_resources:
#   - ref: https://docs.aws.amazon.com/config/latest/developerguide/guardduty-enabled-centralized.html
#   - ref: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html
# custom:
#   id: guardduty-enabled-centralized
#   severity: high
#   title:
#     en: "GuardDuty is on and administered centrally"
#     ko: "GuardDuty 활성화와 중앙 관리"
#   description:
#     en: "Checks that GuardDuty is enabled in the region and administered by the security account."
#     ko: "리전에서 GuardDuty가 활성화되어 있고 보안 계정이 관리하는지 점검함."
#   remediation:
#     en: "Enable GuardDuty for the account from its delegated administrator, in every region."
#     ko: "위임된 관리자 계정에서 모든 리전에 대해 해당 계정의 GuardDuty를 활성화한다."
#   trigger: configuration
#   resource_types: ["AWS::::Account"]
#   relations: []
#   parameters:
#     CentralMonitoringAccount: {type: string, default: "", description: "Accounts (12 digits, separated by commas) that may administer GuardDuty; empty takes the one that was requested."}
package bongsu.rules.guardduty.guardduty_enabled_centralized

import data.bongsu.lib.account as accounts
import data.bongsu.lib.verdict as answer

account := input.resource

verdict := accounts.out_of_scope(account, "regional")

detectors := ids if {
	ids := account.configuration["guardduty:ListDetectors"].detectorIds
	is_array(ids)
	every id in ids { is_string(id) }
}

detector := detectors[0] if count(detectors) == 1

status := account.configuration["guardduty:GetDetector"][detector].status

central := accounts.demanded(input.parameters.CentralMonitoringAccount, accounts.requested(account, "security_account"))

# {} where the account has no administrator, which GuardDuty says by leaving it out.
administrator := object.get(said, "administrator", {}) if {
	said := account.configuration["guardduty:GetAdministratorAccount"][detector]
	is_object(said)
	is_object(object.get(said, "administrator", {}))
}

administrator := {} if account.configuration["guardduty:GetAdministratorAccount"][detector] == null

administrator := {} if account.configuration["guardduty:GetAdministratorAccount"][detector].administrator == null

centralized if count(central) == 0

centralized if account.account in central

centralized if {
	administrator.accountId in central
	lower(administrator.relationshipStatus) == "enabled"
}

problems contains {"en": "there is no detector", "ko": "탐지기가 없음"} if count(detectors) == 0

problems contains {"en": "the detector is disabled", "ko": "탐지기가 비활성화됨"} if status == "DISABLED"

problems contains {
	"en": sprintf("its administrator is %s (%s)", [who, relation]),
	"ko": sprintf("관리자가 %s임(%s)", [who, relation]),
} if {
	not centralized
	count(central) > 0
	who := object.get(administrator, "accountId", "none")
	relation := object.get(administrator, "relationshipStatus", "none")
	is_string(who)
	is_string(relation)
}

evidence := object.union(
	{sprintf("configuration.%s", [name]): said |
		some name in ["guardduty:ListDetectors", "guardduty:GetDetector", "guardduty:GetAdministratorAccount"]
		said := account.configuration[name]
	},
	{
		"parameters.CentralMonitoringAccount": input.parameters.CentralMonitoringAccount,
		"supplementary.requested.security_account": accounts.requested(account, "security_account"),
	},
)

verdict := answer.fail(
	{
		"en": sprintf("GuardDuty does not watch account %s in %s: %s.", [account.account, account.region, accounts.listed(problems).en]),
		"ko": sprintf("계정 %s의 %s에서 GuardDuty 구성이 충분하지 않음: %s.", [account.account, account.region, accounts.listed(problems).ko]),
	},
	evidence,
) if {
	accounts.judged(account, "regional")
	count(problems) > 0
}

verdict := answer.pass(
	{
		"en": sprintf("GuardDuty watches account %s in %s.", [account.account, account.region]),
		"ko": sprintf("계정 %s의 %s에서 GuardDuty가 활성화되어 있음.", [account.account, account.region]),
	},
	evidence,
) if {
	accounts.judged(account, "regional")
	status == "ENABLED"
	centralized
}
