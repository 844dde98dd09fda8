package bongsu.contract_test

import data.bongsu.contract

files := [sprintf("rules/s3/a-rule/%s", [name]) | some name in contract.rule_files]

custom := {
	"id": "a-rule",
	"severity": "high",
	"title": {"en": "A rule", "ko": "규칙"},
	"description": {"en": "A rule", "ko": "규칙"},
	"remediation": {"en": "Mend it", "ko": "조치"},
	"trigger": "configuration",
	"resource_types": ["AWS::S3::Bucket"],
	"parameters": {"p": {"type": "string", "default": "", "description": "Any."}},
}

annotations(given) := {"annotations": [{
	"location": {"file": "rules/s3/a-rule/rule.rego"},
	"path": [{"value": "data"}, {"value": "bongsu"}, {"value": "rules"}, {"value": "s3"}, {"value": "a_rule"}],
	"annotations": {"custom": given, "related_resources": [{"ref": "https://docs.aws.amazon.com/x"}]},
}]}

inspected := annotations(custom)

control := {
	"id": "2.10.2",
	"chapter": "2.10",
	"title": {"en": "Cloud Security", "ko": "클라우드 보안"},
	"rules": [{"id": "a-rule", "reason": {"en": "Because.", "ko": "근거."}}],
}

manual := {"id": "1.1.1", "chapter": "2.10", "assessment": "manual", "rules": []}

pack(controls) := {"id": "a-pack", "chapters": {"2.10": {"en": "x", "ko": "x"}}, "controls": controls}

problems(given_files, given_inspected, given_pack) := problems_of_all(given_files, given_inspected, {"a-pack": given_pack})

problems_of_all(given_files, given_inspected, given_packs) := found if {
	found := contract.problems with data.files as given_files
		with data.inspected as given_inspected
		with data.packs as given_packs
}

one_problem(given_inspected, words) if {
	[problem] := [found | some found in problems(files, given_inspected, pack([control]))]
	contains(problem, words)
}

pack_problem(controls, words) if {
	some problem in problems(files, inspected, pack(controls))
	contains(problem, words)
}

test_nothing_wrong if problems(files, inspected, pack([control, manual])) == set()

test_missing_file if {
	found := problems([path | some path in files; not endswith(path, "ko.md")], inspected, pack([control]))
	count(found) == 1
}

test_file_too_many if {
	found := problems(array.concat(files, ["rules/s3/a-rule/notes.txt"]), inspected, pack([control]))
	count(found) == 1
}

test_missing_metadata if one_problem({"annotations": []}, "METADATA")

test_id_is_the_folder if one_problem(annotations(object.union(custom, {"id": "other"})), "has id other")

test_package_is_the_path if {
	moved := json.patch(inspected, [{"op": "replace", "path": "/annotations/0/path/4/value", "value": "b_rule"}])
	one_problem(moved, "has package data.bongsu.rules.s3.b_rule; expected data.bongsu.rules.s3.a_rule")
}

test_both_languages if {
	one_problem(annotations(object.union(custom, {"title": {"ko": " "}})), "says no title in ko")
	one_problem(annotations(object.union(custom, {"remediation": {"en": 1}})), "says no remediation in en")
}

test_severity if one_problem(annotations(object.union(custom, {"severity": "urgent"})), "severity urgent")

test_one_trigger if {
	one_problem(annotations(object.union(custom, {"match": {"event_name": ["StopLogging"]}})), "triggered")
	one_problem(annotations(object.union(custom, {"trigger": "event"})), "triggered")
	event := object.union(object.remove(custom, ["resource_types"]), {"trigger": "event", "match": {"event_name": ["StopLogging"]}})
	problems(files, annotations(event), pack([control])) == set()
}

test_documentation if {
	without := json.patch(inspected, [{"op": "replace", "path": "/annotations/0/annotations/related_resources", "value": []}])
	one_problem(without, "documentation")
}

test_parameters if one_problem(annotations(object.union(custom, {"parameters": {"p": {"description": 1}, "q": {"type": "string"}}})), "parameter q")

test_pack if {
	pack_problem([object.union(control, {"rules": [{"id": "none", "reason": {"en": "a", "ko": "b"}}]})], "does not exist")
	pack_problem([manual], "rule a-rule answers no control of any pack")
	pack_problem([object.union(control, {"rules": [{"id": "a-rule", "reason": {"en": "a"}}]})], "no reason for a-rule in ko")
	pack_problem([object.union(control, {"chapter": "9.9"})], "chapter 9.9")
	pack_problem([object.union(control, {"id": "2.4.5 "})], "without spaces")
	pack_problem([object.union(control, {"id": 2.1})], "without spaces")
	pack_problem([control, control], "stands 2 times")
	pack_problem([object.union(control, {"assessment": "manual"})], "has 1 rules and assessment manual")
	pack_problem([object.remove(manual, ["assessment"])], "has 0 rules and assessment null")
	pack_problem([], "no controls")
}

test_control_ids_of_our_own if problems(files, inspected, pack([object.union(control, {"id": "AB.12"})])) == set()

test_problem_says_which_pack if pack_problem([control, control], "a-pack: control 2.10.2")

test_rule_may_belong_to_any_pack if {
	other := object.union(pack([manual]), {"id": "b-pack"})
	problems_of_all(files, inspected, {"a-pack": pack([control]), "b-pack": other}) == set()
	problems_of_all(files, inspected, {"b-pack": other}) == {"rule a-rule answers no control of any pack"}
}

test_pack_is_named_like_its_folder if {
	problems_of_all(files, inspected, {"b-pack": pack([control])}) == {"packs/b-pack has id a-pack; expected the name of its folder"}
}

test_no_pack_at_all if "there is no pack" in problems_of_all(files, inspected, {})
