# METADATA
# scope: package
# title: "EBS encryption by default is on"
# description: >-
#   New EBS volumes and copies of snapshots in the region are encrypted without anybody asking for it.
# related_resources:
#   - ref: https://docs.aws.amazon.com/config/latest/developerguide/ec2-ebs-encryption-by-default.html
#   - ref: https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html
# custom:
#   id: ec2-ebs-encryption-by-default
#   severity: high
#   title:
#     en: "EBS encryption by default is on"
#     ko: "EBS 기본 암호화 활성화"
#   description:
#     en: "Checks that new EBS volumes of the region are encrypted by default."
#     ko: "리전에서 새로 만드는 EBS 볼륨이 기본으로 암호화되는지 점검함."
#   remediation:
#     en: "Turn on EBS encryption by default in the region."
#     ko: "리전의 EBS 기본 암호화를 활성화한다."
#   trigger: configuration
#   resource_types: ["AWS::::Account"]
#   relations: []
#   parameters: {}
package bongsu.rules.ec2.ec2_ebs_encryption_by_default

import data.bongsu.lib.account as accounts
import data.bongsu.lib.verdict as answer

account := input.resource

verdict := accounts.out_of_scope(account, "regional")

on := account.configuration["ec2:GetEbsEncryptionByDefault"].EbsEncryptionByDefault

evidence := {"configuration.ec2:GetEbsEncryptionByDefault.EbsEncryptionByDefault": on}

verdict := answer.fail(
	{
		"en": sprintf("New EBS volumes of account %s in %s are not encrypted by default.", [account.account, account.region]),
		"ko": sprintf("계정 %s의 %s에서 EBS 기본 암호화가 비활성화되어 있음.", [account.account, account.region]),
	},
	evidence,
) if {
	accounts.judged(account, "regional")
	on == false
}

verdict := answer.pass(
	{
		"en": sprintf("New EBS volumes of account %s in %s are encrypted by default.", [account.account, account.region]),
		"ko": sprintf("계정 %s의 %s에서 EBS 기본 암호화가 활성화되어 있음.", [account.account, account.region]),
	},
	evidence,
) if {
	accounts.judged(account, "regional")
	on == true
}
