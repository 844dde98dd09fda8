# METADATA
# scope: package
# title: Who may let an account request through
# description: >-
#   Ask for data.bongsu.factory.approval.decision with {"request": {environment, data_class, isms_scope, ou, requester,
#   budget_usd, blueprint}, "approver": {name, roles} or absent, "parameters": {…} or absent}. The answer is
#   {"auto": needs nobody, "may": this approver may approve it, "reason": {en, ko}, "approvers": roles that the
#   approver must all have}. What is missing or can't be read is never approved.
package bongsu.factory.approval

# Everything that input.parameters may change. Lists name what is harmless, so that an unknown word is not.
defaults := {
	"auto_environments": ["sandbox"],
	"auto_ous": ["sandbox"],
	"auto_blueprints": ["sandbox"],
	"auto_data_classes": ["public", "internal"],
	"auto_budget_usd": 300,
	"plain_environments": ["sandbox", "dev", "test", "stage"],
	"plain_data_classes": ["public", "internal", "confidential"],
	"roles": ["approver"],
	"sensitive_roles": ["approver", "security"],
}

default decision := {
	"auto": false,
	"may": false,
	"reason": {
		"en": "The request or the parameters are incomplete or can't be read; nobody may approve it.",
		"ko": "요청이나 매개변수가 누락되었거나 읽을 수 없어 승인할 수 없음.",
	},
	"approvers": ["approver", "security"],
}

decision := {
	"auto": auto,
	"may": outcome.may,
	"reason": outcome.reason,
	"approvers": required,
} if {
	readable
}

request := input.request

parameters := object.union(defaults, given) if {
	given := object.get(input, "parameters", {})
	is_object(given)
	count(object.keys(given) - object.keys(defaults)) == 0
}

readable if {
	every name in ["environment", "data_class", "ou", "requester", "blueprint"] { trim_space(request[name]) != "" }
	is_boolean(request.isms_scope)
	money(request.budget_usd)
	every name, value in parameters { like_default(name, value) }
}

# No limit at all is written null.
money(null)

money(usd) if {
	is_number(usd)
	usd >= 0
}

like_default("auto_budget_usd", value) if is_number(value)

like_default(name, value) if {
	name != "auto_budget_usd"
	is_array(value)
	every each in value { is_string(each) }
	enough(name, value)
}

# A request that has to be approved is approved by somebody.
enough(name, value) if {
	name in {"roles", "sensitive_roles"}
	count(value) > 0
}

enough(name, _) if not name in {"roles", "sensitive_roles"}

default sensitive := true

sensitive := false if {
	request.environment in parameters.plain_environments
	request.data_class in parameters.plain_data_classes
	request.isms_scope == false
}

default auto := false

auto if {
	not sensitive
	request.environment in parameters.auto_environments
	request.ou in parameters.auto_ous
	split(request.blueprint, "@")[0] in parameters.auto_blueprints
	request.data_class in parameters.auto_data_classes
	is_number(request.budget_usd)
	request.budget_usd <= parameters.auto_budget_usd
}

required := [] if auto

required := parameters.sensitive_roles if sensitive

required := parameters.roles if {
	not auto
	not sensitive
}

lacking := [role | some role in required; not role in input.approver.roles]

outcome := {"may": false, "reason": {
	"en": "Nobody has to approve it: a sandbox within the limits.",
	"ko": "한도 이내의 샌드박스이므로 승인이 필요하지 않음.",
}} if {
	auto
} else := {"may": false, "reason": {
	"en": sprintf("It has to be approved by somebody with the roles %s, other than who requested it.", [concat(", ", required)]),
	"ko": sprintf("요청자가 아닌 %s 역할 보유자의 승인이 필요함.", [concat(", ", required)]),
}} if {
	object.get(input, "approver", null) == null
} else := {"may": false, "reason": {
	"en": "Nobody approves a request of their own.",
	"ko": "본인의 요청은 승인할 수 없음.",
}} if {
	person(input.approver.name) == person(request.requester)
} else := {"may": true, "reason": {
	"en": sprintf("%s has the roles %s.", [input.approver.name, concat(", ", required)]),
	"ko": sprintf("%s은(는) %s 역할을 보유함.", [input.approver.name, concat(", ", required)]),
}} if {
	person(input.approver.name) != ""
	is_array(input.approver.roles)
	count(lacking) == 0
} else := {"may": false, "reason": {
	"en": sprintf("The approver lacks the roles %s.", [concat(", ", lacking)]),
	"ko": sprintf("승인자에게 없는 역할: %s.", [concat(", ", lacking)]),
}}

# People are compared as sign-in names are: without regard to case.
person(name) := lower(trim_space(name))
