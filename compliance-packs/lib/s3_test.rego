package bongsu.lib.s3_test

import data.bongsu.lib.s3

account := {"grantee": {"id": "e7c8"}, "permission": "FullControl"}

grants(list) := s3.acl_grants({"AccessControlList": {"grantList": list}})

test_grantees_in_every_spelling if {
	grants([
		{"grantee": "AllUsers", "permission": "Read"},
		{"grantee": "AuthenticatedUsers", "permission": "WRITE_ACP"},
		{"grantee": {"uri": "http://acs.amazonaws.com/groups/s3/LogDelivery"}, "permission": "Write"},
		{"grantee": {"emailAddress": "a@example.com"}, "permission": "Read"},
		account,
	]) == [
		{"grantee": "allusers", "permission": "read"},
		{"grantee": "authenticatedusers", "permission": "writeacp"},
		{"grantee": "logdelivery", "permission": "write"},
		{"grantee": "account", "permission": "read"},
		{"grantee": "account", "permission": "fullcontrol"},
	]
}

test_grant_set_stands_in_for_the_list if {
	s3.acl_grants({"AccessControlList": {"grantList": null, "grantSet": [account]}}) == [{"grantee": "account", "permission": "fullcontrol"}]
}

test_acl_in_a_string_and_in_a_string_in_a_string if {
	list := {"grantSet": null, "grantList": [account]}
	every wrapped in [list, json.marshal(list), json.marshal(json.marshal(list))] {
		s3.acl_grants({"AccessControlList": wrapped}) == [{"grantee": "account", "permission": "fullcontrol"}]
	}
}

test_unreadable_acl if {
	not s3.acl_grants({"AccessControlList": "{not json"})
	not s3.acl_grants({"AccessControlList": "[]"})
	not s3.acl_grants({"AccessControlList": "\"text\""})
	not s3.acl_grants({})
	not s3.acl_grants({"AccessControlList": null})
	not s3.acl_grants({"AccessControlList": {"grantList": null, "grantSet": null}})
	not grants([{"permission": "Read"}])
	not grants([{"grantee": {}, "permission": "Read"}])
	not grants([{"grantee": "Everyone", "permission": "Read"}])
	not grants([{"grantee": "AllUsers", "permission": "Peek"}])
	not grants([{"grantee": "AllUsers", "permission": 4}])
	not grants([account, {"grantee": "AllUsers"}])
}

test_block_settings if {
	all_off := {"blockPublicAcls": false, "blockPublicPolicy": false, "ignorePublicAcls": false, "restrictPublicBuckets": false}
	s3.readable_blocks({})
	s3.readable_blocks({"PublicAccessBlockConfiguration": null})
	s3.readable_blocks({"PublicAccessBlockConfiguration": all_off})
	not s3.readable_blocks({"PublicAccessBlockConfiguration": {}})
	not s3.readable_blocks({"PublicAccessBlockConfiguration": object.union(all_off, {"ignorePublicAcls": "true"})})
	not s3.readable_blocks({"PublicAccessBlockConfiguration": "on"})
}
