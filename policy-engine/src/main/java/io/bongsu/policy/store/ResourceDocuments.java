package io.bongsu.policy.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.contracts.Indices;
import io.bongsu.policy.finding.FindingUid;
import io.bongsu.policy.input.ConfigurationItem;
import io.bongsu.policy.input.ExactJson;
import io.bongsu.policy.input.UnjudgeableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The newest item of a resource: a small head, and the item's own bytes. */
final class ResourceDocuments implements DocumentMaker {

    private final Indices indices;

    ResourceDocuments(Indices indices) {
        this.indices = indices;
    }

    @Override
    public List<Document> documents(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return List.of();
        }
        ConfigurationItem item;
        try {
            item = ConfigurationItem.read(record.value());
        } catch (UnjudgeableException e) {
            // It is reported as an error of the guardrails; there is no state to show.
            return List.of();
        }
        return List.of(new Document(
                indices.resources(),
                FindingUid.ofResource(item.key().toString()),
                item.ordinal(),
                document(item, record.value())));
    }

    private static byte[] document(ConfigurationItem item, byte[] raw) {
        ObjectNode head = JsonNodeFactory.instance.objectNode();
        head.put("key", item.key().toString());
        head.put("account", item.key().account());
        head.put("region", item.key().region());
        head.put("type", item.key().type());
        head.put("id", item.key().id());
        head.put("name", item.name());
        head.put("captured_at", item.capturedAt().toString());
        head.put("deleted", item.deleted());
        try {
            byte[] json = ExactJson.MAPPER.writeValueAsBytes(head);
            ByteArrayOutputStream document = new ByteArrayOutputStream(json.length + raw.length + 16);
            document.write(json, 0, json.length - 1);
            document.write(",\"item\":".getBytes(StandardCharsets.UTF_8));
            document.write(onOneLine(raw));
            document.write('}');
            return document.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line break can only stand between JSON's tokens, where a space says the same. */
    private static byte[] onOneLine(byte[] raw) {
        byte[] line = raw.clone();
        for (int i = 0; i < line.length; i++) {
            if (line[i] == '\n' || line[i] == '\r') {
                line[i] = ' ';
            }
        }
        return line;
    }
}
