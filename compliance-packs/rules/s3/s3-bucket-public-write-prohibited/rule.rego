# METADATA
# scope: package
# title: S3 buckets do not allow public write
# description: >-
#   The bucket's Block Public Access settings restrict public policies or its policy lets nobody from the public write;
#   and they ignore public ACLs or its ACL lets nobody from the public write.
# related_resources:
#   - ref: https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-public-write-prohibited.html
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
# custom:
#   id: s3-bucket-public-write-prohibited
#   severity: critical
#   title:
#     en: S3 buckets do not allow public write
#     ko: S3 버킷의 공개 쓰기 금지
#   description:
#     en: Checks that neither the bucket policy nor the bucket ACL lets the public write to the bucket, or that Block Public Access makes them ineffective.
#     ko: 버킷 정책이나 ACL이 불특정 다수에게 쓰기를 허용하지 않는지, 허용하더라도 퍼블릭 액세스 차단 설정이 이를 무효화하는지 점검함.
#   remediation:
#     en: Turn on all four Block Public Access settings of the bucket; take uploads from outside through pre-signed URLs.
#     ko: 버킷의 퍼블릭 액세스 차단 4개 항목을 모두 활성화한다. 외부에서 파일을 올려야 하면 사전 서명된 URL을 사용한다.
#   trigger: configuration
#   resource_types: [AWS::S3::Bucket]
#   relations: []
#   parameters: {}
package bongsu.rules.s3.s3_bucket_public_write_prohibited

import data.bongsu.lib.s3
import data.bongsu.lib.verdict as answer

bucket := input.resource

verdict := answer.other_type(bucket, ["AWS::S3::Bucket"])

# Asked once and passed on: OPA would evaluate a rule of its own for the FAIL and again for the PASS.
verdict := decide(s3.doors(bucket.supplementary, s3.write)) if bucket.type == "AWS::S3::Bucket"

decide(doors) := answer.fail(
	{
		"en": sprintf("The public can write to bucket %s: %d policy statement(s) and %d ACL grant(s) let it.", [bucket.name, count(doors.statements), count(doors.grants)]),
		"ko": sprintf("버킷 %s에 불특정 다수가 쓸 수 있음(허용 정책 구문 %d건, ACL 권한 %d건).", [bucket.name, count(doors.statements), count(doors.grants)]),
	},
	s3.evidence(bucket.supplementary, doors),
) if {
	count(doors.statements) + count(doors.grants) > 0
}

decide(doors) := answer.pass(
	{
		"en": sprintf("The public cannot write to bucket %s.", [bucket.name]),
		"ko": sprintf("버킷 %s에는 불특정 다수가 쓸 수 없음.", [bucket.name]),
	},
	s3.evidence(bucket.supplementary, doors),
) if {
	doors.proven
	count(doors.statements) + count(doors.grants) == 0
}
