package io.bongsu.policy.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.bongsu.contracts.VerdictStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code recorded/differences.yaml} says.
 *
 * @param classes reason by the name of its class of differences
 * @param explained differences by {@link RecordedCase#key()}
 * @param pinned our verdict, read by a person, by the key of a case without an opinion
 */
record Differences(Map<String, String> classes, Map<String, Explained> explained, Map<String, VerdictStatus> pinned) {

    Differences {
        classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
        explained = Collections.unmodifiableMap(new LinkedHashMap<>(explained));
        pinned = Collections.unmodifiableMap(new LinkedHashMap<>(pinned));
    }

    /**
     * One difference on purpose.
     *
     * @param theirs what the other project says
     * @param ours what our guardrail says
     * @param reason the class of the difference
     */
    record Explained(Opinion theirs, VerdictStatus ours, String reason) {}

    static Differences read() {
        JsonNode yaml;
        try (InputStream in = Recorded.open("differences.yaml")) {
            yaml = new ObjectMapper(new YAMLFactory()).readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> classes = new LinkedHashMap<>();
        Map<String, Explained> explained = new LinkedHashMap<>();
        for (JsonNode each : yaml.path("differences")) {
            String name = each.path("class").asText();
            classes.put(name, each.path("reason").asText());
            for (JsonNode one : each.path("cases")) {
                put(
                        explained,
                        one,
                        new Explained(Opinion.valueOf(one.path("theirs").asText()), ours(one), name));
            }
        }
        Map<String, VerdictStatus> pinned = new LinkedHashMap<>();
        for (JsonNode one : yaml.path("without_opinion")) {
            put(pinned, one, ours(one));
        }
        return new Differences(classes, explained, pinned);
    }

    private static VerdictStatus ours(JsonNode one) {
        return VerdictStatus.valueOf(one.path("ours").asText());
    }

    private static <T> void put(Map<String, T> map, JsonNode one, T value) {
        String key =
                "%s → %s".formatted(one.path("case").asText(), one.path("rule").asText());
        if (map.put(key, value) != null) {
            throw new IllegalArgumentException("differences.yaml lists '%s' twice".formatted(key));
        }
    }
}
