# METADATA
# scope: package
# title: Security logging is not switched off
# description: >-
#   A call that stops, deletes or narrows CloudTrail, AWS Config or GuardDuty in an account. A call that AWS refused
#   changed nothing and passes, with the refusal as evidence.
# related_resources:
#   - ref: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html
#   - ref: https://docs.aws.amazon.com/config/latest/developerguide/stop-start-recorder.html
#   - ref: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_suspend-disable.html
# custom:
#   id: security-logging-switched-off
#   severity: critical
#   title:
#     en: Security logging is not switched off
#     ko: 보안 로그 수집 중단 행위 탐지
#   description:
#     en: Reports calls that stop, delete or narrow CloudTrail, AWS Config or GuardDuty.
#     ko: CloudTrail, AWS Config, GuardDuty를 중지, 삭제하거나 수집 범위를 축소하는 호출을 탐지함.
#   remediation:
#     en: Turn the service back on, find out who made the call and why, and look at what happened while it was off. Deny these calls to everyone but the platform by a service control policy.
#     ko: 해당 서비스를 즉시 다시 활성화하고 행위자와 사유를 확인하며, 중단된 동안의 행위를 조사한다. 플랫폼 외에는 이 호출을 서비스 제어 정책(SCP)으로 차단한다.
#   trigger: event
#   match:
#     event_source: [cloudtrail.amazonaws.com, config.amazonaws.com, guardduty.amazonaws.com]
#     event_name:
#       - StopLogging
#       - DeleteTrail
#       - UpdateTrail
#       - PutEventSelectors
#       - StopEventDataStoreIngestion
#       - DeleteEventDataStore
#       - StopConfigurationRecorder
#       - DeleteConfigurationRecorder
#       - DeleteDeliveryChannel
#       - DeleteDetector
#       - UpdateDetector
#       - DeleteMembers
#       - DisassociateMembers
#       - StopMonitoringMembers
#       - DisassociateFromMasterAccount
#       - DisassociateFromAdministratorAccount
#   relations: []
#   parameters:
#     allowedExcludedSources:
#       type: array
#       items: {type: string}
#       default: []
#       description: Event sources (kms.amazonaws.com, rdsdata.amazonaws.com) whose management events a trail may leave out.
package bongsu.rules.logging.security_logging_switched_off

import data.bongsu.lib.cloudtrail
import data.bongsu.lib.verdict as answer

event := input.event

parameters := event.requestParameters

# Calls that switch something off whatever their parameters say.
always := {
	"cloudtrail.amazonaws.com": {"StopLogging", "DeleteTrail", "StopEventDataStoreIngestion", "DeleteEventDataStore"},
	"config.amazonaws.com": {"StopConfigurationRecorder", "DeleteConfigurationRecorder", "DeleteDeliveryChannel"},
	"guardduty.amazonaws.com": {
		"DeleteDetector",
		"DeleteMembers",
		"DisassociateMembers",
		"StopMonitoringMembers",
		"DisassociateFromMasterAccount",
		"DisassociateFromAdministratorAccount",
	},
}

# Calls that do so by what they ask for.
depends := {
	"cloudtrail.amazonaws.com": {"UpdateTrail", "PutEventSelectors"},
	"guardduty.amazonaws.com": {"UpdateDetector"},
}

verdict := answer.not_applicable(
	{
		"en": sprintf("%s does not switch security logging off.", [event.eventName]),
		"ko": sprintf("%s은(는) 보안 로그 수집과 관련된 호출이 아님.", [event.eventName]),
	},
	{"event.eventSource": event.eventSource, "event.eventName": event.eventName},
) if {
	is_string(event.eventSource)
	is_string(event.eventName)
	not concerned
}

verdict := answer.pass(
	{
		"en": sprintf("AWS refused %s (%s); nothing was switched off.", [event.eventName, event.errorCode]),
		"ko": sprintf("%s 호출이 거부되어(%s) 중단된 것이 없음.", [event.eventName, event.errorCode]),
	},
	object.union(evidence, {"event.errorCode": event.errorCode}),
) if {
	concerned
	is_string(event.errorCode)
}

verdict := answer.pass(
	{
		"en": sprintf("%s leaves logging as complete as it was.", [event.eventName]),
		"ko": sprintf("%s 호출로 수집 범위가 축소되지 않음.", [event.eventName]),
	},
	object.union(evidence, {"event.requestParameters": parameters}),
) if {
	succeeded
	by_parameters
	readable
	count(narrowed) == 0
}

verdict := answer.fail(
	{
		"en": sprintf("%s called %s (%s) in account %s.", [actor, event.eventName, event.eventSource, account]),
		"ko": sprintf("%s이(가) 계정 %s에서 %s(%s)을(를) 호출함.", [actor, account, event.eventName, event.eventSource]),
	},
	object.union(evidence, {"event.requestParameters": object.get(event, "requestParameters", null)}),
) if {
	succeeded
	event.eventName in always[event.eventSource]
}

verdict := answer.fail(
	{
		"en": sprintf("%s called %s (%s) in account %s and narrowed %s.", [actor, event.eventName, event.eventSource, account, concat(", ", narrowed)]),
		"ko": sprintf("%s이(가) 계정 %s에서 %s(%s)을(를) 호출하여 수집 범위를 축소함(%s).", [actor, account, event.eventName, event.eventSource, concat(", ", narrowed)]),
	},
	object.union(evidence, {"event.requestParameters": parameters}),
) if {
	succeeded
	by_parameters
	count(narrowed) > 0
}

concerned if event.eventName in always[event.eventSource]

concerned if by_parameters

by_parameters if event.eventName in depends[event.eventSource]

succeeded if {
	concerned
	object.get(event, "errorCode", null) == null
}

# The settings that this call takes away, by their names in requestParameters.
narrowed contains name if {
	event.eventName == "UpdateTrail"
	some name in trail_settings
	parameters[name] == false
}

narrowed contains "enable" if {
	event.eventName == "UpdateDetector"
	parameters.enable == false
}

narrowed contains "eventSelectors" if {
	event.eventName == "PutEventSelectors"
	cloudtrail.basic(parameters)
	not cloudtrail.records_all_management_events(parameters.eventSelectors, input.parameters.allowedExcludedSources)
}

narrowed contains "advancedEventSelectors" if {
	event.eventName == "PutEventSelectors"
	cloudtrail.advanced(parameters)
	not cloudtrail.advanced_records_all_management_events(parameters.advancedEventSelectors, input.parameters.allowedExcludedSources)
}

# The parameters say, in types that can be read, what was asked for.
readable if {
	event.eventName == "PutEventSelectors"
	is_array(input.parameters.allowedExcludedSources)
	cloudtrail.basic(parameters)
}

readable if {
	event.eventName == "PutEventSelectors"
	is_array(input.parameters.allowedExcludedSources)
	cloudtrail.advanced(parameters)
}

readable if {
	event.eventName == "UpdateTrail"
	every name in trail_settings { is_boolean(object.get(parameters, name, true)) }
}

readable if {
	event.eventName == "UpdateDetector"
	is_boolean(object.get(parameters, "enable", true))
}

trail_settings := {"includeGlobalServiceEvents", "isMultiRegionTrail", "isOrganizationTrail", "enableLogFileValidation"}

actor := object.get(event, ["userIdentity", "arn"], object.get(event, ["userIdentity", "invokedBy"], "?"))

account := object.get(event, "recipientAccountId", object.get(event, ["userIdentity", "accountId"], "?"))

evidence := {
	"event.eventSource": event.eventSource,
	"event.eventName": event.eventName,
	"event.userIdentity.arn": object.get(event, ["userIdentity", "arn"], null),
}
