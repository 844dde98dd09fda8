# METADATA
# scope: package
# title: Commonly attacked ports are not open to the Internet
# description: No inbound permission of the security group lets 0.0.0.0/0 or ::/0 reach one of the blocked TCP ports.
# related_resources:
#   - ref: https://docs.aws.amazon.com/config/latest/developerguide/restricted-common-ports.html
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
# custom:
#   id: restricted-common-ports
#   severity: high
#   title:
#     en: Commonly attacked ports are not open to the Internet
#     ko: 주요 위험 포트의 인터넷 전체 공개 금지
#   description:
#     en: Checks that the security group does not let the whole Internet (IPv4 or IPv6) reach the blocked TCP ports.
#     ko: 보안 그룹이 인터넷 전체(IPv4, IPv6)에 차단 대상 TCP 포트를 개방하지 않는지 점검함.
#   remediation:
#     en: Restrict the source of these ports to the networks that need them, or remove the permission.
#     ko: 해당 포트의 출발지를 업무상 필요한 대역으로 제한하거나 인바운드 규칙을 삭제한다.
#   trigger: configuration
#   resource_types: [AWS::EC2::SecurityGroup]
#   relations: []
#   parameters:
#     blockedPort1: {type: integer, default: 20, minimum: 0, maximum: 65535, description: Blocked TCP port (FTP data).}
#     blockedPort2: {type: integer, default: 21, minimum: 0, maximum: 65535, description: Blocked TCP port (FTP).}
#     blockedPort3: {type: integer, default: 3389, minimum: 0, maximum: 65535, description: Blocked TCP port (RDP).}
#     blockedPort4: {type: integer, default: 3306, minimum: 0, maximum: 65535, description: Blocked TCP port (MySQL).}
#     blockedPort5: {type: integer, default: 4333, minimum: 0, maximum: 65535, description: Blocked TCP port (mSQL).}
package bongsu.rules.ec2.restricted_common_ports

import data.bongsu.lib.network
import data.bongsu.lib.verdict as answer

group := input.resource

permissions := group.configuration.ipPermissions

verdict := answer.other_type(group, ["AWS::EC2::SecurityGroup"])

verdict := answer.fail(
	{
		"en": sprintf("Security group %s lets the Internet reach TCP port(s) %s.", [group.id, concat(", ", object.keys(open))]),
		"ko": sprintf("보안 그룹 %s이(가) 인터넷 전체에 TCP 포트 %s을(를) 개방함.", [group.id, concat(", ", object.keys(open))]),
	},
	{"configuration.ipPermissions": open},
) if {
	group.type == "AWS::EC2::SecurityGroup"
	count(open) > 0
}

verdict := answer.pass(
	{
		"en": sprintf("Security group %s does not let the whole Internet reach any blocked TCP port.", [group.id]),
		"ko": sprintf("보안 그룹 %s은(는) 차단 대상 TCP 포트를 인터넷 전체에 개방하지 않음.", [group.id]),
	},
	{"configuration.ipPermissions": {}, "parameters": ports},
) if {
	group.type == "AWS::EC2::SecurityGroup"
	network.readable(permissions)
	count(open) == 0
}

# All five or none: a port that can't be read must not silently go unchecked.
ports := [port |
	some name in ["blockedPort1", "blockedPort2", "blockedPort3", "blockedPort4", "blockedPort5"]
	port := input.parameters[name]
] if {
	every name in ["blockedPort1", "blockedPort2", "blockedPort3", "blockedPort4", "blockedPort5"] {
		is_number(input.parameters[name])
	}
}

open[text] := found if {
	some port in ports
	found := network.world_open(permissions, port)
	count(found) > 0
	text := sprintf("%d", [port])
}
