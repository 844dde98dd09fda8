# METADATA
# scope: package
# title: S3 buckets deny requests without TLS
# description: >-
#   The bucket policy denies everyone every action on the bucket and on its objects when aws:SecureTransport is false.
#   Without such a Deny, Amazon S3 answers plain HTTP.
# related_resources:
#   - ref: https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-ssl-requests-only.html
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
# custom:
#   id: s3-bucket-ssl-requests-only
#   severity: medium
#   title:
#     en: S3 buckets deny requests without TLS
#     ko: S3 버킷의 비암호화(HTTP) 요청 거부
#   description:
#     en: Checks that the bucket policy explicitly denies every request that does not use TLS.
#     ko: 버킷 정책이 TLS를 사용하지 않는 모든 요청을 명시적으로 거부하는지 점검함.
#   remediation:
#     en: Add a Deny statement for principal "*", action "s3:*", the bucket and its objects, with the condition Bool aws:SecureTransport false.
#     ko: 주체 "*", 작업 "s3:*", 버킷과 전체 객체를 대상으로 하고 조건이 Bool aws:SecureTransport false인 Deny 구문을 버킷 정책에 추가한다.
#   trigger: configuration
#   resource_types: [AWS::S3::Bucket]
#   relations: []
#   parameters: {}
package bongsu.rules.s3.s3_bucket_ssl_requests_only

import data.bongsu.lib.policy
import data.bongsu.lib.s3
import data.bongsu.lib.verdict as answer

bucket := input.resource

verdict := answer.other_type(bucket, ["AWS::S3::Bucket"])

verdict := answer.fail(
	{
		"en": sprintf("Bucket %s answers requests without TLS: no policy statement denies them for %s.", [bucket.name, concat(" and ", open_resources)]),
		"ko": sprintf("버킷 %s이(가) TLS를 사용하지 않는 요청을 허용함: 거부 구문이 없는 대상은 %s.", [bucket.name, concat(", ", open_resources)]),
	},
	evidence,
) if {
	bucket.type == "AWS::S3::Bucket"
	count(open_resources) > 0
}

verdict := answer.pass(
	{
		"en": sprintf("Bucket %s denies every request without TLS.", [bucket.name]),
		"ko": sprintf("버킷 %s은(는) TLS를 사용하지 않는 모든 요청을 거부함.", [bucket.name]),
	},
	evidence,
) if {
	bucket.type == "AWS::S3::Bucket"
	count(open_resources) == 0
}

statements := s3.policy_statements(bucket.supplementary)

# The bucket itself and its objects are two resources to IAM; both must be denied, by one statement or by two.
protected_resources := [bucket.arn, concat("", [bucket.arn, "/*"])] if startswith(bucket.arn, "arn:")

open_resources := [resource |
	some resource in protected_resources
	not denied(resource)
] if {
	is_array(protected_resources)
	is_array(statements)
}

denied(resource) if {
	some statement in denies
	some pattern in statement.resources
	policy.covers(pattern, resource)
}

denies := [statement |
	some statement in statements
	statement.effect == "Deny"
	policy.literally_everyone(statement)
	some action in statement.actions
	lower(action) in {"*", "s3:*"}
	without_tls(statement.conditions)
]

# A further condition would let some plain requests through.
without_tls(conditions) if {
	count(conditions) == 1
	conditions[0].operator == "bool"
	conditions[0].set == ""
	conditions[0].key == "aws:securetransport"
	{lower(value) | some value in conditions[0].values} == {"false"}
}

evidence := {"supplementary.BucketPolicy.policyText.Statement": [{"index": statement.index, "sid": statement.sid} | some statement in denies]}
