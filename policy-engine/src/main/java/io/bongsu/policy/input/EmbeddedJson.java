package io.bongsu.policy.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses the JSON that AWS hides in strings: policy documents as text, percent-encoded (IAM) or encoded twice. Only whole objects and
 * arrays count; a text like {@code "5"} or {@code "true"} stays a text, and so does anything that isn't wholly JSON.
 *
 * <p>An instance serves one document: its bounds are over all strings of it.
 */
final class EmbeddedJson {

    /** How often JSON may be wrapped in JSON. */
    private static final int MAX_LEVELS = 8;

    /** Characters parsed out of strings, over one document. */
    private static final long MAX_CHARACTERS = 16 << 20;

    private long characters;

    /**
     * The same tree with the strings parsed.
     *
     * @throws UnjudgeableException past the bounds on depth and size
     */
    JsonNode expand(JsonNode node) {
        return expand(node, 0, 0);
    }

    private JsonNode expand(JsonNode node, int depth, int level) {
        if (depth > ExactJson.MAX_DEPTH) {
            throw new UnjudgeableException(
                    "The document nests deeper than %d levels once the JSON in its strings is parsed"
                            .formatted(ExactJson.MAX_DEPTH));
        }
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode expanded = JsonNodeFactory.instance.objectNode();
                for (Map.Entry<String, JsonNode> each : object.properties()) {
                    expanded.set(each.getKey(), expand(each.getValue(), depth + 1, level));
                }
                yield expanded;
            }
            case ArrayNode array -> {
                ArrayNode expanded = JsonNodeFactory.instance.arrayNode(array.size());
                for (JsonNode each : array) {
                    expanded.add(expand(each, depth + 1, level));
                }
                yield expanded;
            }
            case TextNode text -> {
                JsonNode hidden = hidden(text.textValue());
                if (hidden == null) {
                    yield text;
                }
                if (level == MAX_LEVELS) {
                    throw new UnjudgeableException("JSON is wrapped in JSON more than %d times".formatted(MAX_LEVELS));
                }
                yield expand(hidden, depth, level + 1);
            }
            default -> node;
        };
    }

    private @Nullable JsonNode hidden(String text) {
        String trimmed = text.strip();
        if (trimmed.startsWith("%7B")
                || trimmed.startsWith("%7b")
                || trimmed.startsWith("%5B")
                || trimmed.startsWith("%5b")) {
            String decoded = percentDecoded(trimmed);
            return decoded == null ? null : parsed(decoded.strip());
        }
        return parsed(trimmed);
    }

    private @Nullable JsonNode parsed(String text) {
        boolean object = text.startsWith("{") && text.endsWith("}");
        boolean array = text.startsWith("[") && text.endsWith("]");
        if (!object && !array) {
            return null;
        }
        characters += text.length();
        if (characters > MAX_CHARACTERS) {
            throw new UnjudgeableException(
                    "The strings of the document hold more than %d characters of JSON".formatted(MAX_CHARACTERS));
        }
        try {
            return ExactJson.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** RFC 3986, section 2.1: a plus sign is a plus sign. Null where it isn't UTF-8 encoded so. */
    private static @Nullable String percentDecoded(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] != '%') {
                decoded.put(encoded[i]);
                continue;
            }
            int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
            int low = i + 2 < encoded.length ? Character.digit(encoded[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                return null;
            }
            decoded.put((byte) (high << 4 | low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
