# METADATA
# scope: package
# title: "AWS Config records every resource type"
# description: >-
#   The account has a configuration recorder of its own in the region, it records all supported resource types,
#   in the home region the global ones too, and it is recording.
# related_resources:
#   - ref: https://docs.aws.amazon.com/config/latest/developerguide/stop-start-recorder.html
#   - ref: https://docs.aws.amazon.com/config/latest/APIReference/API_RecordingGroup.html
# custom:
#   id: config-recorder-records-everything
#   severity: high
#   title:
#     en: "AWS Config records every resource type"
#     ko: "AWS Config의 전체 자원 유형 기록"
#   description:
#     en: "Checks that AWS Config records all supported resource types of the region, and in the home region the global ones."
#     ko: "AWS Config가 리전의 모든 자원 유형을, 홈 리전에서는 전역 자원 유형까지 기록하는지 점검함."
#   remediation:
#     en: "Create a recorder with all supported resource types (in the home region with global ones) and start it."
#     ko: "모든 자원 유형(홈 리전은 전역 자원 포함)을 대상으로 레코더를 생성하고 기록을 시작한다."
#   trigger: configuration
#   resource_types: ["AWS::::Account"]
#   relations: []
#   parameters: {}
package bongsu.rules.config.config_recorder_records_everything

import data.bongsu.lib.account as accounts
import data.bongsu.lib.verdict as answer

account := input.resource

verdict := accounts.out_of_scope(account, "regional")

recorders := [recorder |
	some recorder in listed
	object.get(recorder, "servicePrincipal", null) in {null, ""}
] if {
	listed := account.configuration["config:DescribeConfigurationRecorders"].ConfigurationRecorders
	is_array(listed)
	every recorder in listed { is_string(recorder.name) }
}

recorder := recorders[0] if count(recorders) == 1

status := found[0] if {
	found := [entry |
		some entry in account.configuration["config:DescribeConfigurationRecorderStatus"].ConfigurationRecordersStatus
		entry.name == recorder.name
	]
	count(found) == 1
}

home if account.region == accounts.requested(account, "home_region")

problems contains {"en": "there is no recorder", "ko": "레코더가 없음"} if count(recorders) == 0

problems contains {"en": "not all resource types are recorded", "ko": "일부 자원 유형을 기록하지 않음"} if recorder.recordingGroup.allSupported == false

problems contains {"en": "global resource types are not recorded in the home region", "ko": "홈 리전에서 전역 자원 유형을 기록하지 않음"} if {
	home
	recorder.recordingGroup.includeGlobalResourceTypes == false
}

problems contains {"en": "the recorder is stopped", "ko": "레코더가 중지됨"} if status.recording == false

problems contains {"en": "the last delivery failed", "ko": "마지막 전송이 실패함"} if lower(status.lastStatus) == "failure"

verdict := answer.fail(
	{
		"en": sprintf("AWS Config does not record account %s in %s: %s.", [account.account, account.region, accounts.listed(problems).en]),
		"ko": sprintf("계정 %s의 %s에서 AWS Config 기록이 충분하지 않음: %s.", [account.account, account.region, accounts.listed(problems).ko]),
	},
	evidence,
) if {
	accounts.judged(account, "regional")
	count(problems) > 0
}

verdict := answer.pass(
	{
		"en": sprintf("AWS Config records every resource type of account %s in %s.", [account.account, account.region]),
		"ko": sprintf("계정 %s의 %s에서 AWS Config가 모든 자원 유형을 기록함.", [account.account, account.region]),
	},
	evidence,
) if {
	accounts.judged(account, "regional")
	recorder.recordingGroup.allSupported == true
	global_types_recorded
	status.recording == true
	lower(status.lastStatus) in {"pending", "success"}
}

global_types_recorded if {
	home
	recorder.recordingGroup.includeGlobalResourceTypes == true
}

global_types_recorded if {
	accounts.scope_of(accounts.requested(account, "home_region")) == "regional"
	not home
}

evidence := {
	"configuration.config:DescribeConfigurationRecorders.ConfigurationRecorders": [object.filter(each, {"name", "recordingGroup"}) | some each in recorders],
	"configuration.config:DescribeConfigurationRecorderStatus.ConfigurationRecordersStatus": [object.filter(each, {"name", "recording", "lastStatus"}) | each := status],
	"supplementary.requested.home_region": accounts.requested(account, "home_region"),
}
