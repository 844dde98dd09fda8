package bongsu.engine_test

import data.bongsu.engine

ask(batch) := answer if answer := engine.verdicts with input as {"batch": batch}

private_db := {"resource": {"type": "AWS::RDS::DBInstance", "name": "orders", "configuration": {"publiclyAccessible": false}}}

public_db := {"resource": {"type": "AWS::RDS::DBInstance", "name": "orders", "configuration": {"publiclyAccessible": true}}}

question(given) := {"rule": "rds.rds_instance_public_access_check", "input": given}

test_each_question_gets_its_own_answer if {
	answers := ask([question(private_db), question(public_db)])
	{position: answer.status | some position, answer in answers} == {0: "PASS", 1: "FAIL"}
}

test_position_without_a_verdict_is_missing if {
	answers := ask([question({}), question(public_db)])
	object.keys(answers) == {1}
}

test_unknown_rules_have_no_verdict if {
	answers := ask([
		{"rule": "rds.no_such_rule", "input": private_db},
		{"rule": "no_such_service.rule", "input": private_db},
		{"rule": "rds", "input": private_db},
		{"rule": "rds.rds_instance_public_access_check.verdict", "input": private_db},
		{"rule": 7, "input": private_db},
		{"input": private_db},
		question(private_db),
	])
	object.keys(answers) == {6}
}

test_nothing_asked_nothing_answered if {
	ask([]) == {}
	engine.verdicts == {} with input as {}
}
