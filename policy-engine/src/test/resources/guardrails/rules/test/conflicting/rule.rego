# METADATA
# scope: package
# title: conflicting
# description: A guardrail for the engine's own tests.
# custom:
#   id: conflicting
#   severity: low
#   title: {en: "conflicting", ko: "conflicting"}
#   description: {en: "conflicting", ko: "conflicting"}
#   remediation: {en: "none", ko: "없음"}
#   trigger: configuration
#   resource_types: [AWS::EC2::Volume]
#   relations: []
#   parameters:
#     limit: {type: integer, default: 3, minimum: 1, maximum: 9, description: A number.}
package bongsu.rules.test.conflicting

verdict := {"status": "PASS", "message": {"en": "one", "ko": "하나"}, "evidence": {}}

verdict := {"status": "FAIL", "message": {"en": "two", "ko": "둘"}, "evidence": {}} if input.resource.id == "vol-conflict"
