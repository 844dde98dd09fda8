# METADATA
# scope: package
# title: KMS keys are not scheduled for deletion
# description: >-
#   The state of the customer managed key is none of those that end in its deletion. Keys that AWS manages can't be
#   scheduled by the customer and are not judged.
# related_resources:
#   - ref: https://docs.aws.amazon.com/config/latest/developerguide/kms-cmk-not-scheduled-for-deletion.html
#   - ref: https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
# custom:
#   id: kms-cmk-not-scheduled-for-deletion
#   severity: high
#   title:
#     en: KMS keys are not scheduled for deletion
#     ko: KMS 키의 삭제 예약 여부
#   description:
#     en: Checks that a customer managed KMS key is not scheduled for deletion.
#     ko: 고객 관리형 KMS 키가 삭제 예약 상태가 아닌지 점검함.
#   remediation:
#     en: Cancel the deletion before the waiting period ends unless no data depends on the key any more.
#     ko: 해당 키로 암호화된 데이터가 남아 있으면 대기 기간이 끝나기 전에 삭제 예약을 취소한다.
#   trigger: configuration
#   resource_types: [AWS::KMS::Key]
#   relations: []
#   parameters:
#     kmsKeyIds: {type: string, default: "", description: Comma-separated ids or ARNs of the keys to judge; empty judges every key.}
package bongsu.rules.kms.kms_cmk_not_scheduled_for_deletion

import data.bongsu.lib.kms
import data.bongsu.lib.verdict as answer

key := input.resource

configuration := key.configuration

verdict := answer.other_type(key, ["AWS::KMS::Key"])

verdict := answer.not_applicable(
	{
		"en": sprintf("Key %s is managed by AWS.", [key.id]),
		"ko": sprintf("키 %s은(는) AWS 관리형 키임.", [key.id]),
	},
	{"configuration.keyManager": "AWS"},
) if {
	key.type == "AWS::KMS::Key"
	configuration.keyManager == "AWS"
}

verdict := answer.not_applicable(
	{
		"en": sprintf("Key %s is not one of the keys to judge.", [key.id]),
		"ko": sprintf("키 %s은(는) 점검 대상으로 지정한 키가 아님.", [key.id]),
	},
	{"parameters.kmsKeyIds": input.parameters.kmsKeyIds},
) if {
	customer_managed
	not wanted
	is_string(input.parameters.kmsKeyIds)
}

verdict := answer.fail(
	{
		"en": sprintf("Key %s is scheduled for deletion.", [key.id]),
		"ko": sprintf("키 %s이(가) 삭제 예약 상태임.", [key.id]),
	},
	evidence,
) if {
	customer_managed
	wanted
	state in {"pendingdeletion", "pendingreplicadeletion"}
}

verdict := answer.pass(
	{
		"en": sprintf("Key %s is not scheduled for deletion.", [key.id]),
		"ko": sprintf("키 %s은(는) 삭제 예약 상태가 아님.", [key.id]),
	},
	evidence,
) if {
	customer_managed
	wanted
	state in {"creating", "enabled", "disabled", "pendingimport", "unavailable", "updating"}
}

customer_managed if {
	key.type == "AWS::KMS::Key"
	configuration.keyManager == "CUSTOMER"
}

wanted if input.parameters.kmsKeyIds == ""

wanted if {
	some id in split(input.parameters.kmsKeyIds, ",")
	trim_space(id) != ""
	kms.same_key(key.arn, trim_space(id))
}

# PendingDeletion and PENDING_DELETION, depending on which SDK wrote the item.
state := replace(lower(configuration.keyState), "_", "")

evidence := {
	"configuration.keyState": configuration.keyState,
	"configuration.deletionDate": object.get(configuration, "deletionDate", null),
}
