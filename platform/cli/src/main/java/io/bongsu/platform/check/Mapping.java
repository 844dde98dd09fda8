package io.bongsu.platform.check;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How one Terraform resource type becomes resources that guardrails judge: a {@code mapping.yaml} of {@code compliance-packs/terraform/},
 * whose README says what may stand in it.
 *
 * @param terraform Terraform's type, for example {@code aws_s3_bucket}
 * @param type AWS Config's type, for example {@code AWS::S3::Bucket}
 * @param rules ids of the only guardrails that this answers; empty for every guardrail on the type
 * @param global for {@code AWS::::Account}: whether it is the account's global part or that of a region
 * @param items attributes with one judged resource for each element, each a text or {@code {$attribute, unset}}; empty for one judged
 *     resource in all
 * @param parts types of the resources that it takes in, with the attribute that each names its whole by
 * @param wholes types of the resources that it looks something up in
 * @param tree the whole mapping
 */
record Mapping(
        String terraform,
        String type,
        Set<String> rules,
        boolean global,
        List<JsonNode> items,
        Map<String, String> parts,
        Set<String> wholes,
        JsonNode tree) {

    static final String ACCOUNT = "AWS::::Account";

    Mapping {
        requireNonNull(terraform, "terraform");
        requireNonNull(type, "type");
        rules = Set.copyOf(rules);
        items = List.copyOf(items);
        parts = Map.copyOf(parts);
        wholes = Set.copyOf(wholes);
        requireNonNull(tree, "tree");
    }

    /** Whether all resources of this type in one account and region are parts of one judged resource. */
    boolean shared() {
        return type.equals(ACCOUNT);
    }
}
