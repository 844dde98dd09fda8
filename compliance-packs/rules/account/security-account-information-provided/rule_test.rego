package bongsu.rules.account.security_account_information_provided_test

import data.bongsu.lib.account_test as fixture
import data.bongsu.rules.account.security_account_information_provided as rule

contact := {"Name": "Security desk", "Title": "Desk", "EmailAddress": "security@example.com", "PhoneNumber": "+82-2-0000-0000"}

given(found) := {"account:GetAlternateContact": {"SECURITY": {"AlternateContact": found}}}

judge(configuration) := verdict if {
	verdict := rule.verdict with input as fixture.global(configuration, {})
}

test_contact_passes_without_naming_the_person if {
	verdict := judge(given(contact))
	verdict.status == "PASS"
	verdict.evidence == {"configuration.account:GetAlternateContact.SECURITY": "complete"}
}

test_no_contact_fails if judge({"account:GetAlternateContact": {"SECURITY": null}}).status == "FAIL"

test_each_field_counts if {
	every field in ["Name", "EmailAddress", "PhoneNumber"] {
		verdict := judge(given(object.union(contact, {field: " "})))
		verdict.status == "FAIL"
		contains(verdict.message.en, field)
	}
}

test_what_cannot_be_judged_has_no_verdict if {
	judge(given(contact))
	every configuration in [
		{},
		null,
		given(null),
		given({}),
		given(object.remove(contact, ["PhoneNumber"])),
		given(object.union(contact, {"Name": 7})),
		{"account:GetAlternateContact": {"BILLING": {"AlternateContact": contact}}},
		{"account:GetAlternateContact": {"SECURITY": {}}},
	] {
		not judge(configuration)
	}
}

test_other_types_and_the_other_scope_are_not_applicable if {
	elsewhere := rule.verdict with input as fixture.regional({}, {})
	elsewhere.status == "NOT_APPLICABLE"
	bucket := rule.verdict with input as fixture.bucket
	bucket.status == "NOT_APPLICABLE"
}
