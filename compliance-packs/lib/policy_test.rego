package bongsu.lib.policy_test

import data.bongsu.lib.policy

document(statements) := {"Version": "2012-10-17", "Statement": statements}

allow(extra) := object.union({"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"}, extra)

deny(extra) := object.union({"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": ["arn:aws:s3:::b", "arn:aws:s3:::b/*"]}, extra)

public(statements) := [statement.index | some statement in policy.public_allows(policy.statements(document(statements)))]

narrowed_by(condition) if public([allow({"Condition": condition})]) == []

test_one_statement_needs_no_list if {
	policy.statements(document(allow({}))) == policy.statements(document([allow({})]))
}

test_one_value_needs_no_list if {
	[statement] := policy.statements(document([allow({"Sid": "Read"})]))
	statement == {
		"index": 0,
		"sid": "Read",
		"effect": "Allow",
		"actions": ["s3:GetObject"],
		"not_actions": null,
		"resources": ["arn:aws:s3:::b/*"],
		"not_resources": null,
		"principals": [{"type": "*", "value": "*"}],
		"not_principals": null,
		"conditions": [],
	}
}

test_no_statements_is_a_document if policy.statements(document([])) == []

test_not_elements if {
	[statement] := policy.statements(document({
		"Effect": "Deny",
		"NotAction": ["s3:GetObject"],
		"NotResource": "*",
		"NotPrincipal": {"AWS": ["arn:aws:iam::111122223333:root", "111122223333"], "Service": "logs.amazonaws.com"},
	}))
	statement.actions == null
	statement.not_actions == ["s3:GetObject"]
	statement.not_resources == ["*"]
	statement.principals == null
	count(statement.not_principals) == 3
}

test_conditions if {
	[statement] := policy.statements(document(allow({"Condition": {
		"ForAnyValue:StringLikeIfExists": {"aws:PrincipalOrgID": ["o-1", "o-2"]},
		"Bool": {"aws:SecureTransport": false},
		"NumericLessThan": {"s3:TlsVersion": [1.2]},
	}})))
	{"operator": "stringlike", "set": "foranyvalue", "if_exists": true, "key": "aws:principalorgid", "values": ["o-1", "o-2"]} in statement.conditions
	{"operator": "bool", "set": "", "if_exists": false, "key": "aws:securetransport", "values": ["false"]} in statement.conditions
	{"operator": "numericlessthan", "set": "", "if_exists": false, "key": "s3:tlsversion", "values": ["1.2"]} in statement.conditions
}

test_broken_documents_have_no_statements if {
	broken := [
		null,
		"{}",
		{},
		document("Allow"),
		document(["Allow"]),
		document([null]),
		document([{"Effect": "Allow", "Resource": "*"}]),
		document([allow({"Effect": "allow"})]),
		document([allow({"Effect": 1})]),
		document([allow({"NotAction": "s3:*"})]),
		document([allow({"Action": []})]),
		document([allow({"Action": 1})]),
		document([allow({"Action": [1]})]),
		document([allow({"Resource": {}})]),
		document([allow({"NotResource": "*"})]),
		document([allow({"NotPrincipal": "*"})]),
		document([allow({"Principal": "111122223333"})]),
		document([allow({"Principal": ["*"]})]),
		document([object.union(object.remove(allow({}), ["Principal"]), {"Principal": {}})]),
		document([allow({"Principal": {"Aws": "*"}})]),
		document([allow({"Principal": {"AWS": 1}})]),
		document([allow({"Condition": "none"})]),
		document([allow({"Condition": {"Bool": "aws:SecureTransport"}})]),
		document([allow({"Condition": {"Bool": {"aws:SecureTransport": null}}})]),
		document([allow({"Condition": {"Bool": {"aws:SecureTransport": {}}}})]),
		document([allow({}), {}]),
	]
	every given in broken { not policy.statements(given) }
}

test_wildcards if {
	policy.matches("*", "s3:getobject")
	policy.matches("s3:get*", "s3:getobject")
	policy.matches("s3:*object", "s3:getobject")
	policy.matches("s3:g?tobject", "s3:getobject")
	policy.matches("arn:aws:s3:::b/*", "arn:aws:s3:::b/a/b.c")
	policy.matches("a[b]", "a[b]")
	not policy.matches("s3:get", "s3:getobject")
	not policy.matches("s3:get?", "s3:getobject")
	not policy.matches("a[b]", "ab")
}

test_covers if {
	policy.covers("*", "arn:aws:s3:::b/*")
	policy.covers("a*", "ab?*")
	policy.covers("a?", "a?")
	not policy.covers("a?", "a*")
	not policy.covers("ab*", "a*")
}

actions := {"s3:getobject", "s3:putobject"}

granted(statement) := policy.grants(policy.statements(document([statement]))[0], actions)

test_grants if {
	granted(allow({})) == {"s3:getobject"}
	granted(allow({"Action": ["S3:getobject", "ec2:*"]})) == {"s3:getobject"}
	granted(allow({"Action": "s3:*"})) == actions
	granted(allow({"Action": "*"})) == actions
	granted(allow({"Action": "s3:?etObject"})) == {"s3:getobject"}
	granted(allow({"Action": "ec2:*"})) == set()
}

test_not_action_grants_the_rest if {
	rest := object.remove(allow({}), ["Action"])
	granted(object.union(rest, {"NotAction": "s3:Put*"})) == {"s3:getobject"}
	granted(object.union(rest, {"NotAction": "s3:*"})) == set()
	granted(object.union(rest, {"NotAction": ["ec2:*"]})) == actions
}

test_everyone_is_public if {
	every principal in ["*", {"AWS": "*"}, {"AWS": ["111122223333", "*"]}, {"Service": "*"}, {"AWS": "arn:aws:iam::*:root"}] {
		public([object.union(object.remove(allow({}), ["Principal"]), {"Principal": principal})]) == [0]
	}
}

test_named_principals_are_not_public if {
	named := [
		{"AWS": "111122223333"},
		{"AWS": ["arn:aws:iam::111122223333:root", "arn:aws:iam::111122223333:role/r"]},
		{"Service": "cloudfront.amazonaws.com"},
		{"Federated": "accounts.google.com"},
		{"CanonicalUser": "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"},
	]
	every principal in named {
		public([object.union(object.remove(allow({}), ["Principal"]), {"Principal": principal})]) == []
	}
}

test_allow_not_principal_is_public if {
	public([object.union(object.remove(allow({}), ["Principal"]), {"NotPrincipal": {"AWS": "111122223333"}})]) == [0]
}

test_identity_policies_have_no_principal if {
	public([object.remove(allow({}), ["Principal"])]) == []
}

test_deny_is_not_an_allow if public([deny({})]) == []

test_conditions_that_narrow if {
	narrowing := [
		{"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}},
		{"StringEquals": {"AWS:SourceVpce": ["vpce-1a2b3c4d", "vpce-5e6f7a8b"]}},
		{"StringLike": {"aws:SourceAccount": "111122223333"}},
		{"ArnLike": {"aws:SourceArn": "arn:aws:cloudtrail:us-east-1:111122223333:trail/t"}},
		{"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-a1b2c3d4e5/r-ab12/*"}},
		{"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "10.0.0.0/8", "203.0.113.7"]}},
		{"IpAddress": {"aws:SourceIp": "2001:db8::/32"}},
		{"StringLike": {"s3:DataAccessPointArn": "arn:aws:s3:us-east-1:111122223333:accesspoint/*"}},
		{"Bool": {"aws:SecureTransport": "true"}, "StringEquals": {"aws:SourceVpc": "vpc-1"}},
	]
	every condition in narrowing { narrowed_by(condition) }
}

test_conditions_that_do_not_narrow if {
	wide := [
		{"Bool": {"aws:SecureTransport": "true"}},
		{"StringEquals": {"s3:prefix": "public"}},
		{"StringLike": {"aws:Referer": "https://example.com/*"}},
		{"StringLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/r"}},
		{"StringEquals": {"aws:PrincipalAccount": ["111122223333", "${aws:PrincipalAccount}"]}},
		{"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}},
		{"ForAllValues:StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}},
		{"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-*/r-ab12/*"}},
		{"StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}},
		{"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}},
		{"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "0.0.0.0/1"]}},
		{"IpAddress": {"aws:SourceIp": "2001::/16"}},
		{"IpAddress": {"aws:SourceIp": []}},
		{"StringLike": {"s3:DataAccessPointArn": "arn:aws:s3:us-east-1:*:accesspoint/*"}},
		{"StringLike": {"s3:DataAccessPointArn": "arn:aws:s3:us-east-1::accesspoint/*"}},
		{"StringEquals": {"aws:SourceAccount": []}},
	]
	every condition in wide { not narrowed_by(condition) }
}

test_deny_of_all_but_trusted_takes_it_back if {
	taking := [
		{},
		{"Condition": {"StringNotEquals": {"aws:SourceVpce": "vpce-1a2b3c4d"}}},
		{"Condition": {"StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}},
		{"Condition": {"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}},
		{"Principal": {"AWS": "*"}},
		{"Action": "*", "Resource": "*"},
	]
	every extra in taking { public([allow({}), deny_with(extra)]) == [] }
}

deny_with(extra) := object.union(object.remove(deny({}), object.keys(extra)), extra)

test_deny_that_takes_too_little if {
	leaving := [
		{"Condition": {"Bool": {"aws:SecureTransport": "false"}}},
		{"Condition": {"StringNotEquals": {"aws:SourceVpce": "*"}}},
		{"Condition": {"StringNotEquals": {"aws:SourceVpce": "vpce-1a2b3c4d", "aws:PrincipalOrgID": "o-a1b2c3d4e5"}}},
		{"Condition": {"ForAnyValue:StringNotEquals": {"aws:SourceVpce": "vpce-1a2b3c4d"}}},
		{"Principal": {"AWS": "arn:aws:iam::*:root"}},
		{"Action": "s3:PutObject"},
		{"Resource": "arn:aws:s3:::b"},
		{"Resource": "arn:aws:s3:::b/private/*"},
	]
	every extra in leaving { public([allow({}), deny_with(extra)]) == [0] }
}

test_deny_by_exclusion_proves_nothing if {
	public([allow({}), object.union(object.remove(deny({}), ["Action"]), {"NotAction": "s3:PutObject"})]) == [0]
	public([allow({}), object.union(object.remove(deny({}), ["Resource"]), {"NotResource": "arn:aws:s3:::c"})]) == [0]
	public([allow({}), object.union(object.remove(deny({}), ["Principal"]), {"NotPrincipal": {"AWS": "111122223333"}})]) == [0]
}

test_allow_by_exclusion_needs_a_deny_of_everything if {
	wide := object.union(object.remove(allow({}), ["Action", "Resource"]), {"NotAction": "ec2:*", "NotResource": "arn:aws:s3:::c"})
	public([wide, deny({})]) == [0]
	public([wide, deny_with({"Action": "*", "Resource": "*"})]) == []
}
