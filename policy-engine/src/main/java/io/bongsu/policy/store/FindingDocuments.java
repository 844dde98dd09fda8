package io.bongsu.policy.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.contracts.Indices;
import io.bongsu.policy.input.ExactJson;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** A finding as it stands, and for a change of its status a document of its history. */
final class FindingDocuments implements DocumentMaker {

    private static final Logger LOG = Logger.getLogger(FindingDocuments.class);
    private static final DateTimeFormatter PERIOD =
            DateTimeFormatter.ofPattern("uuuu.MM").withZone(ZoneOffset.UTC);

    private final Indices indices;

    FindingDocuments(Indices indices) {
        this.indices = indices;
    }

    @Override
    public List<Document> documents(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return List.of();
        }
        try {
            JsonNode ocsf = ExactJson.MAPPER.readTree(record.value());
            JsonNode own = ocsf.path("unmapped");
            List<Document> documents = new ArrayList<>();
            documents.add(new Document(
                    indices.findings(), record.key(), own.path("evaluation").asLong(), record.value()));
            if (own.path("changed").asBoolean()) {
                documents.add(history(record.key(), ocsf));
            }
            return documents;
        } catch (IOException e) {
            // Only the engine itself writes to this topic.
            LOG.errorf(e, "record on the topic of findings is no finding uid=%s", record.key());
            return List.of();
        }
    }

    private Document history(String uid, JsonNode ocsf) throws IOException {
        JsonNode own = ocsf.path("unmapped");
        JsonNode cloud = ocsf.path("cloud");
        long at = own.path("changed_time").asLong();
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        change.put("uid", uid);
        change.put("at", at);
        change.set("status", own.path("status"));
        if (own.has("previous_status")) {
            change.set("previous", own.get("previous_status"));
        }
        change.set("state", own.path("state"));
        change.set("rule", own.path("rule"));
        change.set("severity_id", ocsf.path("severity_id"));
        change.set("account", cloud.path("account").path("uid"));
        change.set("region", cloud.path("region"));
        change.set("resource_type", ocsf.path("resources").path(0).path("type"));
        change.set("resource_id", own.path("resource_id"));
        change.set("message", own.path("message"));
        return new Document(
                indices.findingsHistory(PERIOD.format(Instant.ofEpochMilli(at))),
                uid + "-" + at,
                own.path("evaluation").asLong(),
                ExactJson.MAPPER.writeValueAsBytes(change));
    }
}
