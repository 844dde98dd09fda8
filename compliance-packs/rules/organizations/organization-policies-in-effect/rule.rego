# METADATA
# scope: package
# title: "The organization's policies are in effect"
# description: >-
#   Every service control policy and resource control policy that the request names is attached to the account,
#   or to the place where it will stand, or to an ancestor of that.
# related_resources:
#   - ref: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
#   - ref: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
# custom:
#   id: organization-policies-in-effect
#   severity: critical
#   title:
#     en: "The organization's policies are in effect"
#     ko: "조직 정책의 적용"
#   description:
#     en: "Checks that the demanded SCPs and RCPs are attached to the account or above it."
#     ko: "요구한 SCP와 RCP가 계정 또는 상위 위치에 연결되어 있는지 점검함."
#   remediation:
#     en: "Attach the missing policy to the OU of the account."
#     ko: "누락된 정책을 계정의 OU에 연결한다."
#   trigger: configuration
#   resource_types: ["AWS::::Account"]
#   relations: []
#   parameters: {}
package bongsu.rules.organizations.organization_policies_in_effect

import data.bongsu.lib.account as accounts
import data.bongsu.lib.verdict as answer

account := input.resource

verdict := accounts.out_of_scope(account, "global")

requested := wanted if {
	wanted := accounts.requested(account, "policies")
	is_array(wanted)
	every policy in wanted {
		policy.type in {"SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"}
		is_string(policy.name)
	}
}

parents := account.configuration["organizations:ListParents"]

attached := account.configuration["organizations:ListPoliciesForTarget"]

parent := listed[0].Id if {
	listed := parents[account.account].Parents
	count(listed) == 1
}

# Where the account will stand, while it waits; where it stands, afterwards.
start := accounts.requested(account, "ou") if parent == accounts.requested(account, "holding_ou")

start := parent if {
	is_string(accounts.requested(account, "holding_ou"))
	accounts.requested(account, "holding_ou") != ""
	parent != accounts.requested(account, "holding_ou")
}

above := {child: {each.Id | some each in said.Parents} | some child, said in parents}

# The start and everything above it, roots included, which have no parents and so no entry of their own.
chain := (inner | {place | some child in inner; some place in above[child]}) | {start} if {
	regex.match(`^(ou|r)-[a-z0-9-]+$`, start)
	inner := graph.reachable(above, {start})
}

complete if {
	some place in chain
	startswith(place, "r-")
}

has(place, policy) if {
	some each in attached[place][policy.type].Policies
	each.Name == policy.name
	each.Type == policy.type
}

without(place, policy) if {
	is_array(attached[place][policy.type].Policies)
	not has(place, policy)
}

in_effect contains policy if {
	some policy in requested
	some place in (chain | {account.account})
	has(place, policy)
}

missing contains policy if {
	complete
	some policy in requested
	every place in chain | {account.account} { without(place, policy) }
}

evidence := {
	"configuration.organizations:ListParents": parents,
	"configuration.organizations:ListPoliciesForTarget": {place: attached[place] | some place in (chain | {account.account})},
	"supplementary.requested.policies": requested,
}

verdict := answer.fail(
	{
		"en": sprintf("Policies not in effect for account %s: %s.", [account.account, concat(", ", sort({policy.name | some policy in missing}))]),
		"ko": sprintf("계정 %s에 적용되지 않은 정책: %s.", [account.account, concat(", ", sort({policy.name | some policy in missing}))]),
	},
	evidence,
) if {
	accounts.judged(account, "global")
	count(missing) > 0
}

verdict := answer.pass(
	{
		"en": sprintf("All %d policies demanded for account %s are in effect.", [count(requested), account.account]),
		"ko": sprintf("계정 %s에 요구한 정책 %d건이 모두 적용되어 있음.", [account.account, count(requested)]),
	},
	evidence,
) if {
	accounts.judged(account, "global")
	is_set(chain)
	every policy in requested { policy in in_effect }
}
