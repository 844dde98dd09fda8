package io.bongsu.collector.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.collector.logtype.LogType;
import io.bongsu.collector.logtype.LogTypes;
import io.bongsu.contracts.Indices;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;

/** Puts the index templates of {@code log-types/} into OpenSearch: the head as a component template, and one template a log type. */
final class Templates {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OpenSearchGenericClient client;
    private final LogTypes types;
    private final Indices indices;

    Templates(OpenSearchClient client, LogTypes types, Indices indices) {
        this.client = client.generic();
        this.types = types;
        this.indices = indices;
    }

    /**
     * Puts all templates; the same again changes nothing.
     *
     * @throws IOException when OpenSearch can't be reached or refuses one
     */
    void install() throws IOException {
        String head = indices.prefix() + "logs-head";
        put(
                "/_component_template/" + head,
                JSON.createObjectNode().set("template", read(types.file("head-template.json"))));
        for (LogType type : types.all()) {
            ObjectNode template =
                    indexTemplate(indices.logsPattern(type.name()), types.file(type.name() + "/index-template.json"));
            template.putArray("composed_of").add(head);
            put("/_index_template/" + indices.prefix() + "logs-" + type.name(), template);
        }
        put(
                "/_index_template/" + indices.prefix() + "dead-letter",
                indexTemplate(indices.deadLetterPattern(), types.file("dead-letter-template.json")));
    }

    private static ObjectNode indexTemplate(String pattern, Path file) throws IOException {
        ObjectNode template = JSON.createObjectNode();
        template.putArray("index_patterns").add(pattern);
        template.put("priority", 200);
        template.set("template", read(file));
        return template;
    }

    private static JsonNode read(Path file) throws IOException {
        return JSON.readTree(file.toFile());
    }

    private void put(String endpoint, JsonNode body) throws IOException {
        try (Response response = client.execute(Requests.builder()
                .method("PUT")
                .endpoint(endpoint)
                .body(Body.from(JSON.writeValueAsBytes(body), "application/json"))
                .build())) {
            if (response.getStatus() != 200) {
                throw new IOException(
                        "PUT %s was answered with %d: %s".formatted(endpoint, response.getStatus(), text(response)));
            }
        }
    }

    private static String text(Response response) throws IOException {
        Body body = response.getBody().orElse(null);
        if (body == null) {
            return "no body";
        }
        try (InputStream in = body.body()) {
            return new String(in.readNBytes(1000), StandardCharsets.UTF_8);
        }
    }
}
