# METADATA
# scope: package
# title: Security group permissions
# description: Address ranges and port ranges of EC2 security groups, in the words of AWS Config.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
package bongsu.lib.network

all_protocols := "-1"

tcp_names := {"tcp", "6"}

# world_open(permissions, port) lists the permissions, each with its position and the ranges that did it, that let
# the whole Internet reach a TCP port. It skips what it can't read: ask readable() before concluding that none does.
world_open(permissions, port) := [found |
	some position, permission in permissions
	reaches_tcp(permission, port)
	ranges := sort({range | some range in address_ranges(permission); whole_internet(range)})
	count(ranges) > 0
	found := {
		"position": position,
		"protocol": protocol(permission),
		"from_port": object.get(permission, "fromPort", null),
		"to_port": object.get(permission, "toPort", null),
		"ranges": ranges,
	}
]

# readable(permissions): every permission says which protocol, ports and address ranges it lets in.
readable(permissions) if {
	is_array(permissions)
	every permission in permissions {
		is_string(protocol(permission))
		readable_ports(permission)
		every range in address_ranges(permission) { is_cidr(range) }
	}
}

readable_ports(permission) if not protocol(permission) in tcp_names

readable_ports(permission) if {
	is_number(permission.fromPort)
	is_number(permission.toPort)
}

reaches_tcp(permission, _) if protocol(permission) == all_protocols

reaches_tcp(permission, port) if {
	protocol(permission) in tcp_names
	permission.fromPort <= port
	port <= permission.toPort
}

# -1 as a port means every port of the protocol.
reaches_tcp(permission, _) if {
	protocol(permission) in tcp_names
	permission.fromPort == -1
}

protocol(permission) := lower(permission.ipProtocol)

protocol(permission) := sprintf("%d", [permission.ipProtocol]) if is_number(permission.ipProtocol)

# Config writes an IPv4 range twice, as a string in ipRanges and as an object in ipv4Ranges; older items lack the
# second and ipv6Ranges. A permission without any IPv4 list is incomplete, hence undefined.
address_ranges(permission) := ipv4 | ipv6 if {
	lists := [list |
		some name in ["ipRanges", "ipv4Ranges"]
		list := object.get(permission, name, null)
		list != null
	]
	count(lists) > 0
	every list in lists { is_array(list) }
	ipv4 := {cidr | some list in lists; some range in list; cidr := cidr_of(range)}
	v6 := default_list(object.get(permission, "ipv6Ranges", null))
	is_array(v6)
	ipv6 := {cidr | some range in v6; cidr := cidr_of(range)}
}

default_list(value) := [] if value == null

default_list(value) := value if value != null

cidr_of(range) := range if is_string(range)

cidr_of(range) := range.cidrIp if is_object(range)

cidr_of(range) := range.cidrIpv6 if is_object(range)

# An entry of an unknown shape must spoil readable() rather than vanish.
cidr_of(range) := "" if {
	not is_string(range)
	not is_object(range)
}

cidr_of(range) := "" if {
	is_object(range)
	count(object.keys(range) & {"cidrIp", "cidrIpv6"}) == 0
}

is_cidr(text) if {
	is_string(text)
	net.cidr_is_valid(text)
}

# Whatever its address part says, a prefix of no bits is the whole Internet.
whole_internet(cidr) if {
	is_cidr(cidr)
	endswith(cidr, "/0")
}

# prefix_length("10.0.0.0/8") is 8; an address without prefix is one host.
prefix_length(cidr) := to_number(parts[1]) if {
	parts := split(cidr, "/")
	count(parts) == 2
}

prefix_length(cidr) := 32 if {
	not contains(cidr, "/")
	not contains(cidr, ":")
}

prefix_length(cidr) := 128 if {
	not contains(cidr, "/")
	contains(cidr, ":")
}
