package bongsu.rules.s3.s3_bucket_public_read_prohibited_test

import data.bongsu.rules.s3.s3_bucket_public_read_prohibited as rule

owner := {"grantee": {"id": "e7c8", "displayName": "owner"}, "permission": "FullControl"}

private := {"BucketPolicy": {"policyText": null}, "AccessControlList": {"grantSet": null, "grantList": [owner]}}

no_blocks := {
	"blockPublicAcls": false,
	"blockPublicPolicy": false,
	"ignorePublicAcls": false,
	"restrictPublicBuckets": false,
}

all_blocks := {
	"blockPublicAcls": true,
	"blockPublicPolicy": true,
	"ignorePublicAcls": true,
	"restrictPublicBuckets": true,
}

bucket(supplementary) := {
	"resource": {
		"type": "AWS::S3::Bucket",
		"id": "logs",
		"name": "logs",
		"arn": "arn:aws:s3:::logs",
		"configuration": {"name": "logs"},
		"supplementary": object.union(private, supplementary),
	},
	"parameters": {},
}

policy(statement) := {"BucketPolicy": {"policyText": {"Version": "2012-10-17", "Statement": [statement]}}}

public_statement := {"Sid": "Public", "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::logs/*"}

acl(grants) := {"AccessControlList": {"grantSet": null, "grantList": array.concat([owner], grants)}}

blocks(settings) := {"PublicAccessBlockConfiguration": settings}

status(supplementary) := answer if answer := rule.verdict.status with input as bucket(supplementary)

judged(supplementary) if rule.verdict with input as bucket(supplementary)

test_private_bucket_passes if {
	verdict := rule.verdict with input as bucket({})
	verdict.status == "PASS"
	verdict.evidence["supplementary.BucketPolicy.policyText.Statement"] == []
	verdict.evidence["supplementary.AccessControlList.grantList"] == []
}

test_public_policy_fails_and_says_which_statement if {
	verdict := rule.verdict with input as bucket(policy(public_statement))
	verdict.status == "FAIL"
	verdict.evidence["supplementary.BucketPolicy.policyText.Statement"] == [{"index": 0, "sid": "Public", "actions": ["s3:getobject"]}]
}

test_every_action_of_the_kind_counts if {
	every action in ["s3:ListBucket", "s3:GetBucketPolicyStatus", "s3:*", "*", "s3:Get*"] {
		status(policy(object.union(public_statement, {"Action": action}))) == "FAIL"
	}
}

test_allow_not_action_counts if {
	statement := object.union(object.remove(public_statement, ["Action"]), {"NotAction": "s3:PutObject"})
	status(policy(statement)) == "FAIL"
}

test_the_other_kind_of_access_passes if {
	status(policy(object.union(public_statement, {"Action": "s3:PutObject"}))) == "PASS"
	status(acl([{"grantee": "AllUsers", "permission": "Write"}])) == "PASS"
}

test_statement_narrowed_to_the_organization_passes if {
	condition := {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
	status(policy(object.union(public_statement, {"Condition": condition}))) == "PASS"
}

test_statement_for_another_account_passes if {
	statement := object.union(object.remove(public_statement, ["Principal"]), {"Principal": {"AWS": "444455556666"}})
	status(policy(statement)) == "PASS"
}

test_public_acl_fails_and_says_which_grant if {
	every group in ["AllUsers", "AuthenticatedUsers"] {
		every permission in ["Read", "ReadAcp", "FullControl"] {
			verdict := rule.verdict with input as bucket(acl([{"grantee": group, "permission": permission}]))
			verdict.status == "FAIL"
			count(verdict.evidence["supplementary.AccessControlList.grantList"]) == 1
		}
	}
}

test_grant_to_log_delivery_passes if {
	status(acl([{"grantee": "LogDelivery", "permission": "Read"}])) == "PASS"
}

test_restrict_public_buckets_closes_the_policy_only if {
	closed := blocks(object.union(no_blocks, {"restrictPublicBuckets": true}))
	status(object.union(policy(public_statement), closed)) == "PASS"
	status(object.union(acl([{"grantee": "AllUsers", "permission": "Read"}]), closed)) == "FAIL"
}

test_ignore_public_acls_closes_the_acl_only if {
	closed := blocks(object.union(no_blocks, {"ignorePublicAcls": true}))
	status(object.union(acl([{"grantee": "AllUsers", "permission": "Read"}]), closed)) == "PASS"
	status(object.union(policy(public_statement), closed)) == "FAIL"
}

test_block_settings_that_only_stop_new_grants_close_nothing if {
	closed := blocks(object.union(no_blocks, {"blockPublicAcls": true, "blockPublicPolicy": true}))
	status(object.union(policy(public_statement), closed)) == "FAIL"
	status(object.union(acl([{"grantee": "AllUsers", "permission": "Read"}]), closed)) == "FAIL"
}

test_all_blocks_make_the_rest_irrelevant if {
	status(object.union(policy("unreadable"), blocks(all_blocks))) == "PASS"
	status({"AccessControlList": null, "PublicAccessBlockConfiguration": all_blocks}) == "PASS"
}

test_proven_failure_needs_no_second_proof if {
	status(object.union(policy(public_statement), {"AccessControlList": null})) == "FAIL"
}

test_other_types_are_not_applicable if {
	verdict := rule.verdict with input as {"resource": {"type": "AWS::EC2::Volume"}}
	verdict.status == "NOT_APPLICABLE"
}

test_what_cannot_be_judged_has_no_verdict if {
	judged({})
	unreadable := [
		{"BucketPolicy": null},
		{"BucketPolicy": {"policyText": "{not json"}},
		{"BucketPolicy": {"policyText": {"Statement": [{"Effect": "Allow"}]}}},
		{"AccessControlList": null},
		{"AccessControlList": "AllUsers"},
		acl([{"permission": "Read"}]),
		blocks("on"),
		blocks({"restrictPublicBuckets": true}),
		object.union(policy(public_statement), blocks({"restrictPublicBuckets": "true"})),
	]
	every supplementary in unreadable { not judged(supplementary) }
	not rule.verdict with input as {"resource": {"type": "AWS::S3::Bucket", "name": "logs"}}
	not rule.verdict with input as {}
}
