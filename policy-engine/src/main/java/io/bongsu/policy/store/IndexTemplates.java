package io.bongsu.policy.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.contracts.Indices;
import io.bongsu.policy.input.ExactJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Puts the engine's index templates into OpenSearch, and makes the indices that are always there. */
final class IndexTemplates {

    /** Above a user's catch-all, below a user's own that is meant to win. */
    private static final int PRIORITY = 200;

    private final OpenSearchCalls calls;
    private final Indices indices;

    IndexTemplates(OpenSearchCalls calls, Indices indices) {
        this.calls = calls;
        this.indices = indices;
    }

    /**
     * Puts all of them; the same again changes nothing.
     *
     * @throws IOException when OpenSearch can't be reached or refuses one
     */
    void install() throws IOException {
        put("findings", indices.findings());
        put("findings-history", indices.findingsHistoryPattern());
        put("resources", indices.resources());
        // There from the start, so that an empty list of findings is an answer and not an error.
        create(indices.findings());
        create(indices.resources());
    }

    private void put(String name, String pattern) throws IOException {
        ObjectNode template = JsonNodeFactory.instance.objectNode();
        template.putArray("index_patterns").add(pattern);
        template.put("priority", PRIORITY);
        String file = "/index-templates/" + name + ".json";
        try (InputStream in = IndexTemplates.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("%s is not in the application".formatted(file));
            }
            template.set("template", ExactJson.MAPPER.readTree(in));
        }
        String path = "/_index_template/" + indices.prefix() + name;
        OpenSearchCalls.Answer answer =
                calls.call("PUT", path, Map.of(), ExactJson.MAPPER.writeValueAsBytes(template), "application/json");
        if (answer.status() != 200) {
            throw new IOException("PUT %s was answered with %d: %s".formatted(path, answer.status(), answer.reason()));
        }
    }

    private void create(String index) throws IOException {
        OpenSearchCalls.Answer answer = calls.call("PUT", "/" + index, Map.of(), null, "application/json");
        boolean there = answer.status() == 200
                || (answer.status() == 400
                        && answer.body()
                                .path("error")
                                .path("type")
                                .asText()
                                .equals("resource_already_exists_exception"));
        if (!there) {
            throw new IOException(
                    "PUT /%s was answered with %d: %s".formatted(index, answer.status(), answer.reason()));
        }
    }
}
