# METADATA
# scope: package
# title: Public access to S3 buckets
# description: >-
#   What a bucket's policy, access control list and Block Public Access settings, as AWS Config records them, let the
#   public do. Each function is undefined where the item does not tell.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
package bongsu.lib.s3

import data.bongsu.lib.policy

# A kind of access: what in a policy and in an ACL grants it. Statements with wildcards are matched against the actions;
# a statement that names an action in full is also recognised by its verb, so that an action newer than this list is
# not overlooked. Granting ReadAcp or WriteAcp touches no data, but Amazon S3 counts any grant to the public groups as
# public, and whoever may write the list may grant himself the rest.
read := {
	"actions": {
		"s3:getbucketacl",
		"s3:getbucketpolicy",
		"s3:getobject",
		"s3:getobjectacl",
		"s3:getobjectattributes",
		"s3:getobjecttagging",
		"s3:getobjecttorrent",
		"s3:getobjectversion",
		"s3:getobjectversionacl",
		"s3:listbucket",
		"s3:listbucketmultipartuploads",
		"s3:listbucketversions",
		"s3:listmultipartuploadparts",
	},
	"verbs": {"s3:get", "s3:list"},
	"permissions": {"read", "readacp", "fullcontrol"},
}

write := {
	"actions": {
		"s3:abortmultipartupload",
		"s3:bypassgovernanceretention",
		"s3:deletebucket",
		"s3:deletebucketpolicy",
		"s3:deleteobject",
		"s3:deleteobjecttagging",
		"s3:deleteobjectversion",
		"s3:putbucketacl",
		"s3:putbucketpolicy",
		"s3:putlifecycleconfiguration",
		"s3:putobject",
		"s3:putobjectacl",
		"s3:putobjecttagging",
		"s3:putobjectversionacl",
		"s3:replicatedelete",
		"s3:replicateobject",
		"s3:restoreobject",
	},
	"verbs": {"s3:abort", "s3:bypass", "s3:delete", "s3:put", "s3:replicate", "s3:restore"},
	"permissions": {"write", "writeacp", "fullcontrol"},
}

public_groups := {"allusers", "authenticatedusers"}

# doors(supplementary, access) := {statements, grants, proven}: the statements and grants that in effect give the
# public this kind of access, and whether the policy and the ACL could both be read (or are made ineffective), so that
# finding none proves that there is none. Undefined when the Block Public Access settings can't be read.
doors(supplementary, access) := {
	"statements": by_policy.open,
	"grants": by_acl.open,
	"proven": [by_policy.read, by_acl.read] == [true, true],
} if {
	readable_blocks(supplementary)
	by_policy := policy_door(supplementary, access)
	by_acl := acl_door(supplementary, access)
}

policy_door(supplementary, access) := {"read": true, "open": []} if {
	blocks(supplementary, "restrictPublicBuckets")
} else := {"read": true, "open": found} if {
	found := public_statements(policy_statements(supplementary), access)
} else := {"read": false, "open": []}

acl_door(supplementary, access) := {"read": true, "open": []} if {
	blocks(supplementary, "ignorePublicAcls")
} else := {"read": true, "open": found} if {
	found := public_grants(acl_grants(supplementary), access)
} else := {"read": false, "open": []}

# evidence(supplementary, found): what decided, by its path in the resource.
evidence(supplementary, found) := {
	"supplementary.PublicAccessBlockConfiguration": object.get(supplementary, "PublicAccessBlockConfiguration", null),
	"supplementary.BucketPolicy.policyText.Statement": found.statements,
	"supplementary.AccessControlList.grantList": found.grants,
}

# The bucket's own setting; absent means that the bucket has none.
blocks(supplementary, setting) if supplementary.PublicAccessBlockConfiguration[setting] == true

# readable_blocks: the settings are absent, or all four are there as booleans.
readable_blocks(supplementary) if object.get(supplementary, "PublicAccessBlockConfiguration", null) == null

readable_blocks(supplementary) if {
	settings := supplementary.PublicAccessBlockConfiguration
	every name in ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"] {
		is_boolean(settings[name])
	}
}

# policy_statements: [] for a bucket without a policy; undefined when the item has no BucketPolicy at all.
policy_statements(supplementary) := [] if supplementary.BucketPolicy.policyText == null

policy_statements(supplementary) := policy.statements(supplementary.BucketPolicy.policyText)

# public_statements: the statements that give the public this kind of access, with the actions they do it by.
public_statements(statements, access) := [{"index": statement.index, "sid": statement.sid, "actions": sort(granted)} |
	some statement in policy.public_allows(statements)
	granted := policy.grants(statement, access.actions) | named(statement, access.verbs)
	count(granted) > 0
]

named(statement, verbs) := {lower(pattern) |
	some pattern in statement.actions
	some verb in verbs
	startswith(lower(pattern), verb)
}

# acl_grants: [{grantee, permission}], undefined when the list or one of its entries can't be read.
acl_grants(supplementary) := [grant |
	some entry in entries
	grant := {"grantee": grantee(entry.grantee), "permission": normal(entry.permission)}
] if {
	entries := acl_entries(unwrapped(supplementary.AccessControlList))
	every entry in entries {
		grantee(entry.grantee) in grantees
		normal(entry.permission) in permissions
	}
}

# AWS Config's API wraps this list, unlike its neighbours, into a JSON string inside a JSON string.
unwrapped(given) := given if is_object(given)

unwrapped(given) := json.unmarshal(given) if {
	is_string(given)
	is_object(json.unmarshal(given))
}

unwrapped(given) := json.unmarshal(json.unmarshal(given)) if {
	is_string(given)
	is_string(json.unmarshal(given))
}

acl_entries(list) := list.grantList if is_array(list.grantList)

acl_entries(list) := list.grantSet if {
	not is_array(list.grantList)
	is_array(list.grantSet)
}

# A grantee or permission that is none of these is not understood, hence not judged.
grantees := {"allusers", "authenticatedusers", "logdelivery", "account"}

permissions := {"read", "write", "readacp", "writeacp", "fullcontrol"}

# Config writes a group by its name ("AllUsers") and an account as an object with an id.
grantee(given) := normal(given) if is_string(given)

grantee(given) := "account" if is_string(given.id)

grantee(given) := normal(parts[count(parts) - 1]) if {
	not given.id
	parts := split(given.uri, "/")
}

grantee(given) := "account" if {
	not given.id
	not given.uri
	is_string(given.emailAddress)
}

normal(word) := replace(lower(word), "_", "")

public_grants(grants, access) := [grant |
	some grant in grants
	grant.grantee in public_groups
	grant.permission in access.permissions
]
