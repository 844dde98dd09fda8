package io.bongsu.console.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.kit.BongsuConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** What could not be read: the dead-letter documents. */
@Singleton
public final class Quarantine {

    private final OpenSearchCalls calls;
    private final String pattern;

    @Inject
    Quarantine(OpenSearchCalls calls, BongsuConfig config) {
        this.calls = calls;
        this.pattern = config.indices().deadLetterPattern();
    }

    public List<DeadLetter> newest(int count) {
        ObjectNode body = calls.json().createObjectNode();
        body.put("size", count);
        body.put("timeout", calls.softTimeout());
        body.put("track_total_hits", false);
        body.putArray("sort")
                .addObject()
                .putObject("@timestamp")
                .put("order", "desc")
                .put("unmapped_type", "date");
        List<DeadLetter> letters = new ArrayList<>();
        for (JsonNode hit : calls.search(pattern, body).path("hits").path("hits")) {
            JsonNode source = hit.path("_source");
            JsonNode type = source.path("log");
            letters.add(new DeadLetter(
                    Documents.instant(source.path("@timestamp")),
                    source.path("reason").asText(""),
                    source.path("message").asText(""),
                    source.path("stage").asText(""),
                    type.path("type").asText(source.path("log.type").asText("")),
                    source.path("source").asText(""),
                    source.path("position").asText(""),
                    source.path("original")
                            .asText(source.path("original_base64").asText("")),
                    source.path("original").isMissingNode() && source.has("original_base64")));
        }
        return letters;
    }
}
