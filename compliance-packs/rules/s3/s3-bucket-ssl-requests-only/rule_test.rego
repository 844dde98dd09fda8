package bongsu.rules.s3.s3_bucket_ssl_requests_only_test

import data.bongsu.rules.s3.s3_bucket_ssl_requests_only as rule

bucket(policy_text) := {
	"resource": {
		"type": "AWS::S3::Bucket",
		"id": "logs",
		"name": "logs",
		"arn": "arn:aws:s3:::logs",
		"configuration": {"name": "logs"},
		"supplementary": {"BucketPolicy": {"policyText": policy_text}},
	},
	"parameters": {},
}

policy(statements) := {"Version": "2012-10-17", "Statement": statements}

tls_only := {
	"Sid": "TlsOnly",
	"Effect": "Deny",
	"Principal": "*",
	"Action": "s3:*",
	"Resource": ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"],
	"Condition": {"Bool": {"aws:SecureTransport": "false"}},
}

with_(extra) := object.union(object.remove(tls_only, object.keys(extra)), extra)

status(statements) := answer if answer := rule.verdict.status with input as bucket(policy(statements))

test_deny_without_tls_passes if {
	verdict := rule.verdict with input as bucket(policy([tls_only]))
	verdict.status == "PASS"
	verdict.evidence == {"supplementary.BucketPolicy.policyText.Statement": [{"index": 0, "sid": "TlsOnly"}]}
}

test_spellings_of_the_same_deny_pass if {
	spellings := [
		{"Principal": {"AWS": "*"}},
		{"Principal": {"AWS": ["*"]}},
		{"Action": "*"},
		{"Action": ["S3:*"]},
		{"Resource": "*"},
		{"Resource": "arn:aws:s3:::logs*"},
		{"Resource": "arn:aws:s3:::*"},
		{"Condition": {"Bool": {"aws:SecureTransport": false}}},
		{"Condition": {"Bool": {"AWS:SecureTransport": ["False"]}}},
		{"Condition": {"BoolIfExists": {"aws:SecureTransport": "false"}}},
	]
	every spelling in spellings { status([with_(spelling)]) == "PASS" }
}

test_two_statements_may_share_the_work if {
	status([with_({"Resource": "arn:aws:s3:::logs"}), with_({"Resource": "arn:aws:s3:::logs/*"})]) == "PASS"
}

test_other_statements_do_not_matter if {
	status([{"Effect": "Allow", "Principal": {"AWS": "444455556666"}, "Action": "s3:GetObject", "Resource": "*"}, tls_only]) == "PASS"
}

test_bucket_without_policy_fails if {
	verdict := rule.verdict with input as bucket(null)
	verdict.status == "FAIL"
	contains(verdict.message.en, "arn:aws:s3:::logs and arn:aws:s3:::logs/*")
}

test_deny_that_leaves_a_gap_fails if {
	gaps := [
		{"Resource": "arn:aws:s3:::logs"},
		{"Resource": "arn:aws:s3:::logs/*"},
		{"Resource": ["arn:aws:s3:::logs", "arn:aws:s3:::logs/private/*"]},
		{"Resource": ["arn:aws:s3:::other", "arn:aws:s3:::other/*"]},
		{"Action": "s3:GetObject"},
		{"Action": ["s3:Get*", "s3:Put*"]},
		{"Principal": {"AWS": "444455556666"}},
		{"Effect": "Allow"},
		{"Condition": {"Bool": {"aws:SecureTransport": "true"}}},
		{"Condition": {"Bool": {"aws:SecureTransport": ["true", "false"]}}},
		{"Condition": {"Bool": {"aws:SecureTransport": "false"}, "StringEquals": {"aws:PrincipalAccount": "444455556666"}}},
		{"Condition": {"NumericLessThan": {"s3:TlsVersion": "1.2"}}},
		{"Condition": {"StringEquals": {"aws:SecureTransport": "false"}}},
	]
	every gap in gaps { status([with_(gap)]) == "FAIL" }
}

test_deny_by_exclusion_fails if {
	status([object.union(object.remove(tls_only, ["Action"]), {"NotAction": "s3:ListBucket"})]) == "FAIL"
	status([object.union(object.remove(tls_only, ["Resource"]), {"NotResource": "arn:aws:s3:::other"})]) == "FAIL"
	status([object.union(object.remove(tls_only, ["Principal"]), {"NotPrincipal": {"AWS": "444455556666"}})]) == "FAIL"
}

test_allow_with_tls_alone_fails if {
	status([with_({"Effect": "Allow", "Condition": {"Bool": {"aws:SecureTransport": "true"}}})]) == "FAIL"
}

test_other_partitions_have_their_own_arns if {
	resource := object.union(bucket(null).resource, {
		"arn": "arn:aws-cn:s3:::logs",
		"supplementary": {"BucketPolicy": {"policyText": policy([with_({"Resource": ["arn:aws-cn:s3:::logs", "arn:aws-cn:s3:::logs/*"]})])}},
	})
	verdict := rule.verdict with input as {"resource": resource}
	verdict.status == "PASS"
}

test_other_types_are_not_applicable if {
	verdict := rule.verdict with input as {"resource": {"type": "AWS::EC2::Volume"}}
	verdict.status == "NOT_APPLICABLE"
}

test_what_cannot_be_judged_has_no_verdict if {
	judged(bucket(null))
	every text in ["{not json", [], {}, policy(["deny"])] {
		not judged(bucket(text))
	}
	not judged({"resource": object.remove(bucket(null).resource, ["supplementary"])})
	not judged({"resource": object.remove(bucket(null).resource, ["arn"])})
	not judged({})
}

judged(given) if rule.verdict with input as given
