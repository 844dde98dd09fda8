# METADATA
# scope: package
# title: CloudTrail event selectors
# description: Whether the selectors of a trail still record every management event, reads and writes, of every service.
# related_resources:
#   - ref: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html
#   - ref: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedEventSelector.html
package bongsu.lib.cloudtrail

# basic(parameters), advanced(parameters): which kind of selectors a PutEventSelectors call carries, well formed.
basic(parameters) if {
	count(parameters.eventSelectors) > 0
	every selector in parameters.eventSelectors {
		is_boolean(object.get(selector, "includeManagementEvents", true))
		object.get(selector, "readWriteType", "All") in {"All", "ReadOnly", "WriteOnly"}
		is_array(object.get(selector, "excludeManagementEventSources", []))
	}
}

advanced(parameters) if {
	count(parameters.advancedEventSelectors) > 0
	every selector in parameters.advancedEventSelectors {
		is_array(selector.fieldSelectors)
		every field in selector.fieldSelectors { is_string(field.field) }
	}
}

# records_all_management_events(selectors, allowed): absent fields have the API's defaults. Sources in allowed may be
# left out.
records_all_management_events(selectors, allowed) if {
	recorded := {kind |
		some selector in selectors
		object.get(selector, "includeManagementEvents", true)
		every source in object.get(selector, "excludeManagementEventSources", []) { source in allowed }
		some kind in kinds[object.get(selector, "readWriteType", "All")]
	}
	recorded == {"read", "write"}
}

kinds := {"All": {"read", "write"}, "ReadOnly": {"read"}, "WriteOnly": {"write"}}

advanced_records_all_management_events(selectors, allowed) if {
	recorded := {kind |
		some selector in selectors
		some field in selector.fieldSelectors
		is_management(field)
		every narrowing in selector.fieldSelectors { harmless(narrowing, allowed) }
		some kind in kinds_of(selector.fieldSelectors)
	}
	recorded == {"read", "write"}
}

is_management(field) if {
	field.field == "eventCategory"
	"Management" in field.equals
}

# A field selector of a management selector that takes nothing away beyond what is allowed; readOnly is counted apart.
harmless(field, _) if field.field in {"eventCategory", "readOnly"}

harmless(field, allowed) if {
	field.field == "eventSource"
	object.keys(field) - {"field", "notEquals"} == set()
	every source in field.notEquals { source in allowed }
}

kinds_of(fields) := {"read", "write"} if {
	every field in fields { field.field != "readOnly" }
}

kinds_of(fields) := {kind |
	some field in fields
	field.field == "readOnly"
	some value in field.equals
	kind := {"true": "read", "false": "write"}[value]
} if {
	some field in fields
	field.field == "readOnly"
}
