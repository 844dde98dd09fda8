package io.bongsu.collector.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Brings a record that OpenSearch refused into a form it takes, losing as little as can be: of a key that comes twice the last value
 * stays, dots in keys become underscores where they would be read as paths, long leaves are cut, and a value of a kind that the mapping
 * doesn't expect is wrapped or becomes text. The exact record stands in {@code event.original} meanwhile.
 */
final class MendedRecord {

    /** Characters of a text that stay; at four bytes each and with its path it is below Lucene's 32,766 bytes for a term. */
    private static final int MAX_TEXT = 7_000;

    private static final int MAX_KEY = 512;
    private static final int MAX_DEPTH = 100;
    private static final int MAX_NUMBER = 900;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build());

    private final Mapping mapping;

    MendedRecord(Mapping mapping) {
        this.mapping = mapping;
    }

    byte[] mend(byte[] record) {
        try {
            return JSON.writeValueAsBytes(mend(JSON.readTree(record), mapping, false, 0));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record whose fields were read is JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }

    private static JsonNode mend(JsonNode value, Mapping expected, boolean flat, int depth) {
        if (depth > MAX_DEPTH) {
            return text(value.toString());
        }
        if (value instanceof ArrayNode list) {
            ArrayNode mended = JsonNodeFactory.instance.arrayNode();
            list.forEach(element -> mended.add(mend(element, expected, flat, depth + 1)));
            return mended;
        }
        JsonNode fitting = fit(value, expected.kind());
        if (fitting instanceof ObjectNode object) {
            boolean below = flat || expected.kind() == Mapping.Kind.FLAT_OBJECT;
            ObjectNode mended = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                mended.set(
                        key(field.getKey(), below),
                        mend(field.getValue(), expected.at(field.getKey()), below, depth + 1));
            }
            return mended;
        }
        if (fitting.isTextual()) {
            return text(fitting.textValue());
        }
        return fitting.isNumber() && fitting.asText().length() > MAX_NUMBER ? text(fitting.asText()) : fitting;
    }

    private static JsonNode fit(JsonNode value, Mapping.Kind kind) {
        if (value.isNull()) {
            return value;
        }
        return switch (kind) {
            case ANYTHING -> value;
            case OBJECT, FLAT_OBJECT ->
                value.isObject() ? value : JsonNodeFactory.instance.objectNode().set("value", value);
            case BOOLEAN -> value.isBoolean() ? value : JsonNodeFactory.instance.nullNode();
            case SCALAR -> value.isObject() ? text(value.toString()) : value;
        };
    }

    private static String key(String key, boolean flat) {
        String readable = key.isBlank() ? "_" : flat ? key : key.replace('.', '_');
        return readable.length() > MAX_KEY ? readable.substring(0, MAX_KEY) : readable;
    }

    private static TextNode text(String text) {
        String cut = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "…" : text;
        return TextNode.valueOf(DocumentWriter.wholeSurrogates(cut));
    }
}
