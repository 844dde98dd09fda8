package io.bongsu.collector.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Request;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;

/** Sends documents that exist as bytes through the bulk API and says what became of each. */
final class Bulk {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OpenSearchGenericClient client;

    Bulk(OpenSearchClient client) {
        this.client = client.generic();
    }

    /** What OpenSearch says of one document. */
    sealed interface Outcome {

        /** It is stored now. */
        record Created() implements Outcome {}

        /** Its id is taken already. */
        record Exists() implements Outcome {}

        /** OpenSearch will never take it in this form. */
        record Refused(String message) implements Outcome {}

        /** OpenSearch can't take it now. */
        record TryAgain(String message) implements Outcome {}
    }

    private static final Outcome CREATED = new Outcome.Created();
    private static final Outcome EXISTS = new Outcome.Exists();

    /**
     * Sends the documents, to be created and never overwritten.
     *
     * @return an outcome for each, in order
     * @throws IOException when OpenSearch can't be reached or doesn't answer as itself; nothing is known of the documents then
     */
    List<Outcome> create(List<BulkItem> items) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(
                items.stream().mapToInt(item -> item.document().length + 160).sum());
        for (BulkItem item : items) {
            body.writeBytes(item.action());
            body.write('\n');
            body.writeBytes(item.document());
            body.write('\n');
        }
        Request request = Requests.builder()
                .method("POST")
                .endpoint("/_bulk")
                .query(Map.of(
                        "filter_path", "errors,items.create.status,items.create.error.type,items.create.error.reason"))
                .body(Body.from(body.toByteArray(), "application/x-ndjson"))
                .build();
        try (Response response = client.execute(request)) {
            JsonNode answer = body(response);
            if (response.getStatus() != 200) {
                String message = "Bulk request was answered with %d: %s"
                        .formatted(response.getStatus(), reason(answer.path("error")));
                return all(items, new Outcome.TryAgain(message));
            }
            if (!answer.path("errors").asBoolean(true)) {
                return all(items, CREATED);
            }
            JsonNode results = answer.path("items");
            if (results.size() != items.size()) {
                throw new IOException(
                        "Bulk request of %d documents was answered for %d".formatted(items.size(), results.size()));
            }
            List<Outcome> outcomes = new ArrayList<>(items.size());
            results.forEach(result -> outcomes.add(outcome(result.path("create"))));
            return outcomes;
        }
    }

    private static List<Outcome> all(List<BulkItem> items, Outcome outcome) {
        return items.stream().map(item -> outcome).toList();
    }

    private static Outcome outcome(JsonNode result) {
        int status = result.path("status").asInt();
        JsonNode error = result.path("error");
        return switch (status) {
            case 200, 201 -> CREATED;
            case 409 -> EXISTS;
            case 400 ->
                switch (error.path("type").asText()) {
                    // About the document. Any other 400 (too many shards, a closed index) is about the cluster and
                    // passes.
                    case "mapper_parsing_exception",
                            "illegal_argument_exception",
                            "document_parsing_exception",
                            "strict_dynamic_mapping_exception",
                            "parsing_exception" -> new Outcome.Refused(reason(error));
                    default -> new Outcome.TryAgain(reason(error));
                };
            default -> new Outcome.TryAgain("status " + status + ": " + reason(error));
        };
    }

    /** What a stored document says of itself: by id the fields {@code event.hash} and {@code log.kafka}; absent where there is none. */
    List<@Nullable Stored> stored(List<BulkItem> items) throws IOException {
        ObjectNode query = JSON.createObjectNode();
        ArrayNode docs = query.putArray("docs");
        for (BulkItem item : items) {
            docs.addObject().put("_index", item.index()).put("_id", item.id());
        }
        Request request = Requests.builder()
                .method("POST")
                .endpoint("/_mget")
                .query(Map.of("_source_includes", "event.hash,log.kafka"))
                .body(Body.from(JSON.writeValueAsBytes(query), "application/json"))
                .build();
        try (Response response = client.execute(request)) {
            JsonNode answer = body(response);
            if (response.getStatus() != 200) {
                throw new IOException("Reading %d documents was answered with %d: %s"
                        .formatted(items.size(), response.getStatus(), reason(answer.path("error"))));
            }
            List<@Nullable Stored> stored = new ArrayList<>(items.size());
            for (JsonNode doc : answer.path("docs")) {
                JsonNode source = doc.path("_source");
                stored.add(
                        doc.path("found").asBoolean()
                                ? new Stored(
                                        source.path("event").path("hash").asText(),
                                        source.path("log").path("kafka").asText())
                                : null);
            }
            return stored;
        }
    }

    /**
     * Who wrote a stored document.
     *
     * @param hash of the record's content
     * @param kafka topic, partition and offset of the record
     */
    record Stored(String hash, String kafka) {}

    private static JsonNode body(Response response) throws IOException {
        Body body = response.getBody().orElseThrow(() -> new IOException("OpenSearch answered without a body"));
        try (InputStream in = body.body()) {
            return JSON.readTree(in);
        }
    }

    private static String reason(JsonNode error) {
        String reason = error.path("type").asText("no type") + ": "
                + error.path("reason").asText("no reason");
        return reason.length() > 500 ? reason.substring(0, 500) : reason;
    }
}
