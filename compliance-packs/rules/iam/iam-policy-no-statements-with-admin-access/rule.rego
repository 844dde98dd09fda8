# METADATA
# scope: package
# title: Customer managed IAM policies do not give full administrator access
# description: >-
#   No statement of the policy's default version allows every action on every resource. Conditions are not weighed, as
#   in AWS Config.
# related_resources:
#   - ref: https://docs.aws.amazon.com/config/latest/developerguide/iam-policy-no-statements-with-admin-access.html
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# custom:
#   id: iam-policy-no-statements-with-admin-access
#   severity: high
#   title:
#     en: Customer managed IAM policies do not give full administrator access
#     ko: 고객 관리형 IAM 정책의 전체 관리자 권한 부여 금지
#   description:
#     en: Checks that the default version of the policy has no statement that allows all actions on all resources.
#     ko: 정책의 기본 버전에 모든 자원에 대한 모든 작업을 허용하는 구문이 없는지 점검함.
#   remediation:
#     en: Replace the statement by the actions and resources the role needs; give administrators a permission set instead.
#     ko: 해당 구문을 직무에 필요한 작업과 자원만 허용하도록 변경하고, 관리자 권한은 권한 세트(Permission set)로 부여한다.
#   trigger: configuration
#   resource_types: [AWS::IAM::Policy]
#   relations: []
#   parameters: {}
package bongsu.rules.iam.iam_policy_no_statements_with_admin_access

import data.bongsu.lib.policy
import data.bongsu.lib.verdict as answer

resource := input.resource

verdict := answer.other_type(resource, ["AWS::IAM::Policy"])

verdict := answer.not_applicable(
	{
		"en": sprintf("Policy %s is managed by AWS.", [resource.name]),
		"ko": sprintf("정책 %s은(는) AWS 관리형 정책임.", [resource.name]),
	},
	{"resource.arn": resource.arn},
) if {
	resource.type == "AWS::IAM::Policy"
	aws_managed
}

verdict := answer.fail(
	{
		"en": sprintf("Policy %s allows all actions on all resources in %d statement(s).", [resource.name, count(admin_statements)]),
		"ko": sprintf("정책 %s이(가) 모든 자원에 대한 모든 작업을 허용함(해당 구문 %d건).", [resource.name, count(admin_statements)]),
	},
	evidence,
) if {
	resource.type == "AWS::IAM::Policy"
	not aws_managed
	count(admin_statements) > 0
}

verdict := answer.pass(
	{
		"en": sprintf("Policy %s has no statement that allows all actions on all resources.", [resource.name]),
		"ko": sprintf("정책 %s에는 모든 자원에 대한 모든 작업을 허용하는 구문이 없음.", [resource.name]),
	},
	evidence,
) if {
	resource.type == "AWS::IAM::Policy"
	is_string(resource.arn)
	not aws_managed
	count(admin_statements) == 0
}

aws_managed if regex.match(`^arn:[^:]+:iam::aws:policy/`, resource.arn)

default_version := versions[0] if {
	versions := [version |
		some version in resource.configuration.policyVersionList
		version.isDefaultVersion == true
	]
	count(versions) == 1
}

admin_statements := [{"index": statement.index, "sid": statement.sid, "conditional": count(statement.conditions) > 0} |
	some statement in statements
	statement.effect == "Allow"
	some action in statement.actions
	all_of_it(action)
	some target in statement.resources
	all_of_it(target)
] if {
	statements := policy.statements(default_version.document)
}

# "*", and the ways to write the same: "**", and "*:*" for actions.
all_of_it(pattern) if regex.match(`^\*+(:\*+)?$`, pattern)

evidence := {
	"configuration.policyVersionList.versionId": object.get(default_version, "versionId", null),
	"configuration.policyVersionList.document.Statement": admin_statements,
}
