package io.bongsu.collector.logtype;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.bongsu.contracts.QuarantineReason;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields of a JSON record in one pass, which also proves that the whole of it is JSON. A path's steps are separated by dots; {@code
 * headers[user-agent]} takes the value of the {@code {"name": …, "value": …}} pair of that name, in any case, from a list. Where a key
 * comes twice, the last one counts.
 */
final class JsonFields implements FieldReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            // Bounds of the record itself hold already; depth is what could still hurt.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(500)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            // Records bring ever new keys (tags, map-like parameters); they must not stay in memory.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /** A step on the way to wanted fields. */
    private static final class Step {
        private final Map<String, Step> steps = new HashMap<>();
        private final Map<String, Step> named = new HashMap<>();
        private int slot = -1;
    }

    private final Step root = new Step();
    private final int slots;

    JsonFields(List<String> paths) {
        slots = paths.size();
        for (int slot = 0; slot < slots; slot++) {
            Step step = root;
            for (String name : paths.get(slot).split("\\.")) {
                int bracket = name.indexOf('[');
                if (bracket < 0) {
                    step = step.steps.computeIfAbsent(name, n -> new Step());
                } else {
                    String header =
                            name.substring(bracket + 1, name.length() - 1).toLowerCase(Locale.ROOT);
                    step = step.steps
                            .computeIfAbsent(name.substring(0, bracket), n -> new Step())
                            .named
                            .computeIfAbsent(header, n -> new Step());
                }
            }
            step.slot = slot;
        }
    }

    @Override
    public @Nullable String[] read(byte[] record, @Nullable String schema) {
        @Nullable String[] values = new String[slots];
        try (JsonParser parser = JSON.createParser(record)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                throw new UnreadableRecordException(
                        QuarantineReason.MALFORMED,
                        "The record is a JSON %s; expected an object".formatted(kind(first)));
            }
            object(parser, root, values);
            if (parser.nextToken() != null) {
                throw new UnreadableRecordException(QuarantineReason.MALFORMED, "More JSON follows the record's end");
            }
            return values;
        } catch (IOException e) {
            throw new UnreadableRecordException(
                    QuarantineReason.MALFORMED, "The record is no JSON: " + withoutContent(e));
        }
    }

    private static void object(JsonParser parser, Step step, @Nullable String[] values) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            Step next = step.steps.get(parser.currentName());
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT) {
                if (next != null && !next.steps.isEmpty()) {
                    object(parser, next, values);
                } else {
                    parser.skipChildren();
                }
            } else if (token == JsonToken.START_ARRAY) {
                if (next != null && !next.named.isEmpty()) {
                    pairs(parser, next, values);
                } else {
                    parser.skipChildren();
                }
            } else if (next != null && next.slot >= 0 && token != JsonToken.VALUE_NULL) {
                values[next.slot] = parser.getText();
            }
        }
    }

    private static void pairs(JsonParser parser, Step step, @Nullable String[] values) throws IOException {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token != JsonToken.START_OBJECT) {
                parser.skipChildren();
                continue;
            }
            String name = null;
            String value = null;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                if (parser.nextToken().isScalarValue()) {
                    if (key.equals("name")) {
                        name = parser.getText().toLowerCase(Locale.ROOT);
                    } else if (key.equals("value")) {
                        value = parser.getText();
                    }
                } else {
                    parser.skipChildren();
                }
            }
            Step named = name == null ? null : step.named.get(name);
            if (named != null && values[named.slot] == null) {
                values[named.slot] = value;
            }
        }
    }

    private static String kind(@Nullable JsonToken token) {
        return token == null ? "nothing" : token.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Jackson's first line names the fault, the lines behind it may quote the record. */
    private static String withoutContent(IOException e) {
        String message =
                e instanceof JacksonException json ? json.getOriginalMessage() : String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        String line = end < 0 ? message : message.substring(0, end);
        return line.length() > 200 ? line.substring(0, 200) : line;
    }
}
