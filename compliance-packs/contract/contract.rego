# METADATA
# scope: package
# title: What every rule and every pack must be
# description: >-
#   Lists what is wrong with the rule folders and the packs. verify.sh gives it data.files (every path below this
#   folder), data.inspected (what "opa inspect --annotations" says) and data.packs (every pack.yaml by its folder).
package bongsu.contract

rule_files := {"rule.rego", "rule_test.rego", "README.md", "README.ko.md"}

severities := {"critical", "high", "medium", "low"}

# {"s3/s3-bucket-…": {"rule.rego", …}}
folders[folder] contains name if {
	some path in data.files
	parts := split(path, "/")
	count(parts) == 4
	parts[0] == "rules"
	folder := concat("/", [parts[1], parts[2]])
	name := parts[3]
}

# {"s3/s3-bucket-…": metadata}
metadata[folder] := annotation.annotations if {
	some annotation in data.inspected.annotations
	parts := split(annotation.location.file, "/")
	count(parts) == 4
	parts[0] == "rules"
	parts[3] == "rule.rego"
	folder := concat("/", [parts[1], parts[2]])
}

packages[folder] := concat(".", [term.value | some term in annotation.path]) if {
	some annotation in data.inspected.annotations
	parts := split(annotation.location.file, "/")
	count(parts) == 4
	parts[3] == "rule.rego"
	folder := concat("/", [parts[1], parts[2]])
}

problems contains sprintf("rules/%s has %v; expected exactly %v", [folder, names, rule_files]) if {
	some folder, names in folders
	names != rule_files
}

problems contains sprintf("rules/%s/rule.rego has no METADATA with scope: package", [folder]) if {
	some folder, _ in folders
	not metadata[folder]
}

problems contains sprintf("rules/%s has id %v; expected the name of its folder", [folder, id]) if {
	some folder, annotations in metadata
	id := object.get(annotations, ["custom", "id"], null)
	id != split(folder, "/")[1]
}

problems contains sprintf("rules/%s has package %s; expected %s", [folder, given, expected]) if {
	some folder, given in packages
	[service, id] := split(folder, "/")
	expected := concat(".", ["data.bongsu.rules", service, replace(id, "-", "_")])
	given != expected
}

problems contains sprintf("rules/%s says no %s in %s", [folder, name, language]) if {
	some folder, annotations in metadata
	some name in ["title", "description", "remediation"]
	some language in ["en", "ko"]
	text := object.get(annotations, ["custom", name, language], "")
	not non_empty(text)
}

problems contains sprintf("rules/%s has severity %v; expected one of %v", [folder, severity, severities]) if {
	some folder, annotations in metadata
	severity := object.get(annotations, ["custom", "severity"], null)
	not severity in severities
}

problems contains sprintf("rules/%s is triggered by neither resource_types nor match, or by both", [folder]) if {
	some folder, annotations in metadata
	not one_trigger(annotations.custom)
}

problems contains sprintf("rules/%s names no page of AWS's documentation", [folder]) if {
	some folder, annotations in metadata
	pages := [page |
		some page in object.get(annotations, "related_resources", [])
		startswith(page.ref, "https://docs.aws.amazon.com/")
	]
	count(pages) == 0
}

problems contains sprintf("rules/%s: parameter %s lacks type, default or description", [folder, name]) if {
	some folder, annotations in metadata
	some name, schema in object.get(annotations, ["custom", "parameters"], {})
	count({"type", "default", "description"} - object.keys(schema)) > 0
}

problems contains sprintf("rule %s answers no control of any pack", [id]) if {
	some id in rule_ids
	not id in {rule.id | some pack in data.packs; some control in pack.controls; some rule in control.rules}
}

problems contains sprintf("%s: %s", [name, problem]) if {
	some name, pack in data.packs
	some problem in pack_problems(pack)
}

problems contains "there is no pack" if count(data.packs) == 0

problems contains sprintf("packs/%s has id %v; expected the name of its folder", [name, id]) if {
	some name, pack in data.packs
	id := object.get(pack, "id", null)
	id != name
}

# What is wrong within one pack.
pack_problems(pack) := union({
	unknown_rules(pack),
	missing_reasons(pack),
	unknown_chapters(pack),
	wrong_ids(pack),
	repeated_controls(pack),
	wrong_assessments(pack),
	{"the pack has no controls" | count(pack.controls) == 0},
})

unknown_rules(pack) := {sprintf("control %v names the rule %s, which does not exist", [control.id, rule.id]) |
	some control in pack.controls
	some rule in control.rules
	not rule.id in rule_ids
}

missing_reasons(pack) := {sprintf("control %v says no reason for %s in %s", [control.id, rule.id, language]) |
	some control in pack.controls
	some rule in control.rules
	some language in ["en", "ko"]
	text := object.get(rule, ["reason", language], "")
	not non_empty(text)
}

unknown_chapters(pack) := {sprintf("control %v has the chapter %v, which the pack does not name", [control.id, control.chapter]) |
	some control in pack.controls
	not pack.chapters[control.chapter]
}

wrong_ids(pack) := {sprintf("control id %v; expected text like 2.10.2 or AB.3, without spaces", [control.id]) |
	some control in pack.controls
	id := object.get(control, "id", null)
	not control_id(id)
}

repeated_controls(pack) := {sprintf("control %v stands %d times in the pack", [control.id, times]) |
	some control in pack.controls
	times := count([other | some other in pack.controls; other.id == control.id])
	times > 1
}

wrong_assessments(pack) := {sprintf("control %v has %d rules and assessment %v; expected rules, or assessment manual", [control.id, count(control.rules), assessment]) |
	some control in pack.controls
	assessment := object.get(control, "assessment", null)
	[count(control.rules) > 0, assessment] in {[true, "manual"], [false, null]}
}

rule_ids := {split(folder, "/")[1] | some folder, _ in folders}

non_empty(text) if {
	is_string(text)
	trim_space(text) != ""
}

control_id(id) if {
	is_string(id)
	regex.match(`^([0-9]+(\.[0-9]+){2}|[A-Z]{2,}\.[0-9]+)$`, id)
}

one_trigger(custom) if {
	custom.trigger == "configuration"
	count(custom.resource_types) > 0
	not custom.match
}

one_trigger(custom) if {
	custom.trigger == "event"
	count(custom.match) > 0
	not custom.resource_types
}
