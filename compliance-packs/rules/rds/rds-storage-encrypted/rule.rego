# METADATA
# scope: package
# title: RDS storage is encrypted
# description: The storage of the DB instance is encrypted and, where the kmsKeyId parameter names a key, with that key.
# related_resources:
#   - ref: https://docs.aws.amazon.com/config/latest/developerguide/rds-storage-encrypted.html
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html
# custom:
#   id: rds-storage-encrypted
#   severity: high
#   title:
#     en: RDS storage is encrypted
#     ko: RDS 스토리지 암호화
#   description:
#     en: Checks that the storage of the DB instance is encrypted, and with the given KMS key where one is given.
#     ko: DB 인스턴스의 스토리지가 암호화되어 있는지, KMS 키를 지정한 경우 해당 키로 암호화되어 있는지 점검함.
#   remediation:
#     en: Copy a snapshot with encryption on and restore the instance from it; encryption can't be turned on in place.
#     ko: 스냅샷을 암호화하여 복사한 뒤 그 스냅샷에서 인스턴스를 복원한다. 운영 중인 인스턴스에서 바로 활성화할 수는 없다.
#   trigger: configuration
#   resource_types: [AWS::RDS::DBInstance]
#   relations: []
#   parameters:
#     kmsKeyId: {type: string, default: "", description: ID or ARN of the KMS key the storage must be encrypted with; empty accepts any key.}
package bongsu.rules.rds.rds_storage_encrypted

import data.bongsu.lib.kms
import data.bongsu.lib.verdict as answer

instance := input.resource

configuration := instance.configuration

verdict := answer.other_type(instance, ["AWS::RDS::DBInstance"])

verdict := answer.fail(
	{
		"en": sprintf("The storage of DB instance %s is not encrypted.", [instance.name]),
		"ko": sprintf("DB 인스턴스 %s의 스토리지가 암호화되어 있지 않음.", [instance.name]),
	},
	{"configuration.storageEncrypted": false},
) if {
	instance.type == "AWS::RDS::DBInstance"
	configuration.storageEncrypted == false
}

verdict := answer.fail(
	{
		"en": sprintf("The storage of DB instance %s is encrypted with %s, not with %s.", [instance.name, configuration.kmsKeyId, input.parameters.kmsKeyId]),
		"ko": sprintf("DB 인스턴스 %s의 스토리지가 지정한 키 %s이(가) 아닌 %s(으)로 암호화되어 있음.", [instance.name, input.parameters.kmsKeyId, configuration.kmsKeyId]),
	},
	evidence,
) if {
	instance.type == "AWS::RDS::DBInstance"
	configuration.storageEncrypted == true
	kms.other_key(configuration.kmsKeyId, input.parameters.kmsKeyId)
}

verdict := answer.pass(
	{
		"en": sprintf("The storage of DB instance %s is encrypted.", [instance.name]),
		"ko": sprintf("DB 인스턴스 %s의 스토리지가 암호화되어 있음.", [instance.name]),
	},
	evidence,
) if {
	instance.type == "AWS::RDS::DBInstance"
	configuration.storageEncrypted == true
	kms.accepted_key(object.get(configuration, "kmsKeyId", null), input.parameters.kmsKeyId)
}

evidence := {
	"configuration.storageEncrypted": true,
	"configuration.kmsKeyId": object.get(configuration, "kmsKeyId", null),
	"parameters.kmsKeyId": input.parameters.kmsKeyId,
}
