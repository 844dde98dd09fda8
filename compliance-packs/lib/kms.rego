# METADATA
# scope: package
# title: KMS keys
# description: Compares the key a resource is encrypted with to the key a parameter demands.
# related_resources:
#   - ref: https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id
package bongsu.lib.kms

# A parameter names a key by its ARN or by its id; AWS Config gives the ARN of the key in use, seldom its bare id.
same_key(used, wanted) if used == wanted

same_key(used, wanted) if {
	not startswith(wanted, "arn:")
	endswith(used, concat("", [":key/", wanted]))
}

same_key(used, wanted) if {
	not startswith(used, "arn:")
	endswith(wanted, concat("", [":key/", used]))
}

# accepted_key(used, wanted): an empty parameter accepts every key, also one that the item doesn't name.
accepted_key(_, wanted) if wanted == ""

accepted_key(used, wanted) if {
	wanted != ""
	same_key(used, wanted)
}

# other_key(used, wanted): proven to be another key. An alias can't be resolved here, so nothing is proven about one.
other_key(used, wanted) if {
	is_string(used)
	is_string(wanted)
	wanted != ""
	not contains(wanted, "alias/")
	not same_key(used, wanted)
}
