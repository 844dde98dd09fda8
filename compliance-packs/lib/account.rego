# METADATA
# scope: package
# title: Accounts
# description: >-
#   What rules on AWS::::Account share. The account factory sends one resource per region and one whose region is
#   global; a rule judges one of the two scopes.
package bongsu.lib.account

import data.bongsu.lib.verdict as answer

type := "AWS::::Account"

# judged(resource, scope): it is an account, seen in the scope ("global" or "regional") that the rule judges.
judged(resource, scope) if {
	resource.type == type
	regex.match(`^[0-9]{12}$`, resource.account)
	scope_of(resource.region) == scope
}

# The answer for what the rule does not judge: another type, or the other scope.
out_of_scope(resource, _) := answer.other_type(resource, [type])

out_of_scope(resource, scope) := answer.not_applicable(
	{
		"en": sprintf("This rule has the scope %s; the resource is account %s in %s.", [scope, resource.account, resource.region]),
		"ko": sprintf("이 규칙의 점검 범위는 %s이며, 자원은 계정 %s의 %s임.", [scope_ko[scope], resource.account, resource.region]),
	},
	{"resource.region": resource.region},
) if {
	resource.type == type
	scope_of(resource.region) != scope
}

scope_ko := {"global": "전역", "regional": "리전"}

scope_of(region) := "global" if region == "global"

scope_of(region) := "regional" if regex.match(`^[a-z]{2,}(-[a-z]+)+-[0-9]+$`, region)

# requested(resource, name): what the request asked for; the empty text where it says nothing.
requested(resource, name) := object.get(resource, ["supplementary", "requested", name], "")

# demanded(parameter, asked) are the accepted values: those of the parameter (separated by commas), else the one that
# was asked for. The empty set accepts any. Undefined where neither says anything.
demanded(parameter, _) := {trim_space(value) | some value in split(parameter, ",")} if {
	is_string(parameter)
	parameter != ""
}

demanded(parameter, asked) := {asked} if {
	parameter == ""
	is_string(asked)
	asked != ""
}

demanded(parameter, asked) := set() if {
	parameter == ""
	asked == null
}

# accepted(value, values): one of the demanded values, or any where none is demanded.
accepted(value, values) if {
	is_string(value)
	value in values
}

accepted(value, values) if {
	is_string(value)
	count(values) == 0
}

# listed(problems): {en, ko}, each problem's text joined in the same order.
listed(problems) := {
	"en": concat("; ", [problem.en | some problem in problems]),
	"ko": concat("; ", [problem.ko | some problem in problems]),
}
