package bongsu.factory.approval_test

import data.bongsu.factory.approval

sandbox := {
	"environment": "sandbox",
	"data_class": "internal",
	"isms_scope": false,
	"ou": "sandbox",
	"requester": "kim@example.com",
	"budget_usd": 300,
	"blueprint": "sandbox@1",
}

development := object.union(sandbox, {"environment": "dev", "ou": "dev", "blueprint": "workload-dev"})

production := object.union(sandbox, {"environment": "prod", "ou": "prod", "blueprint": "workload-prod", "data_class": "personal", "isms_scope": true})

lee := {"name": "lee@example.com", "roles": ["approver"]}

park := {"name": "park@example.com", "roles": ["security", "approver"]}

decide(request) := decision if decision := approval.decision with input as {"request": request}

decide_by(request, approver) := decision if decision := approval.decision with input as {"request": request, "approver": approver}

decide_with(request, parameters) := decision if decision := approval.decision with input as {"request": request, "parameters": parameters}

test_sandbox_needs_nobody if {
	decision := decide(sandbox)
	decision.auto
	not decision.may
	decision.approvers == []
	decide(object.union(sandbox, {"blueprint": "sandbox"})).auto
}

test_sandbox_beyond_the_limits_needs_an_approver if {
	changes := [
		{"budget_usd": 300.01},
		{"budget_usd": null},
		{"ou": "prod"},
		{"blueprint": "workload-prod@1"},
		{"data_class": "confidential"},
		{"environment": "dev"},
	]
	every change in changes {
		decision := decide(object.union(sandbox, change))
		not decision.auto
		decision.approvers == ["approver"]
	}
}

test_production_scope_and_personal_data_need_security_too if {
	changes := [{"environment": "prod"}, {"isms_scope": true}, {"data_class": "personal"}]
	every change in changes {
		decision := decide(object.union(sandbox, change))
		not decision.auto
		decision.approvers == ["approver", "security"]
	}
}

test_unknown_words_are_sensitive if {
	every change in [{"environment": "production"}, {"environment": "Sandbox"}, {"data_class": "secret"}] {
		decide(object.union(sandbox, change)).approvers == ["approver", "security"]
	}
}

test_approver_with_all_roles_may if {
	decide_by(development, lee).may
	decide_by(production, park).may
	contains(decide_by(production, park).reason.ko, "park@example.com")
}

test_approver_without_all_roles_may_not if {
	decision := decide_by(production, lee)
	not decision.may
	contains(decision.reason.en, "lacks the roles security")
	not decide_by(development, {"name": "choi@example.com", "roles": []}).may
	not decide_by(development, {"name": "choi@example.com", "roles": ["Approver"]}).may
}

test_nobody_approves_a_request_of_their_own if {
	every name in ["kim@example.com", "KIM@Example.com", " kim@example.com "] {
		decision := decide_by(production, {"name": name, "roles": ["approver", "security"]})
		not decision.may
		contains(decision.reason.en, "of their own")
	}
}

test_without_an_approver_it_says_who_must_act if {
	decision := decide(production)
	not decision.may
	contains(decision.reason.en, "approver, security")
	decide_by(production, null) == decision
}

test_approver_that_cannot_be_read_may_not if {
	approvers := [
		{},
		{"name": "lee@example.com"},
		{"roles": ["approver"]},
		{"name": "", "roles": ["approver"]},
		{"name": " ", "roles": ["approver"]},
		{"name": 7, "roles": ["approver"]},
		{"name": "lee@example.com", "roles": "approver"},
		{"name": "lee@example.com", "roles": {"approver": "approver"}},
		"lee@example.com",
	]
	every approver in approvers { decide_by(development, approver).may == false }
}

test_request_that_cannot_be_read_is_never_approved if {
	closed := approval.decision with input as {}
	closed.auto == false
	closed.may == false
	closed.approvers == ["approver", "security"]
	every name, _ in sandbox { decide_by(object.remove(sandbox, [name]), park) == closed }
	every change in [{"isms_scope": "false"}, {"budget_usd": "300"}, {"budget_usd": -1}, {"requester": ""}, {"ou": null}, {"environment": ["sandbox"]}] {
		decide_by(object.union(sandbox, change), park) == closed
	}
}

test_parameters_change_the_limits if {
	decide_with(object.union(sandbox, {"budget_usd": 500}), {"auto_budget_usd": 500}).auto
	not decide_with(sandbox, {"auto_environments": []}).auto
	decide_with(production, {"sensitive_roles": ["ciso"]}).approvers == ["ciso"]
	decide_with(development, {"plain_environments": ["sandbox"]}).approvers == ["approver", "security"]
}

test_auto_can_not_be_widened_to_what_is_sensitive if {
	decision := decide_with(object.union(production, {"budget_usd": 0}), {
		"auto_environments": ["prod"],
		"auto_ous": ["prod"],
		"auto_blueprints": ["workload-prod"],
		"auto_data_classes": ["personal"],
	})
	not decision.auto
}

test_parameters_that_cannot_be_read_close_everything if {
	closed := approval.decision with input as {}
	wrong := [
		[],
		null,
		"",
		{"auto_budget": 500},
		{"auto_budget_usd": "500"},
		{"auto_environments": "sandbox"},
		{"auto_environments": [7]},
		{"roles": []},
		{"sensitive_roles": []},
		{"roles": null},
	]
	every parameters in wrong { decide_with(sandbox, parameters) == closed }
}
