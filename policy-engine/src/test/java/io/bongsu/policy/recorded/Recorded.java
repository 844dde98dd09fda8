package io.bongsu.policy.recorded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.policy.input.ConfigurationItem;
import io.bongsu.policy.input.RuleInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the copied data, and writes states as AWS Config would. */
final class Recorded {

    static final ObjectMapper JSON = new ObjectMapper();

    static final String ACCOUNT = "111122223333";

    private Recorded() {}

    /** The lines of a file below {@code recorded/}. */
    static List<JsonNode> lines(String file) {
        try (InputStream in = open(file)) {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                lines.add(JSON.readTree(line));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file below {@code recorded/}. */
    static InputStream open(String file) {
        InputStream in = Recorded.class.getResourceAsStream("/recorded/" + file);
        if (in == null) {
            throw new IllegalArgumentException("There is no recorded/%s on the class path".formatted(file));
        }
        return in;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** JSON that a string holds. */
    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("'%s' is no JSON".formatted(text), e);
        }
    }

    /** What guardrails see of a configuration item as somebody recorded it. */
    static RuleInput input(JsonNode item) {
        try {
            return RuleInput.of(ConfigurationItem.read(JSON.writeValueAsBytes(item)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What guardrails see of a resource whose state was recorded in other words. */
    static RuleInput input(String type, String name, String arn, ObjectNode configuration, ObjectNode supplementary) {
        ObjectNode item = object();
        item.put("awsAccountId", ACCOUNT);
        item.put("awsRegion", "us-east-1");
        item.put("resourceType", type);
        item.put("resourceId", name);
        item.put("resourceName", name);
        item.put("ARN", arn);
        item.put("configurationItemStatus", "OK");
        item.put("configurationItemCaptureTime", "2026-01-01T00:00:00.000Z");
        item.set("configuration", configuration);
        item.set("supplementaryConfiguration", supplementary);
        return input(item);
    }

    /** The same tree with every field name beginning in lower case, as Config writes what the API writes in upper case. */
    static JsonNode inConfigsWords(JsonNode given) {
        if (given.isArray()) {
            var list = JSON.createArrayNode();
            given.forEach(each -> list.add(inConfigsWords(each)));
            return list;
        }
        if (!given.isObject()) {
            return given;
        }
        ObjectNode renamed = object();
        given.properties()
                .forEach(each -> renamed.set(
                        Character.toLowerCase(each.getKey().charAt(0))
                                + each.getKey().substring(1),
                        inConfigsWords(each.getValue())));
        return renamed;
    }
}
