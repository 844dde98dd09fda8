# METADATA
# scope: package
# title: SSH is not open to the Internet
# description: No inbound permission of the security group lets 0.0.0.0/0 or ::/0 reach TCP port 22.
# related_resources:
#   - ref: https://docs.aws.amazon.com/config/latest/developerguide/restricted-ssh.html
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
# custom:
#   id: restricted-ssh
#   severity: high
#   title:
#     en: SSH is not open to the Internet
#     ko: SSH 포트의 인터넷 전체 공개 금지
#   description:
#     en: Checks that the security group does not let the whole Internet (IPv4 or IPv6) reach TCP port 22.
#     ko: 보안 그룹이 인터넷 전체(IPv4, IPv6)에 TCP 22번 포트를 개방하지 않는지 점검함.
#   remediation:
#     en: Restrict the source of port 22 to the management network, or close it and connect through Session Manager.
#     ko: 22번 포트의 출발지를 관리망 대역으로 제한하거나, 포트를 닫고 Session Manager로 접속한다.
#   trigger: configuration
#   resource_types: [AWS::EC2::SecurityGroup]
#   relations: []
#   parameters: {}
package bongsu.rules.ec2.restricted_ssh

import data.bongsu.lib.network
import data.bongsu.lib.verdict as answer

group := input.resource

permissions := group.configuration.ipPermissions

verdict := answer.other_type(group, ["AWS::EC2::SecurityGroup"])

verdict := answer.fail(
	{
		"en": sprintf("Security group %s lets the Internet reach SSH (TCP 22) by %d permission(s).", [group.id, count(open)]),
		"ko": sprintf("보안 그룹 %s이(가) 인터넷 전체에 SSH(TCP 22)를 개방함(인바운드 규칙 %d건).", [group.id, count(open)]),
	},
	{"configuration.ipPermissions": open},
) if {
	group.type == "AWS::EC2::SecurityGroup"
	count(open) > 0
}

verdict := answer.pass(
	{
		"en": sprintf("Security group %s does not let the whole Internet reach SSH (TCP 22).", [group.id]),
		"ko": sprintf("보안 그룹 %s은(는) 인터넷 전체에 SSH(TCP 22)를 개방하지 않음.", [group.id]),
	},
	{"configuration.ipPermissions": []},
) if {
	group.type == "AWS::EC2::SecurityGroup"
	network.readable(permissions)
	count(open) == 0
}

open := network.world_open(permissions, 22)
