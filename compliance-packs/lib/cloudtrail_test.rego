package bongsu.lib.cloudtrail_test

import data.bongsu.lib.cloudtrail

kms_out := ["kms.amazonaws.com"]

test_basic_selectors_that_record_everything if {
	complete := [
		[{}],
		[{"includeManagementEvents": true, "readWriteType": "All", "excludeManagementEventSources": []}],
		[{"readWriteType": "ReadOnly"}, {"readWriteType": "WriteOnly"}],
		[{"includeManagementEvents": false}, {"includeManagementEvents": true}],
	]
	every selectors in complete { cloudtrail.records_all_management_events(selectors, []) }
}

test_basic_selectors_that_leave_something_out if {
	narrowed := [
		[{"includeManagementEvents": false}],
		[{"readWriteType": "WriteOnly"}],
		[{"excludeManagementEventSources": kms_out}],
	]
	every selectors in narrowed { not cloudtrail.records_all_management_events(selectors, []) }
}

test_allowed_sources_may_be_left_out if {
	cloudtrail.records_all_management_events([{"excludeManagementEventSources": kms_out}], kms_out)
	cloudtrail.advanced_records_all_management_events(
		[management([{"field": "eventSource", "notEquals": kms_out}])],
		kms_out,
	)
}

management(fields) := {"fieldSelectors": array.concat([{"field": "eventCategory", "equals": ["Management"]}], fields)}

test_advanced_selectors_that_record_everything if {
	complete := [
		[management([])],
		[management([{"field": "readOnly", "equals": ["true"]}]), management([{"field": "readOnly", "equals": ["false"]}])],
		[{"fieldSelectors": [{"field": "eventCategory", "equals": ["Data"]}]}, management([])],
	]
	every selectors in complete { cloudtrail.advanced_records_all_management_events(selectors, []) }
}

test_advanced_selectors_that_leave_something_out if {
	narrowed := [
		[{"fieldSelectors": [{"field": "eventCategory", "equals": ["Data"]}]}],
		[management([{"field": "readOnly", "equals": ["true"]}])],
		[management([{"field": "eventSource", "notEquals": kms_out}])],
		[management([{"field": "eventSource", "equals": kms_out}])],
		[management([{"field": "eventName", "equals": ["RunInstances"]}])],
	]
	every selectors in narrowed { not cloudtrail.advanced_records_all_management_events(selectors, []) }
}

test_well_formed if {
	cloudtrail.basic({"eventSelectors": [{"readWriteType": "All"}]})
	cloudtrail.advanced({"advancedEventSelectors": [management([])]})
	not cloudtrail.basic({})
	not cloudtrail.basic({"eventSelectors": []})
	not cloudtrail.basic({"eventSelectors": [{"readWriteType": "Some"}]})
	not cloudtrail.basic({"eventSelectors": [{"includeManagementEvents": "no"}]})
	not cloudtrail.basic({"eventSelectors": [{"excludeManagementEventSources": "kms.amazonaws.com"}]})
	not cloudtrail.advanced({})
	not cloudtrail.advanced({"advancedEventSelectors": [{}]})
	not cloudtrail.advanced({"advancedEventSelectors": [{"fieldSelectors": [{}]}]})
}
