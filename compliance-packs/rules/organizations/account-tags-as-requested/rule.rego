# METADATA
# scope: package
# title: "The account bears the requested tags"
# description: >-
#   Every tag that the request names is on the account in AWS Organizations, with its value.
# related_resources:
#   - ref: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_tagging.html
#   - ref: https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListTagsForResource.html
# custom:
#   id: account-tags-as-requested
#   severity: medium
#   title:
#     en: "The account bears the requested tags"
#     ko: "요청한 계정 태그"
#   description:
#     en: "Checks that the account bears every requested tag with its value."
#     ko: "요청한 태그가 모두 해당 값으로 계정에 있는지 점검함."
#   remediation:
#     en: "Tag the account as requested."
#     ko: "요청한 대로 계정에 태그를 지정한다."
#   trigger: configuration
#   resource_types: ["AWS::::Account"]
#   relations: []
#   parameters: {}
package bongsu.rules.organizations.account_tags_as_requested

import data.bongsu.lib.account as accounts
import data.bongsu.lib.verdict as answer

account := input.resource

verdict := accounts.out_of_scope(account, "global")

wanted := tags if {
	tags := accounts.requested(account, "tags")
	is_object(tags)
	every value in tags { is_string(value) }
}

present := {[tag.Key, tag.Value] | some tag in listed} if {
	listed := account.configuration["organizations:ListTagsForResource"].Tags
	is_array(listed)
	every tag in listed {
		is_string(tag.Key)
		is_string(tag.Value)
	}
}

lacking := {key |
	some key, value in wanted
	not [key, value] in present
} if {
	is_set(present)
	is_object(wanted)
}

evidence := {
	"configuration.organizations:ListTagsForResource.Tags": [{"Key": key, "Value": value} |
		some [key, value] in present
		key in object.keys(wanted)
	],
	"supplementary.requested.tags": wanted,
}

verdict := answer.fail(
	{
		"en": sprintf("Tags that account %s lacks, or bears with another value: %s.", [account.account, concat(", ", sort(lacking))]),
		"ko": sprintf("계정 %s에 없거나 값이 다른 태그: %s.", [account.account, concat(", ", sort(lacking))]),
	},
	evidence,
) if {
	accounts.judged(account, "global")
	count(lacking) > 0
}

verdict := answer.pass(
	{
		"en": sprintf("Account %s bears all %d requested tags.", [account.account, count(wanted)]),
		"ko": sprintf("계정 %s에 요청한 태그 %d건이 모두 있음.", [account.account, count(wanted)]),
	},
	evidence,
) if {
	accounts.judged(account, "global")
	count(lacking) == 0
}
