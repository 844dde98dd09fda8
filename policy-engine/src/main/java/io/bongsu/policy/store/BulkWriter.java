package io.bongsu.policy.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** Sends documents through the bulk API and says which must be sent again. */
final class BulkWriter {

    private static final Logger LOG = Logger.getLogger(BulkWriter.class);

    /** About the document; any other 400 (too many shards, a closed index) is about the cluster and passes. */
    private static final Set<String> DOCUMENT_ERRORS = Set.of(
            "mapper_parsing_exception",
            "document_parsing_exception",
            "illegal_argument_exception",
            "parsing_exception",
            "strict_dynamic_mapping_exception");

    private final OpenSearchCalls calls;
    private final IndexMetrics metrics;

    BulkWriter(OpenSearchCalls calls, IndexMetrics metrics) {
        this.calls = calls;
        this.metrics = metrics;
    }

    /**
     * Sends them all once.
     *
     * @return those that OpenSearch could not take now
     * @throws IOException when OpenSearch can't be reached or doesn't answer as itself; nothing is known of any then
     */
    List<Document> write(List<Document> documents) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(
                documents.stream().mapToInt(each -> each.json().length + 200).sum());
        for (Document document : documents) {
            body.writeBytes(document.action().getBytes(StandardCharsets.UTF_8));
            body.write('\n');
            body.writeBytes(document.json());
            body.write('\n');
        }
        OpenSearchCalls.Answer answer = calls.call(
                "POST",
                "/_bulk",
                Map.of(
                        "filter_path",
                        "errors,error,items.index.status,items.index.error.type,items.index.error.reason"),
                body.toByteArray(),
                "application/x-ndjson");
        if (answer.status() != 200) {
            throw new IOException("Bulk request was answered with %d: %s".formatted(answer.status(), answer.reason()));
        }
        if (!answer.body().path("errors").asBoolean(true)) {
            metrics.stored(documents.size());
            return List.of();
        }
        JsonNode items = answer.body().path("items");
        if (items.size() != documents.size()) {
            throw new IOException(
                    "Bulk request of %d documents was answered for %d".formatted(documents.size(), items.size()));
        }
        List<Document> again = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            if (!settled(documents.get(i), items.get(i).path("index"))) {
                again.add(documents.get(i));
            }
        }
        return again;
    }

    private boolean settled(Document document, JsonNode item) {
        int status = item.path("status").asInt();
        String type = item.path("error").path("type").asText();
        if (status == 200 || status == 201) {
            metrics.stored(1);
            return true;
        }
        if (status == 409) {
            // A newer version is there.
            metrics.superseded();
            return true;
        }
        if (status == 400 && DOCUMENT_ERRORS.contains(type)) {
            metrics.refused();
            LOG.errorf(
                    "document is refused for good index=%s id=%s reason=%s",
                    document.index(),
                    document.id(),
                    item.path("error").path("reason").asText());
            return true;
        }
        return false;
    }
}
