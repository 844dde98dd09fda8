package bongsu.factory.scp_test

# "opa test" loads each factory/scp/<name>/policy.json as data.factory.scp.<name>.
policies := data.factory.scp

names := {"bongsu-stay-in-organization", "bongsu-keep-logging", "bongsu-regions", "bongsu-quarantine"}

factory := {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/OrganizationAccountAccessRole"}}

test_exactly_these_policies if object.keys(policies) == names

# Organizations' quota on the document that is sent, in characters; names go up to 128.
test_within_the_quotas if {
	every name, policy in policies {
		count(name) <= 128
		count(json.marshal(policy)) < 10240
	}
}

test_version_and_members if {
	every policy in policies {
		object.keys(policy) == {"Version", "Statement"}
		policy.Version == "2012-10-17"
		count(policy.Statement) > 0
	}
}

test_every_statement_is_a_deny if {
	every policy in policies {
		every statement in policy.Statement {
			statement.Effect == "Deny"
			is_string(statement.Resource)
			regex.match(`^[A-Za-z0-9]+$`, statement.Sid)
			count(object.keys(statement) & {"Action", "NotAction"}) == 1
			count(object.keys(statement) - {"Sid", "Effect", "Action", "NotAction", "Resource", "Condition"}) == 0
		}
	}
}

test_statement_ids_are_unique if {
	every policy in policies { count({statement.Sid | some statement in policy.Statement}) == count(policy.Statement) }
}

test_only_leaving_is_denied_to_the_factory_too if {
	every name, policy in policies {
		every statement in policy.Statement { excepts_the_factory(name, statement) }
	}
}

excepts_the_factory("bongsu-stay-in-organization", statement) if not statement.Condition

excepts_the_factory(name, statement) if {
	name != "bongsu-stay-in-organization"
	statement.Condition.ArnNotLike == factory.ArnNotLike
}

test_leaving_is_denied if {
	"organizations:LeaveOrganization" in policies["bongsu-stay-in-organization"].Statement[0].Action
}

# What the guardrail security-logging-switched-off reports, this policy denies, as far as a member account can do it.
test_switching_off_is_denied if {
	denied := {action | some statement in policies["bongsu-keep-logging"].Statement; some action in statement.Action}
	wanted := {
		"cloudtrail:StopLogging",
		"cloudtrail:DeleteTrail",
		"cloudtrail:UpdateTrail",
		"cloudtrail:PutEventSelectors",
		"config:StopConfigurationRecorder",
		"config:DeleteConfigurationRecorder",
		"config:DeleteDeliveryChannel",
		"guardduty:DeleteDetector",
		"guardduty:UpdateDetector",
		"guardduty:DisassociateFromAdministratorAccount",
		"guardduty:DisassociateFromMasterAccount",
	}
	wanted - denied == set()
	every action in denied { not contains(action, "*") }
}

test_regions_are_listed_and_global_services_exempt if {
	some statement in policies["bongsu-regions"].Statement
	count(statement.Condition.StringNotEquals["aws:RequestedRegion"]) > 0
	exempt := {action | some action in statement.NotAction}
	{"iam:*", "organizations:*", "sts:*", "cloudfront:*", "route53:*", "support:*"} - exempt == set()
	exempt & {"*", "ec2:*", "s3:*", "rds:*", "lambda:*", "dynamodb:*", "logs:*"} == set()
}

test_quarantine_denies_everything if {
	policies["bongsu-quarantine"].Statement == [{"Sid": "Quarantine", "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": factory}]
}
