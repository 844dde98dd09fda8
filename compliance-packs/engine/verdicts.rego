# METADATA
# scope: package
# title: The door of the policy engine
# description: >-
#   Answers a batch of questions in one query: POST /v1/data/bongsu/engine/verdicts with
#   {"input": {"batch": [{"rule": "s3.s3_bucket_public_read_prohibited", "input": {…}}, …]}}. The result is an object
#   keyed by the position of the question ("0", "1", …). A position that is missing has no verdict: the rule does not
#   exist, or it can't judge this input.
# related_resources:
#   - ref: https://www.openpolicyagent.org/docs/policy-performance
package bongsu.engine

verdicts[position] := verdict if {
	some position, question in input.batch
	[service, name] := split(question.rule, ".")
	verdict := data.bongsu.rules[service][name].verdict with input as question.input
}
