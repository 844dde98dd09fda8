package bongsu.rules.config.config_delivers_to_log_archive_test

import data.bongsu.lib.account_test as fixture
import data.bongsu.rules.config.config_delivers_to_log_archive as rule

given(channels) := {"config:DescribeDeliveryChannels": {"DeliveryChannels": channels}}

judge(configuration, bucket) := verdict if {
	verdict := rule.verdict with input as fixture.regional(configuration, {"log_archive_bucket": bucket})
}

test_delivery_to_the_log_archive_passes if {
	verdict := judge(given([{"name": "default", "s3BucketName": "archive"}]), "archive")
	verdict.status == "PASS"
	verdict.evidence["supplementary.requested.log_archive_bucket"] == "archive"
}

test_no_channel_fails if judge(given([]), "archive").status == "FAIL"

test_another_bucket_fails_and_is_named if {
	verdict := judge(given([{"name": "default", "s3BucketName": "own"}]), "archive")
	verdict.status == "FAIL"
	verdict.evidence["configuration.config:DescribeDeliveryChannels.DeliveryChannels.s3BucketName"] == ["own"]
}

test_what_cannot_be_judged_has_no_verdict if {
	judge(given([]), "archive")
	every configuration in [{}, null, given(null), given({}), given([{"name": "default"}]), given(["default"])] {
		not judge(configuration, "archive")
	}
	every bucket in ["", null, 7] { not judge(given([]), bucket) }
}

test_other_types_and_the_other_scope_are_not_applicable if {
	elsewhere := rule.verdict with input as fixture.global({}, {})
	elsewhere.status == "NOT_APPLICABLE"
	bucket := rule.verdict with input as fixture.bucket
	bucket.status == "NOT_APPLICABLE"
}
