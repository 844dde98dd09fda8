# METADATA
# scope: package
# title: Attached EBS volumes are encrypted
# description: >-
#   A volume attached to an instance is encrypted and, where the kmsId parameter names a key, with that key. Volumes
#   that are attached to nothing are not judged, as in AWS Config.
# related_resources:
#   - ref: https://docs.aws.amazon.com/config/latest/developerguide/encrypted-volumes.html
#   - ref: https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html
# custom:
#   id: encrypted-volumes
#   severity: medium
#   title:
#     en: Attached EBS volumes are encrypted
#     ko: 연결된 EBS 볼륨의 암호화
#   description:
#     en: Checks that a volume attached to an instance is encrypted, and with the given KMS key where one is given.
#     ko: 인스턴스에 연결된 볼륨이 암호화되어 있는지, KMS 키를 지정한 경우 해당 키로 암호화되어 있는지 점검함.
#   remediation:
#     en: Copy a snapshot of the volume with encryption on and replace the volume by one made from it; turn on EBS encryption by default for the Region.
#     ko: 볼륨의 스냅샷을 암호화하여 복사하고 그 스냅샷으로 만든 볼륨으로 교체한다. 리전 단위로 EBS 기본 암호화를 활성화한다.
#   trigger: configuration
#   resource_types: [AWS::EC2::Volume]
#   relations: []
#   parameters:
#     kmsId: {type: string, default: "", description: ID or ARN of the KMS key the volume must be encrypted with; empty accepts any key.}
package bongsu.rules.ec2.encrypted_volumes

import data.bongsu.lib.kms
import data.bongsu.lib.verdict as answer

volume := input.resource

configuration := volume.configuration

verdict := answer.other_type(volume, ["AWS::EC2::Volume"])

verdict := answer.not_applicable(
	{
		"en": sprintf("Volume %s is not attached to an instance.", [volume.id]),
		"ko": sprintf("볼륨 %s은(는) 인스턴스에 연결되어 있지 않음.", [volume.id]),
	},
	{"configuration.state": state},
) if {
	volume.type == "AWS::EC2::Volume"
	attached == false
}

verdict := answer.fail(
	{
		"en": sprintf("Volume %s is attached and not encrypted.", [volume.id]),
		"ko": sprintf("인스턴스에 연결된 볼륨 %s이(가) 암호화되어 있지 않음.", [volume.id]),
	},
	{"configuration.encrypted": false},
) if {
	volume.type == "AWS::EC2::Volume"
	attached
	configuration.encrypted == false
}

verdict := answer.fail(
	{
		"en": sprintf("Volume %s is encrypted with %s, not with %s.", [volume.id, configuration.kmsKeyId, input.parameters.kmsId]),
		"ko": sprintf("볼륨 %s이(가) 지정한 키 %s이(가) 아닌 %s(으)로 암호화되어 있음.", [volume.id, input.parameters.kmsId, configuration.kmsKeyId]),
	},
	evidence,
) if {
	volume.type == "AWS::EC2::Volume"
	attached
	configuration.encrypted == true
	kms.other_key(configuration.kmsKeyId, input.parameters.kmsId)
}

verdict := answer.pass(
	{
		"en": sprintf("Volume %s is encrypted.", [volume.id]),
		"ko": sprintf("볼륨 %s은(는) 암호화되어 있음.", [volume.id]),
	},
	evidence,
) if {
	volume.type == "AWS::EC2::Volume"
	attached
	configuration.encrypted == true
	kms.accepted_key(object.get(configuration, "kmsKeyId", null), input.parameters.kmsId)
}

# Config writes the state as a word or as {value}, depending on the age of the item.
state := word(configuration.state)

word(given) := given if is_string(given)

word(given) := given.value if is_object(given)

attached := state == "in-use" if state in {"creating", "available", "in-use", "deleting", "deleted", "error"}

evidence := {
	"configuration.encrypted": true,
	"configuration.kmsKeyId": object.get(configuration, "kmsKeyId", null),
	"parameters.kmsId": input.parameters.kmsId,
}
