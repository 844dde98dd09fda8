package bongsu.lib.network_test

import data.bongsu.lib.network

tcp(from, to, cidr) := {
	"ipProtocol": "tcp",
	"fromPort": from,
	"toPort": to,
	"ipRanges": [cidr],
	"ipv4Ranges": [{"cidrIp": cidr}],
	"ipv6Ranges": [],
}

test_port_inside_a_range_is_reached if {
	every range in [[22, 22], [0, 65535], [20, 22], [22, 23]] {
		count(network.world_open([tcp(range[0], range[1], "0.0.0.0/0")], 22)) == 1
	}
}

test_port_outside_a_range_is_not_reached if {
	every range in [[0, 21], [23, 65535], [2222, 2222]] {
		network.world_open([tcp(range[0], range[1], "0.0.0.0/0")], 22) == []
	}
}

test_port_minus_one_is_every_port if {
	count(network.world_open([tcp(-1, -1, "0.0.0.0/0")], 22)) == 1
}

test_what_is_found_says_where_and_what if {
	network.world_open([tcp(443, 443, "0.0.0.0/0"), tcp(22, 22, "0.0.0.0/0")], 22) == [{
		"position": 1,
		"protocol": "tcp",
		"from_port": 22,
		"to_port": 22,
		"ranges": ["0.0.0.0/0"],
	}]
}

test_all_protocols_reach_every_port if {
	every protocol in ["-1", -1] {
		found := network.world_open([{"ipProtocol": protocol, "ipRanges": [], "ipv6Ranges": [{"cidrIpv6": "::/0"}]}], 22)
		found[0].ranges == ["::/0"]
		found[0].from_port == null
	}
}

test_protocol_six_is_tcp if {
	count(network.world_open([object.union(tcp(22, 22, "0.0.0.0/0"), {"ipProtocol": "6"})], 22)) == 1
	count(network.world_open([object.union(tcp(22, 22, "0.0.0.0/0"), {"ipProtocol": 6})], 22)) == 1
}

test_udp_is_not_tcp if {
	permission := object.union(tcp(22, 22, "0.0.0.0/0"), {"ipProtocol": "udp"})
	network.world_open([permission], 22) == []
	network.readable([permission])
}

test_other_ranges_are_not_the_internet if {
	every cidr in ["10.0.0.0/8", "0.0.0.0/1", "128.0.0.0/1", "203.0.113.7/32"] {
		network.world_open([tcp(22, 22, cidr)], 22) == []
	}
}

test_any_prefix_of_no_bits_is_the_internet if {
	every cidr in ["0.0.0.0/0", "::/0", "0:0:0:0:0:0:0:0/0"] { network.whole_internet(cidr) }
	not network.whole_internet("10.0.0.0/10")
	not network.whole_internet("nonsense/0")
	not network.whole_internet(0)
}

test_older_items_have_only_strings if {
	permission := {"ipProtocol": "tcp", "fromPort": 22, "toPort": 22, "ipRanges": ["0.0.0.0/0"]}
	count(network.world_open([permission], 22)) == 1
	network.readable([permission])
}

test_null_lists_are_absent_lists if {
	permission := {"ipProtocol": "tcp", "fromPort": 22, "toPort": 22, "ipRanges": null, "ipv4Ranges": [{"cidrIp": "0.0.0.0/0"}], "ipv6Ranges": null}
	count(network.world_open([permission], 22)) == 1
	network.readable([permission])
}

test_groups_and_prefix_lists_alone_are_readable if {
	network.readable([{
		"ipProtocol": "tcp",
		"fromPort": 22,
		"toPort": 22,
		"ipRanges": [],
		"userIdGroupPairs": [{"groupId": "sg-1"}],
	}])
}

test_unreadable if {
	unreadable := [
		"permissions",
		[{}],
		[{"ipProtocol": "tcp", "fromPort": 22, "toPort": 22}],
		[{"ipProtocol": "tcp", "fromPort": "22", "toPort": 22, "ipRanges": []}],
		[{"ipProtocol": "tcp", "fromPort": 22, "ipRanges": []}],
		[{"ipProtocol": "tcp", "fromPort": 22, "toPort": 22, "ipRanges": "0.0.0.0/0"}],
		[{"ipProtocol": "tcp", "fromPort": 22, "toPort": 22, "ipRanges": [], "ipv6Ranges": "::/0"}],
		[tcp(22, 22, "everywhere")],
		[tcp(22, 22, "10.0.0.0/99")],
		[{"ipProtocol": "tcp", "fromPort": 22, "toPort": 22, "ipRanges": [{"range": "0.0.0.0/0"}]}],
		[{"ipProtocol": "tcp", "fromPort": 22, "toPort": 22, "ipRanges": [7]}],
		[{"ipProtocol": ["tcp"], "ipRanges": []}],
		[{"ipRanges": []}],
		[{"fromPort": 22, "toPort": 22, "ipRanges": []}],
		[tcp(22, 22, "10.0.0.0/8"), {"fromPort": 0, "toPort": 65535, "ipRanges": ["0.0.0.0/0"]}],
	]
	every permissions in unreadable { not network.readable(permissions) }
}

test_prefix_length if {
	network.prefix_length("10.0.0.0/8") == 8
	network.prefix_length("2001:db8::/32") == 32
	network.prefix_length("203.0.113.7") == 32
	network.prefix_length("2001:db8::1") == 128
}
