# METADATA
# scope: package
# title: The root user is not used
# description: >-
#   The root user of an account did something itself: the identity is Root, no AWS service acted for it, and the event
#   is not one that AWS generated. Failed calls count, since they too need the root user's credentials or a guess at them.
# related_resources:
#   - ref: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html
#   - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-1
# custom:
#   id: root-user-activity
#   severity: critical
#   title:
#     en: The root user is not used
#     ko: 루트 사용자 사용 금지
#   description:
#     en: Reports every action of an account's root user that no AWS service made on its behalf.
#     ko: AWS 서비스가 대신 수행한 것을 제외하고 계정 루트 사용자가 직접 수행한 모든 행위를 탐지함.
#   remediation:
#     en: Ask the account's owner why the root user was used; if nobody can say, treat it as an incident. Change its password, delete its access keys, check its MFA, and use a permission set for daily work.
#     ko: 계정 담당자에게 루트 사용자 사용 사유를 확인하고, 소명되지 않으면 침해사고로 대응한다. 비밀번호 변경, 액세스 키 삭제, MFA 점검을 수행하고 일상 업무에는 권한 세트를 사용한다.
#   trigger: event
#   match:
#     user_identity_type: [Root]
#   relations: []
#   parameters: {}
package bongsu.rules.account.root_user_activity

import data.bongsu.lib.verdict as answer

event := input.event

identity := event.userIdentity

verdict := answer.not_applicable(
	{
		"en": sprintf("%s was not done by the root user.", [event.eventName]),
		"ko": sprintf("%s은(는) 루트 사용자의 행위가 아님.", [event.eventName]),
	},
	{"event.userIdentity.type": identity.type},
) if {
	is_string(identity.type)
	identity.type != "Root"
}

verdict := answer.pass(
	{
		"en": sprintf("%s was done by AWS in the name of the root user.", [event.eventName]),
		"ko": sprintf("%s은(는) AWS가 루트 사용자 명의로 수행한 행위임.", [event.eventName]),
	},
	evidence,
) if {
	identity.type == "Root"
	is_string(event.eventType)
	by_aws
}

verdict := answer.fail(
	{
		"en": sprintf("The root user of account %s called %s (%s) from %s.", [account, event.eventName, event.eventSource, source]),
		"ko": sprintf("계정 %s의 루트 사용자가 %s에서 %s(%s)을(를) 호출함.", [account, source, event.eventName, event.eventSource]),
	},
	evidence,
) if {
	identity.type == "Root"
	is_string(event.eventType)
	not by_aws
}

# What somebody does in the console while signed in as root may carry the sign-in service as invokedBy: still a person.
by_aws if {
	is_string(identity.invokedBy)
	identity.invokedBy != "signin.amazonaws.com"
}

by_aws if event.eventType == "AwsServiceEvent"

account := object.get(identity, "accountId", object.get(event, "recipientAccountId", "?"))

source := object.get(event, "sourceIPAddress", "?")

evidence := {
	"event.userIdentity.arn": object.get(identity, "arn", null),
	"event.userIdentity.invokedBy": object.get(identity, "invokedBy", null),
	"event.eventType": event.eventType,
	"event.eventName": event.eventName,
	"event.sourceIPAddress": object.get(event, "sourceIPAddress", null),
	"event.errorCode": object.get(event, "errorCode", null),
	"event.additionalEventData.MFAUsed": object.get(event, ["additionalEventData", "MFAUsed"], null),
}
