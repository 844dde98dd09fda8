# METADATA
# scope: package
# title: "AWS Config delivers to the log archive"
# description: >-
#   The delivery channel of AWS Config writes to the bucket of the log archive that the request names.
# related_resources:
#   - ref: https://docs.aws.amazon.com/config/latest/developerguide/manage-delivery-channel.html
#   - ref: https://docs.aws.amazon.com/config/latest/APIReference/API_DeliveryChannel.html
# custom:
#   id: config-delivers-to-log-archive
#   severity: high
#   title:
#     en: "AWS Config delivers to the log archive"
#     ko: "AWS Config의 로그 아카이브 전송"
#   description:
#     en: "Checks that AWS Config delivers to the bucket of the log archive."
#     ko: "AWS Config가 로그 아카이브 버킷으로 전송하는지 점검함."
#   remediation:
#     en: "Set the delivery channel to the bucket of the log archive."
#     ko: "전송 채널을 로그 아카이브 버킷으로 설정한다."
#   trigger: configuration
#   resource_types: ["AWS::::Account"]
#   relations: []
#   parameters: {}
package bongsu.rules.config.config_delivers_to_log_archive

import data.bongsu.lib.account as accounts
import data.bongsu.lib.verdict as answer

account := input.resource

verdict := accounts.out_of_scope(account, "regional")

channels := listed if {
	listed := account.configuration["config:DescribeDeliveryChannels"].DeliveryChannels
	is_array(listed)
	every channel in listed { is_string(channel.s3BucketName) }
}

wanted := name if {
	name := accounts.requested(account, "log_archive_bucket")
	is_string(name)
	name != ""
}

buckets := {channel.s3BucketName | some channel in channels} if is_array(channels)

evidence := {
	"configuration.config:DescribeDeliveryChannels.DeliveryChannels.s3BucketName": sort(buckets),
	"supplementary.requested.log_archive_bucket": wanted,
}

verdict := answer.fail(
	{
		"en": sprintf("AWS Config of account %s in %s does not deliver to %s.", [account.account, account.region, wanted]),
		"ko": sprintf("계정 %s의 %s에서 AWS Config가 %s(으)로 전송하지 않음.", [account.account, account.region, wanted]),
	},
	evidence,
) if {
	accounts.judged(account, "regional")
	is_set(buckets)
	not wanted in buckets
}

verdict := answer.pass(
	{
		"en": sprintf("AWS Config of account %s in %s delivers to %s.", [account.account, account.region, wanted]),
		"ko": sprintf("계정 %s의 %s에서 AWS Config가 %s(으)로 전송함.", [account.account, account.region, wanted]),
	},
	evidence,
) if {
	accounts.judged(account, "regional")
	wanted in buckets
}
