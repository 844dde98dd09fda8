# METADATA
# scope: package
# title: "Every VPC has flow logs"
# description: >-
#   Every VPC that the account owns in the region has an active flow log of its own for the demanded traffic. A
#   region without a VPC passes.
# related_resources:
#   - ref: https://docs.aws.amazon.com/config/latest/developerguide/vpc-flow-logs-enabled.html
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html
# custom:
#   id: vpc-flow-logs-enabled
#   severity: medium
#   title:
#     en: "Every VPC has flow logs"
#     ko: "모든 VPC의 흐름 로그 활성화"
#   description:
#     en: "Checks that every VPC of the region has an active flow log."
#     ko: "리전의 모든 VPC에 활성 상태의 흐름 로그가 있는지 점검함."
#   remediation:
#     en: "Create a flow log for the VPC with all traffic, delivered to the log archive."
#     ko: "모든 트래픽을 대상으로 로그 아카이브에 전송하는 흐름 로그를 VPC에 생성한다."
#   trigger: configuration
#   resource_types: ["AWS::::Account"]
#   relations: []
#   parameters:
#     trafficType: {type: string, default: "ALL", enum: ["", ALL, ACCEPT, REJECT], description: "Traffic that the flow log must record; empty accepts any."}
package bongsu.rules.ec2.vpc_flow_logs_enabled

import data.bongsu.lib.account as accounts
import data.bongsu.lib.verdict as answer

account := input.resource

verdict := accounts.out_of_scope(account, "regional")

vpcs := {vpc.VpcId |
	some vpc in listed
	object.get(vpc, "OwnerId", account.account) == account.account
} if {
	listed := account.configuration["ec2:DescribeVpcs"].Vpcs
	is_array(listed)
	every vpc in listed { is_string(vpc.VpcId) }
}

logs := listed if {
	listed := account.configuration["ec2:DescribeFlowLogs"].FlowLogs
	is_array(listed)
	every log in listed {
		is_string(log.ResourceId)
		is_string(log.FlowLogStatus)
		is_string(log.TrafficType)
	}
}

demanded := input.parameters.trafficType if input.parameters.trafficType in {"", "ALL", "ACCEPT", "REJECT"}

logged := {log.ResourceId |
	some log in logs
	log.FlowLogStatus == "ACTIVE"
	object.get(log, "DeliverLogsStatus", null) != "FAILED"
	covers(log.TrafficType)
} if {
	is_array(logs)
	is_string(demanded)
}

covers("ALL")

covers(recorded) if {
	recorded in {"ACCEPT", "REJECT"}
	demanded in {"", recorded}
}

evidence := {
	"configuration.ec2:DescribeVpcs.Vpcs.VpcId": sort(vpcs),
	"configuration.ec2:DescribeFlowLogs.FlowLogs.ResourceId": sort(logged),
	"parameters.trafficType": demanded,
}

verdict := answer.fail(
	{
		"en": sprintf("VPCs of account %s in %s without flow logs: %s.", [account.account, account.region, concat(", ", sort(vpcs - logged))]),
		"ko": sprintf("계정 %s의 %s에서 흐름 로그가 없는 VPC: %s.", [account.account, account.region, concat(", ", sort(vpcs - logged))]),
	},
	evidence,
) if {
	accounts.judged(account, "regional")
	count(vpcs - logged) > 0
}

verdict := answer.pass(
	{
		"en": sprintf("Every VPC of account %s in %s has flow logs (%d).", [account.account, account.region, count(vpcs)]),
		"ko": sprintf("계정 %s의 %s에 있는 모든 VPC(%d건)에 흐름 로그가 있음.", [account.account, account.region, count(vpcs)]),
	},
	evidence,
) if {
	accounts.judged(account, "regional")
	count(vpcs - logged) == 0
}
