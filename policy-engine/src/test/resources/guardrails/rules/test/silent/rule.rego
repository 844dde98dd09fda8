# METADATA
# scope: package
# title: silent
# description: A guardrail for the engine's own tests.
# custom:
#   id: silent
#   severity: low
#   title: {en: "silent", ko: "silent"}
#   description: {en: "silent", ko: "silent"}
#   remediation: {en: "none", ko: "없음"}
#   trigger: configuration
#   resource_types: [AWS::EC2::Volume]
#   relations: []
#   parameters:
#     limit: {type: integer, default: 3, minimum: 1, maximum: 9, description: A number.}
package bongsu.rules.test.silent

verdict := {"status": "PASS", "message": {"en": "never", "ko": "없음"}, "evidence": {}} if input.resource.id == "no such volume"
