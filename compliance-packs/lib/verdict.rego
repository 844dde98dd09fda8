# METADATA
# scope: package
# title: Verdicts
# description: >-
#   The three answers a rule may give. A rule that can answer none of them stays undefined, which the policy engine
#   records as ERROR; there is no constructor for ERROR on purpose.
package bongsu.lib.verdict

# message is {"en": …, "ko": …}; evidence maps the path of each value that decided to that value.
pass(message, evidence) := answer("PASS", message, evidence)

fail(message, evidence) := answer("FAIL", message, evidence)

not_applicable(message, evidence) := answer("NOT_APPLICABLE", message, evidence)

# The answer for a resource whose type the rule does not judge.
other_type(resource, expected) := not_applicable(
	{
		"en": sprintf("%s is not one of the resource types of this rule: %s.", [resource.type, concat(", ", expected)]),
		"ko": sprintf("%s은(는) 이 규칙의 점검 대상 자원 유형(%s)이 아님.", [resource.type, concat(", ", expected)]),
	},
	{"resource.type": resource.type},
) if {
	is_string(resource.type)
	not resource.type in expected
}

# Undefined unless both languages say something: a verdict that cannot be read is no verdict.
answer(status, message, evidence) := {
	"status": status,
	"message": {"en": message.en, "ko": message.ko},
	"evidence": evidence,
} if {
	is_string(message.en)
	is_string(message.ko)
	is_object(evidence)
}
