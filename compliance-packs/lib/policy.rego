# METADATA
# scope: package
# title: IAM and resource policy documents
# description: >-
#   Reads a policy document (already parsed from its string) into statements whose one-or-many elements are lists,
#   and answers who a statement trusts. A document that breaks the policy grammar has no statements here: undefined.
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
package bongsu.lib.policy

import data.bongsu.lib.network

# statements(document): [{index, sid, effect, actions | not_actions, resources | not_resources, principals |
# not_principals, conditions}], an absent element being null. conditions: [{operator, set, if_exists, key, values}].
statements(document) := read_all if {
	is_object(document)
	listed := one_or_many(document.Statement)
	read_all := [statement |
		some index, given in listed
		statement := read(index, given)
	]
	count(read_all) == count(listed)
}

# read(index, statement): undefined for a statement that breaks the grammar.
read(index, given) := {
	"index": index,
	"sid": object.get(given, "Sid", null),
	"effect": given.Effect,
	"actions": optional_strings(given, "Action"),
	"not_actions": optional_strings(given, "NotAction"),
	"resources": optional_strings(given, "Resource"),
	"not_resources": optional_strings(given, "NotResource"),
	"principals": optional_principals(given, "Principal"),
	"not_principals": optional_principals(given, "NotPrincipal"),
	"conditions": conditions(given),
} if {
	given.Effect in {"Allow", "Deny"}
	names := object.keys(given)
	count(names & {"Action", "NotAction"}) == 1
	count(names & {"Resource", "NotResource"}) <= 1
	count(names & {"Principal", "NotPrincipal"}) <= 1
}

one_or_many(value) := value if is_array(value)

one_or_many(value) := [value] if is_object(value)

strings(value) := [value] if is_string(value)

strings(value) := value if {
	is_array(value)
	count(value) > 0
	every item in value { is_string(item) }
}

optional_strings(statement, name) := strings(statement[name])

optional_strings(statement, name) := null if not name in object.keys(statement)

# Principals become [{type, value}]; the bare "*" stands for everyone of every type.
optional_principals(statement, name) := null if not name in object.keys(statement)

optional_principals(statement, name) := [{"type": "*", "value": "*"}] if statement[name] == "*"

optional_principals(statement, name) := [{"type": type, "value": value} |
	some type, values in statement[name]
	some value in strings(values)
] if {
	is_object(statement[name])
	count(statement[name]) > 0
	every type, values in statement[name] {
		type in {"AWS", "Service", "Federated", "CanonicalUser"}
		strings(values)
	}
}

conditions(statement) := [condition |
	some name, keys in block
	some key, given in keys
	condition := object.union(operator(name), {"key": lower(key), "values": condition_values(given)})
] if {
	block := object.get(statement, "Condition", {})
	is_object(block)
	every keys in block {
		is_object(keys)
		every given in keys { is_array(condition_values(given)) }
	}
}

condition_values(given) := [as_text(value) | some value in given] if is_array(given)

condition_values(given) := [as_text(given)] if {
	not is_array(given)
	not is_object(given)
	given != null
}

as_text(value) := value if is_string(value)

as_text(value) := json.marshal(value) if not is_string(value)

# "ForAnyValue:StringLikeIfExists" is {operator: stringlike, set: foranyvalue, if_exists: true}.
operator(name) := {"operator": trim_suffix(bare, "ifexists"), "set": set_of(lower(name)), "if_exists": endswith(bare, "ifexists")} if {
	parts := split(lower(name), ":")
	bare := parts[count(parts) - 1]
}

set_of(name) := "" if not contains(name, ":")

set_of(name) := split(name, ":")[0] if contains(name, ":")

# matches(pattern, text): IAM wildcards, where * is any run of characters and ? any one.
matches(pattern, text) if glob.match(as_glob(pattern), null, text)

as_glob(pattern) := replace(replace(glob.quote_meta(pattern), `\*`, "*"), `\?`, "?")

# covers(pattern, other): everything that other (itself a pattern) matches, pattern matches.
covers(pattern, other) if pattern == other

covers(pattern, other) if {
	not contains(pattern, "?")
	matches(pattern, other)
}

# grants(statement, actions) are those of the given actions ("service:action", in lower case) that the statement's
# Action or NotAction speaks about.
grants(statement, actions) := matched(statement.actions, actions) if statement.actions != null

grants(statement, actions) := actions - matched(statement.not_actions, actions) if statement.actions == null

matched(patterns, actions) := exact | by_wildcard if {
	lowered := {lower(pattern) | some pattern in patterns}
	exact := actions & lowered
	by_wildcard := {action |
		some pattern in lowered
		regex.match(`[*?]`, pattern)
		some action in actions
		matches(pattern, action)
	}
}

# everyone(statement): its principals include anybody at all, signed in to some AWS account or not.
everyone(statement) if {
	some principal in statement.principals
	anybody(principal)
}

# Allow with NotPrincipal trusts everyone but the named.
everyone(statement) if statement.not_principals != null

anybody(principal) if principal.type == "*"

# A wildcard is not valid inside a principal's ARN; if one is there it is read in the way that trusts more.
anybody(principal) if {
	principal.type != "CanonicalUser"
	contains(principal.value, "*")
}

# literally_everyone(statement): said without a doubt, as a Deny must to be relied upon.
literally_everyone(statement) if {
	some principal in statement.principals
	principal.type in {"*", "AWS"}
	principal.value == "*"
}

# public_allows(statements) are the statements that let the public in, by Amazon S3's meaning of public: allowed to
# everyone, not narrowed to fixed trusted values by a condition, and not taken back by a Deny.
public_allows(listed) := [statement |
	some statement in listed
	statement.effect == "Allow"
	everyone(statement)
	not narrowed(statement)
	not taken_back(statement, listed)
]

# All conditions of a statement must hold, so one that only trusted requests satisfy is enough.
narrowed(statement) if {
	some condition in statement.conditions
	trusts_only_fixed(condition)
}

positive_operators := {"stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike", "ipaddress"}

# A request without the key satisfies IfExists, and an empty set satisfies ForAllValues: neither narrows.
trusts_only_fixed(condition) if {
	condition.operator in positive_operators
	condition.if_exists == false
	condition.set != "forallvalues"
	fixed(condition)
}

# A Deny for everyone whose only condition is "not from a trusted source" leaves the trusted sources.
negative_operators := {
	"stringnotequals",
	"stringnotequalsignorecase",
	"stringnotlike",
	"arnnotequals",
	"arnnotlike",
	"notipaddress",
}

denies_untrusted(statement) if count(statement.conditions) == 0

denies_untrusted(statement) if {
	count(statement.conditions) == 1
	condition := statement.conditions[0]
	condition.operator in negative_operators
	condition.set == ""
	fixed(condition)
}

taken_back(allow, listed) if {
	denies := [statement |
		some statement in listed
		statement.effect == "Deny"
		literally_everyone(statement)
		denies_untrusted(statement)
	]
	every action in reach(allow.actions) {
		every resource in reach(allow.resources) {
			some deny in denies
			some denied_action in reach_exactly(deny.actions)
			covers(lower(denied_action), lower(action))
			some denied_resource in reach_exactly(deny.resources)
			covers(denied_resource, resource)
		}
	}
}

# NotAction and NotResource reach, as an Allow, at most everything; as a Deny nothing is certain.
reach(patterns) := ["*"] if patterns == null

reach(patterns) := patterns if patterns != null

reach_exactly(patterns) := patterns if patterns != null

identity_keys := {
	"aws:principalaccount",
	"aws:principalarn",
	"aws:principalorgid",
	"aws:sourceaccount",
	"aws:sourcearn",
	"aws:sourceorgid",
	"aws:sourceowner",
	"aws:sourcevpc",
	"aws:sourcevpce",
	"aws:userid",
	"aws:vpceaccount",
	"aws:vpceorgid",
	"s3:dataaccesspointaccount",
}

fixed(condition) if {
	condition.key in identity_keys
	count(condition.values) > 0
	every value in condition.values { is_fixed(value) }
}

# An access point of one fixed account, whatever its name.
fixed(condition) if {
	condition.key == "s3:dataaccesspointarn"
	count(condition.values) > 0
	every value in condition.values {
		parts := split(value, ":")
		count(parts) == 6
		is_fixed(parts[4])
		parts[4] != ""
	}
}

# A path below one fixed organization.
fixed(condition) if {
	condition.key in {"aws:principalorgpaths", "aws:sourceorgpaths", "aws:vpceorgpaths"}
	count(condition.values) > 0
	every value in condition.values { regex.match(`^o-[a-z0-9]{10,32}/`, value) }
}

fixed(condition) if {
	condition.key == "aws:sourceip"
	count(condition.values) > 0
	every value in condition.values { narrow_range(value) }
}

is_fixed(value) if not regex.match(`[*?]|\$\{`, value)

# Amazon S3 calls ranges broader than /8 (IPv4) or /32 (IPv6) public.
narrow_range(cidr) if {
	not contains(cidr, ":")
	network.prefix_length(cidr) >= 8
}

narrow_range(cidr) if {
	contains(cidr, ":")
	network.prefix_length(cidr) >= 32
}
