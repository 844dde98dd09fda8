# METADATA
# scope: package
# title: "S3 public access is blocked for the account"
# description: >-
#   The four settings of the account-wide S3 public access block are on, as far as the parameters demand them.
# related_resources:
#   - ref: https://docs.aws.amazon.com/config/latest/developerguide/s3-account-level-public-access-blocks-periodic.html
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
# custom:
#   id: s3-account-level-public-access-blocks-periodic
#   severity: critical
#   title:
#     en: "S3 public access is blocked for the account"
#     ko: "계정 수준의 S3 퍼블릭 액세스 차단"
#   description:
#     en: "Checks that the account-wide public access block of S3 is fully on."
#     ko: "계정 수준의 S3 퍼블릭 액세스 차단 설정이 모두 활성화되어 있는지 점검함."
#   remediation:
#     en: "Turn on all four settings of the account's public access block."
#     ko: "계정의 퍼블릭 액세스 차단 설정 네 가지를 모두 활성화한다."
#   trigger: configuration
#   resource_types: ["AWS::::Account"]
#   relations: []
#   parameters:
#     BlockPublicAcls: {type: boolean, default: true, description: "Whether BlockPublicAcls is demanded."}
#     IgnorePublicAcls: {type: boolean, default: true, description: "Whether IgnorePublicAcls is demanded."}
#     BlockPublicPolicy: {type: boolean, default: true, description: "Whether BlockPublicPolicy is demanded."}
#     RestrictPublicBuckets: {type: boolean, default: true, description: "Whether RestrictPublicBuckets is demanded."}
package bongsu.rules.s3.s3_account_level_public_access_blocks_periodic

import data.bongsu.lib.account as accounts
import data.bongsu.lib.verdict as answer

account := input.resource

verdict := accounts.out_of_scope(account, "global")

names := {"BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"}

found := account.configuration["s3:GetAccountPublicAccessBlock"]

demanded := {name | some name in names; input.parameters[name] == true} if {
	every name in names { is_boolean(input.parameters[name]) }
}

off contains name if {
	some name in demanded
	found.PublicAccessBlockConfiguration[name] == false
}

off contains name if {
	some name in demanded
	found == null
}

evidence := {"configuration.s3:GetAccountPublicAccessBlock": found}

verdict := answer.fail(
	{
		"en": sprintf("The S3 public access block of account %s lacks %s.", [account.account, concat(", ", sort(off))]),
		"ko": sprintf("계정 %s의 S3 퍼블릭 액세스 차단에서 비활성화된 설정: %s.", [account.account, concat(", ", sort(off))]),
	},
	evidence,
) if {
	accounts.judged(account, "global")
	count(off) > 0
}

verdict := answer.pass(
	{
		"en": sprintf("The S3 public access block of account %s is on.", [account.account]),
		"ko": sprintf("계정 %s의 S3 퍼블릭 액세스 차단이 활성화되어 있음.", [account.account]),
	},
	evidence,
) if {
	accounts.judged(account, "global")
	is_object(found.PublicAccessBlockConfiguration)
	every name in demanded { found.PublicAccessBlockConfiguration[name] == true }
}
