# METADATA
# scope: package
# title: RDS instances are not publicly accessible
# description: The publiclyAccessible field of the DB instance is false.
# related_resources:
#   - ref: https://docs.aws.amazon.com/config/latest/developerguide/rds-instance-public-access-check.html
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html
# custom:
#   id: rds-instance-public-access-check
#   severity: critical
#   title:
#     en: RDS instances are not publicly accessible
#     ko: RDS 인스턴스의 퍼블릭 액세스 금지
#   description:
#     en: Checks that the DB instance has no publicly resolvable address.
#     ko: DB 인스턴스가 외부에서 접근 가능한 공인 주소를 사용하지 않는지 점검함.
#   remediation:
#     en: Modify the instance so that public access is off, and keep it in private subnets.
#     ko: 인스턴스의 퍼블릭 액세스를 비활성화하고 프라이빗 서브넷에 배치한다.
#   trigger: configuration
#   resource_types: [AWS::RDS::DBInstance]
#   relations: []
#   parameters: {}
package bongsu.rules.rds.rds_instance_public_access_check

import data.bongsu.lib.verdict as answer

instance := input.resource

public := instance.configuration.publiclyAccessible

verdict := answer.other_type(instance, ["AWS::RDS::DBInstance"])

verdict := answer.fail(
	{
		"en": sprintf("DB instance %s is publicly accessible.", [instance.name]),
		"ko": sprintf("DB 인스턴스 %s의 퍼블릭 액세스가 활성화되어 있음.", [instance.name]),
	},
	{"configuration.publiclyAccessible": true},
) if {
	instance.type == "AWS::RDS::DBInstance"
	public == true
}

verdict := answer.pass(
	{
		"en": sprintf("DB instance %s is not publicly accessible.", [instance.name]),
		"ko": sprintf("DB 인스턴스 %s의 퍼블릭 액세스가 비활성화되어 있음.", [instance.name]),
	},
	{"configuration.publiclyAccessible": false},
) if {
	instance.type == "AWS::RDS::DBInstance"
	public == false
}
