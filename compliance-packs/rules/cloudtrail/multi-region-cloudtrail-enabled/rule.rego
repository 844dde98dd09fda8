# METADATA
# scope: package
# title: "A multi-region trail records every management event"
# description: >-
#   A trail that covers all regions is logging, records every management event and delivers where the collector
#   reads. An organization trail counts.
# related_resources:
#   - ref: https://docs.aws.amazon.com/config/latest/developerguide/multi-region-cloudtrail-enabled.html
#   - ref: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html
# custom:
#   id: multi-region-cloudtrail-enabled
#   severity: critical
#   title:
#     en: "A multi-region trail records every management event"
#     ko: "모든 관리 이벤트를 기록하는 다중 리전 추적"
#   description:
#     en: "Checks that a multi-region trail is logging all management events to the bucket that the collector reads."
#     ko: "다중 리전 추적이 모든 관리 이벤트를 수집기가 읽는 버킷에 기록하는지 점검함."
#   remediation:
#     en: "Create an organization trail for all regions, or a multi-region trail of the account, with all management events, and start it."
#     ko: "모든 리전을 대상으로 하는 조직 추적 또는 계정의 다중 리전 추적을 생성하고 모든 관리 이벤트의 기록을 시작한다."
#   trigger: configuration
#   resource_types: ["AWS::::Account"]
#   relations: []
#   parameters:
#     s3BucketName: {type: string, default: "", description: "Name of the bucket that the trail must deliver to; empty takes the one that was requested."}
package bongsu.rules.cloudtrail.multi_region_cloudtrail_enabled

import data.bongsu.lib.account as accounts
import data.bongsu.lib.cloudtrail
import data.bongsu.lib.verdict as answer

account := input.resource

verdict := accounts.out_of_scope(account, "global")

trails := listed if {
	listed := account.configuration["cloudtrail:DescribeTrails"].trailList
	is_array(listed)
	every trail in listed { is_string(trail.TrailARN) }
}

buckets := accounts.demanded(input.parameters.s3BucketName, accounts.requested(account, "cloudtrail_bucket"))

status(trail) := account.configuration["cloudtrail:GetTrailStatus"][trail.TrailARN]

sufficient contains trail.TrailARN if {
	some trail in trails
	trail.IsMultiRegionTrail == true
	status(trail).IsLogging == true
	accounts.accepted(trail.S3BucketName, buckets)
	complete(trail)
}

# What is proven to lack something. A trail in neither set can't be judged.
lacking contains trail.TrailARN if {
	some trail in trails
	trail.IsMultiRegionTrail == false
}

lacking contains trail.TrailARN if {
	some trail in trails
	status(trail).IsLogging == false
}

lacking contains trail.TrailARN if {
	some trail in trails
	is_string(trail.S3BucketName)
	is_set(buckets)
	not accounts.accepted(trail.S3BucketName, buckets)
}

lacking contains trail.TrailARN if {
	some trail in trails
	trail.HasCustomEventSelectors == true
	readable(selectors(trail))
	not complete(trail)
}

complete(trail) if trail.HasCustomEventSelectors == false

complete(trail) if {
	trail.HasCustomEventSelectors == true
	cloudtrail.basic(selectors(trail))
	cloudtrail.records_all_management_events(selectors(trail).eventSelectors, [])
}

complete(trail) if {
	trail.HasCustomEventSelectors == true
	cloudtrail.advanced(selectors(trail))
	cloudtrail.advanced_records_all_management_events(selectors(trail).advancedEventSelectors, [])
}

readable(given) if cloudtrail.basic(given)

readable(given) if cloudtrail.advanced(given)

# The selectors with the names that CloudTrail records carry them by: first letter small.
selectors(trail) := {
	"eventSelectors": [small(selector) | some selector in object.get(given, "EventSelectors", [])],
	"advancedEventSelectors": [{"fieldSelectors": [small(field) | some field in selector.FieldSelectors]} |
		some selector in object.get(given, "AdvancedEventSelectors", [])
	],
} if {
	given := account.configuration["cloudtrail:GetEventSelectors"][trail.TrailARN]
}

small(given) := {name: value |
	some key, value in given
	name := concat("", [lower(substring(key, 0, 1)), substring(key, 1, -1)])
}

verdict := answer.fail(
	{
		"en": sprintf("No trail records every management event of account %s in all regions (%d trail(s) looked at).", [account.account, count(trails)]),
		"ko": sprintf("계정 %s의 모든 리전에서 모든 관리 이벤트를 기록하는 추적이 없음(확인한 추적 %d건).", [account.account, count(trails)]),
	},
	evidence,
) if {
	accounts.judged(account, "global")
	every trail in trails { trail.TrailARN in lacking }
}

verdict := answer.pass(
	{
		"en": sprintf("%s records every management event of account %s in all regions.", [concat(", ", sort(sufficient)), account.account]),
		"ko": sprintf("%s이(가) 계정 %s의 모든 리전에서 모든 관리 이벤트를 기록함.", [concat(", ", sort(sufficient)), account.account]),
	},
	evidence,
) if {
	accounts.judged(account, "global")
	count(sufficient) > 0
}

evidence := {
	"configuration.cloudtrail:DescribeTrails.trailList": [seen |
		some trail in trails
		seen := object.filter(trail, {"TrailARN", "IsMultiRegionTrail", "IsOrganizationTrail", "S3BucketName", "HasCustomEventSelectors"})
	],
	"configuration.cloudtrail:GetTrailStatus": {trail.TrailARN: object.filter(status(trail), {"IsLogging", "LatestDeliveryError"}) |
		some trail in trails
	},
	"parameters.s3BucketName": input.parameters.s3BucketName,
	"supplementary.requested.cloudtrail_bucket": accounts.requested(account, "cloudtrail_bucket"),
}
