# METADATA
# scope: package
# title: S3 buckets do not allow public read
# description: >-
#   The bucket's Block Public Access settings restrict public policies or its policy lets nobody from the public read;
#   and they ignore public ACLs or its ACL lets nobody from the public read.
# related_resources:
#   - ref: https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-public-read-prohibited.html
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
# custom:
#   id: s3-bucket-public-read-prohibited
#   severity: critical
#   title:
#     en: S3 buckets do not allow public read
#     ko: S3 버킷의 공개 읽기 금지
#   description:
#     en: Checks that neither the bucket policy nor the bucket ACL lets the public read the bucket, or that Block Public Access makes them ineffective.
#     ko: 버킷 정책이나 ACL이 불특정 다수에게 읽기를 허용하지 않는지, 허용하더라도 퍼블릭 액세스 차단 설정이 이를 무효화하는지 점검함.
#   remediation:
#     en: Turn on all four Block Public Access settings of the bucket; serve files that must be public through CloudFront with origin access control.
#     ko: 버킷의 퍼블릭 액세스 차단 4개 항목을 모두 활성화한다. 대외 공개가 필요한 파일은 CloudFront 원본 액세스 제어(OAC)를 통해 제공한다.
#   trigger: configuration
#   resource_types: [AWS::S3::Bucket]
#   relations: []
#   parameters: {}
package bongsu.rules.s3.s3_bucket_public_read_prohibited

import data.bongsu.lib.s3
import data.bongsu.lib.verdict as answer

bucket := input.resource

verdict := answer.other_type(bucket, ["AWS::S3::Bucket"])

# Asked once and passed on: OPA would evaluate a rule of its own for the FAIL and again for the PASS.
verdict := decide(s3.doors(bucket.supplementary, s3.read)) if bucket.type == "AWS::S3::Bucket"

decide(doors) := answer.fail(
	{
		"en": sprintf("The public can read bucket %s: %d policy statement(s) and %d ACL grant(s) let it.", [bucket.name, count(doors.statements), count(doors.grants)]),
		"ko": sprintf("버킷 %s을(를) 불특정 다수가 읽을 수 있음(허용 정책 구문 %d건, ACL 권한 %d건).", [bucket.name, count(doors.statements), count(doors.grants)]),
	},
	s3.evidence(bucket.supplementary, doors),
) if {
	count(doors.statements) + count(doors.grants) > 0
}

decide(doors) := answer.pass(
	{
		"en": sprintf("The public cannot read bucket %s.", [bucket.name]),
		"ko": sprintf("버킷 %s은(는) 불특정 다수가 읽을 수 없음.", [bucket.name]),
	},
	s3.evidence(bucket.supplementary, doors),
) if {
	doors.proven
	count(doors.statements) + count(doors.grants) == 0
}
