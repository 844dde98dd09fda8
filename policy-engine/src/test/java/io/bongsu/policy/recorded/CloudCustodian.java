package io.bongsu.policy.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.policy.catalogue.Catalogue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Configuration items in Cloud Custodian's tests, as AWS Config wrote them; nobody recorded a verdict on them. */
final class CloudCustodian {

    static final String SOURCE = "cloud-custodian";

    private CloudCustodian() {}

    static List<RecordedCase> cases(Catalogue catalogue) {
        return Recorded.lines(SOURCE + "/items.jsonl").stream()
                .flatMap(line -> {
                    String file = line.path("file").asText();
                    String name = file.substring(file.lastIndexOf('/') + 1);
                    JsonNode item = item(line.path("content"));
                    return catalogue.rulesFor(item.path("resourceType").asText()).stream()
                            .map(rule -> new RecordedCase(
                                    SOURCE, name, rule.id(), Opinion.NONE, Optional.of(Recorded.input(item))));
                })
                .toList();
    }

    /** The item itself, or the one that a rule was invoked with. Config's files have ISO times; one item was saved with seconds. */
    private static JsonNode item(JsonNode content) {
        JsonNode item = content.has("invokingEvent")
                ? Recorded.parse(content.get("invokingEvent").asText()).path("configurationItem")
                : content;
        JsonNode time = item.path("configurationItemCaptureTime");
        if (!time.isNumber()) {
            return item;
        }
        ObjectNode withTime = item.deepCopy();
        withTime.put(
                "configurationItemCaptureTime",
                Instant.ofEpochSecond(time.longValue()).toString());
        return withTime;
    }
}
