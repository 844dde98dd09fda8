package io.bongsu.platform.check;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * One resource as it will be after the plan is applied.
 *
 * @param address Terraform's, with keys, for example {@code module.a["x"].aws_s3_bucket.this[0]}
 * @param module address of the module instance it is in; empty for the root module
 * @param type Terraform's resource type, for example {@code aws_s3_bucket}
 * @param name its name in the module
 * @param index its key or number, missing where it has neither
 * @param actions what Terraform will do: create, update, delete, no-op, read, forget
 * @param values after apply, with {@link Unknown} where that is not known; before it for one that is deleted
 * @param sensitive Terraform's marks of what must not be shown, in the shape of the values
 * @param configuration the resource's block in the configuration; missing where the plan has none
 */
record PlannedResource(
        String address,
        String module,
        String type,
        String name,
        JsonNode index,
        Set<String> actions,
        JsonNode values,
        JsonNode sensitive,
        JsonNode configuration) {

    PlannedResource {
        requireNonNull(address, "address");
        requireNonNull(module, "module");
        actions = Set.copyOf(actions);
        requireNonNull(values, "values");
        requireNonNull(sensitive, "sensitive");
        requireNonNull(configuration, "configuration");
    }

    /** Whether it doesn't exist yet, or is replaced: what isn't configured has AWS's defaults then. */
    boolean created() {
        return actions.contains("create");
    }

    /** Whether it will be gone, without a replacement. */
    boolean deleted() {
        return !created() && (actions.contains("delete") || actions.contains("forget"));
    }

    /** Whether the configuration says anything about an attribute or block; true where the plan has no configuration. */
    boolean configures(String attribute) {
        return configuration.isMissingNode()
                || configuration.path("expressions").has(attribute);
    }

    /** Key of the provider's block in the plan's configuration, for example {@code aws.management}. */
    String provider() {
        return configuration.path("provider_config_key").asText("");
    }
}
