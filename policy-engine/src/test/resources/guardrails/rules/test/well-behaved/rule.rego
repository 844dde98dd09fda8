# METADATA
# scope: package
# title: well-behaved
# description: A guardrail for the engine's own tests.
# custom:
#   id: well-behaved
#   severity: low
#   title: {en: "well-behaved", ko: "well-behaved"}
#   description: {en: "well-behaved", ko: "well-behaved"}
#   remediation: {en: "none", ko: "없음"}
#   trigger: configuration
#   resource_types: [AWS::EC2::Volume]
#   relations: []
#   parameters:
#     limit: {type: integer, default: 3, minimum: 1, maximum: 9, description: A number.}
package bongsu.rules.test.well_behaved

verdict := {"status": "PASS", "message": {"en": sprintf("%s, limit %d", [input.resource.id, input.parameters.limit]), "ko": "통과"}, "evidence": {"now": input.now}}
