package bongsu.rules.rds.rds_instance_public_access_check_test

import data.bongsu.rules.rds.rds_instance_public_access_check as rule

instance(configuration) := {
	"resource": {
		"type": "AWS::RDS::DBInstance",
		"id": "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
		"name": "orders",
		"configuration": configuration,
		"supplementary": {},
	},
	"parameters": {},
}

judged(given) if rule.verdict with input as given

test_private_instance_passes if {
	verdict := rule.verdict with input as instance({"publiclyAccessible": false})
	verdict.status == "PASS"
	verdict.evidence == {"configuration.publiclyAccessible": false}
}

test_public_instance_fails if {
	verdict := rule.verdict with input as instance({"publiclyAccessible": true})
	verdict.status == "FAIL"
	contains(verdict.message.ko, "orders")
}

test_other_types_are_not_applicable if {
	verdict := rule.verdict with input as {"resource": {"type": "AWS::RDS::DBCluster"}}
	verdict.status == "NOT_APPLICABLE"
}

test_what_cannot_be_judged_has_no_verdict if {
	judged(instance({"publiclyAccessible": false}))
	every configuration in [{}, {"publiclyAccessible": null}, {"publiclyAccessible": "false"}, {"publiclyAccessible": 0}, null] {
		not judged(instance(configuration))
	}
	not judged({"resource": {"type": "AWS::RDS::DBInstance"}})
	not judged({})
}
