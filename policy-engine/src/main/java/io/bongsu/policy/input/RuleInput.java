package io.bongsu.policy.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/**
 * What all guardrails see of one resource or one event, written once: the members {@code resource} or {@code event}, and {@code account}.
 * What isn't known is absent, never invented.
 */
public final class RuleInput {

    /** Larger than any item; what the JSON in strings can grow to stays in proportion. */
    private static final int MAX_BYTES = 32 << 20;

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    private final byte[] json;

    private RuleInput(ObjectNode members) {
        try {
            json = ExactJson.MAPPER.writeValueAsBytes(members);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        if (json.length > MAX_BYTES) {
            throw new UnjudgeableException(
                    "The input for the guardrails has %d bytes; expected at most %d".formatted(json.length, MAX_BYTES));
        }
    }

    /**
     * Of a configuration item.
     *
     * @throws UnjudgeableException when it nests too deep or is too large
     */
    public static RuleInput of(ConfigurationItem item) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        resource.put("type", item.key().type());
        resource.put("id", item.key().id());
        if (item.arn() != null) {
            resource.put("arn", item.arn());
        }
        resource.put("name", item.name());
        resource.put("account", item.key().account());
        resource.put("region", item.key().region());
        resource.set("tags", tags(item.tree().path("tags")));
        resource.put("captured_at", item.capturedAt().toString());
        resource.put("status", item.status());
        EmbeddedJson embedded = new EmbeddedJson();
        if (item.tree().has("configuration")) {
            resource.set("configuration", embedded.expand(item.tree().get("configuration")));
        }
        if (item.tree().has("supplementaryConfiguration")) {
            resource.set("supplementary", embedded.expand(item.tree().get("supplementaryConfiguration")));
        }
        return new RuleInput(members("resource", resource, item.key().account()));
    }

    /**
     * Of a resource that is in the rule contract's words already.
     *
     * @param account the account that it is in
     * @throws UnjudgeableException when it is too large
     */
    public static RuleInput of(ObjectNode resource, String account) {
        return new RuleInput(members("resource", resource, account));
    }

    /**
     * Of a CloudTrail record.
     *
     * @param account the account that it is about
     * @throws UnjudgeableException when it is no JSON object
     */
    public static RuleInput of(byte[] record, String account) {
        try {
            JsonNode event = ExactJson.MAPPER.readTree(record);
            if (!event.isObject()) {
                throw new UnjudgeableException("The record is no JSON object");
            }
            return new RuleInput(members("event", event, account));
        } catch (IOException e) {
            throw new UnjudgeableException("The record is no JSON that can be judged", e);
        }
    }

    /** A JSON object in ASCII; not a copy, because it is large and read once for each guardrail: not to be changed. */
    public byte[] json() {
        return json;
    }

    /** Bytes of {@link #json}. */
    public int size() {
        return json.length;
    }

    private static ObjectNode members(String name, JsonNode value, String account) {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        members.set(name, value);
        if (ACCOUNT.matcher(account).matches()) {
            members.putObject("account").put("id", account);
        }
        return members;
    }

    /** Config writes an object; its API's older form and some resources' own form are lists of pairs. */
    private static JsonNode tags(JsonNode given) {
        if (given instanceof ObjectNode object) {
            return object;
        }
        ObjectNode tags = JsonNodeFactory.instance.objectNode();
        if (given instanceof ArrayNode list) {
            for (JsonNode each : list) {
                String key = each.path("key")
                        .asText(each.path("Key").asText(each.path("tag").asText("")));
                JsonNode value = each.has("value") ? each.get("value") : each.path("Value");
                if (!key.isEmpty() && value.isTextual()) {
                    tags.set(key, value);
                }
            }
        }
        return tags;
    }
}
