package bongsu.lib.account_test

import data.bongsu.lib.account

id := "111122223333"

# Inputs for the tests of the rules on accounts.
seen(region, configuration, requested) := {
	"resource": {
		"type": "AWS::::Account",
		"id": id,
		"account": id,
		"name": "orders",
		"region": region,
		"configuration": configuration,
		"supplementary": {"requested": requested},
	},
	"parameters": {},
}

global(configuration, requested) := seen("global", configuration, requested)

regional(configuration, requested) := seen("ap-northeast-2", configuration, requested)

bucket := {"resource": {"type": "AWS::S3::Bucket"}}

test_scope_is_global_or_a_region if {
	account.scope_of("global") == "global"
	every region in ["ap-northeast-2", "us-gov-west-1", "cn-north-1"] { account.scope_of(region) == "regional" }
	every region in ["", "Global", "ap-northeast", "ap_northeast_2", null, 7] { not account.scope_of(region) }
}

test_judged_in_its_own_scope_only if {
	account.judged(global({}, {}).resource, "global")
	account.judged(regional({}, {}).resource, "regional")
	not account.judged(global({}, {}).resource, "regional")
	not account.judged(regional({}, {}).resource, "global")
	not account.judged(object.union(global({}, {}).resource, {"account": "1111"}), "global")
	not account.judged({"type": "AWS::::Account", "region": "global"}, "global")
	not account.judged(bucket.resource, "global")
}

test_out_of_scope_says_why if {
	account.out_of_scope(bucket.resource, "global").status == "NOT_APPLICABLE"
	elsewhere := account.out_of_scope(regional({}, {}).resource, "global")
	elsewhere.status == "NOT_APPLICABLE"
	contains(elsewhere.message.en, "ap-northeast-2")
	contains(elsewhere.message.ko, "전역")
	not account.out_of_scope(global({}, {}).resource, "global")
	not account.out_of_scope({"type": "AWS::::Account", "region": "nowhere"}, "global")
}

test_requested_is_empty_where_nothing_is_said if {
	account.requested(global({}, {"ou": "ou-abcd-12345678"}).resource, "ou") == "ou-abcd-12345678"
	account.requested(global({}, {"ou": null}).resource, "ou") == null
	account.requested(global({}, {}).resource, "ou") == ""
	account.requested({}, "ou") == ""
}

test_parameter_wins_over_the_request if {
	account.demanded("a, b", "c") == {"a", "b"}
	account.demanded("a", "") == {"a"}
	account.demanded("", "c") == {"c"}
	account.demanded("", null) == set()
	not account.demanded("", "")
	not account.demanded("", 7)
	not account.demanded(7, "c")
	not account.demanded(null, "c")
}

test_no_demand_accepts_any_text if {
	account.accepted("a", {"a", "b"})
	account.accepted("a", set())
	not account.accepted("c", {"a", "b"})
	not account.accepted(null, set())
}

test_problems_are_listed_in_one_order if {
	account.listed({{"en": "b", "ko": "나"}, {"en": "a", "ko": "다"}}) == {"en": "a; b", "ko": "다; 나"}
}
