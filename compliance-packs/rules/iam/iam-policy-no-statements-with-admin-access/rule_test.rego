package bongsu.rules.iam.iam_policy_no_statements_with_admin_access_test

import data.bongsu.rules.iam.iam_policy_no_statements_with_admin_access as rule

policy(versions) := {
	"resource": {
		"type": "AWS::IAM::Policy",
		"id": "ANPA1234567890EXAMPLE",
		"name": "deploy",
		"arn": "arn:aws:iam::111122223333:policy/deploy",
		"configuration": {"policyName": "deploy", "policyVersionList": versions},
		"supplementary": {},
	},
	"parameters": {},
}

version(id, in_force, statements) := {
	"versionId": id,
	"isDefaultVersion": in_force,
	"document": {"Version": "2012-10-17", "Statement": statements},
}

admin := {"Sid": "Admin", "Effect": "Allow", "Action": "*", "Resource": "*"}

status(statements) := answer if answer := rule.verdict.status with input as policy([version("v1", true, statements)])

judged(given) if rule.verdict with input as given

test_full_access_to_one_service_passes if {
	status({"Effect": "Allow", "Action": "s3:*", "Resource": "*"}) == "PASS"
}

test_all_actions_on_one_resource_pass if {
	status({"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::logs"}) == "PASS"
}

test_deny_of_everything_passes if status(object.union(admin, {"Effect": "Deny"})) == "PASS"

test_empty_policy_passes if status([]) == "PASS"

test_admin_fails_and_says_which_statement if {
	verdict := rule.verdict with input as policy([version("v3", true, [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}, admin])])
	verdict.status == "FAIL"
	verdict.evidence == {
		"configuration.policyVersionList.versionId": "v3",
		"configuration.policyVersionList.document.Statement": [{"index": 1, "sid": "Admin", "conditional": false}],
	}
}

test_spellings_of_admin_fail if {
	spellings := [
		{"Action": ["*"]},
		{"Action": ["s3:*", "*"]},
		{"Action": "*:*"},
		{"Action": "**"},
		{"Resource": ["*"]},
		{"Resource": ["arn:aws:s3:::logs", "*"]},
	]
	every spelling in spellings { status(object.union(admin, spelling)) == "FAIL" }
}

test_condition_does_not_excuse_as_in_aws_config if {
	verdict := rule.verdict with input as policy([version("v1", true, [object.union(admin, {"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}})])])
	verdict.status == "FAIL"
	verdict.evidence["configuration.policyVersionList.document.Statement"][0].conditional
}

test_not_action_and_not_resource_pass_as_in_aws_config if {
	status({"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}) == "PASS"
	status({"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:s3:::logs"}) == "PASS"
}

test_only_the_default_version_counts if {
	verdict := rule.verdict with input as policy([version("v1", false, [admin]), version("v2", true, [])])
	verdict.status == "PASS"
	verdict.evidence["configuration.policyVersionList.versionId"] == "v2"
}

test_aws_managed_policies_are_not_applicable if {
	given := object.union(policy([version("v1", true, [admin])]), {"resource": {"arn": "arn:aws:iam::aws:policy/AdministratorAccess"}})
	verdict := rule.verdict with input as given
	verdict.status == "NOT_APPLICABLE"
}

test_other_types_are_not_applicable if {
	verdict := rule.verdict with input as {"resource": {"type": "AWS::IAM::Role"}}
	verdict.status == "NOT_APPLICABLE"
}

test_what_cannot_be_judged_has_no_verdict if {
	judged(policy([version("v1", true, [])]))
	unreadable := [
		null,
		[],
		[version("v1", false, [])],
		[version("v1", true, []), version("v2", true, [])],
		[{"versionId": "v1", "isDefaultVersion": true}],
		[{"versionId": "v1", "isDefaultVersion": true, "document": "%7B%22Version"}],
		[version("v1", true, [{"Effect": "Allow"}])],
		[version("v1", true, ["admin"])],
	]
	every versions in unreadable { not judged(policy(versions)) }
	not judged({"resource": object.remove(policy([version("v1", true, [])]).resource, ["arn"])})
	not judged({"resource": {"type": "AWS::IAM::Policy"}})
	not judged({})
}
