# METADATA
# scope: package
# title: ill-formed
# description: A guardrail for the engine's own tests.
# custom:
#   id: ill-formed
#   severity: low
#   title: {en: "ill-formed", ko: "ill-formed"}
#   description: {en: "ill-formed", ko: "ill-formed"}
#   remediation: {en: "none", ko: "없음"}
#   trigger: configuration
#   resource_types: [AWS::EC2::Volume]
#   relations: []
#   parameters:
#     limit: {type: integer, default: 3, minimum: 1, maximum: 9, description: A number.}
package bongsu.rules.test.ill_formed

verdict := {"status": "COMPLIANT", "message": {"en": "x", "ko": "x"}, "evidence": {}}
