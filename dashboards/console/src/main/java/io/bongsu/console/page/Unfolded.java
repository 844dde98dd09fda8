package io.bongsu.console.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * A configuration item with the JSON that AWS Config keeps in strings laid open, percent-encoded policies too: as the rules see it, so that
 * their evidence finds its place, and as people can read it.
 */
final class Unfolded {

    private static final int MAX_DEPTH = 32;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Unfolded() {}

    static JsonNode of(JsonNode node) {
        return of(node, 0);
    }

    private static JsonNode of(JsonNode node, int depth) {
        if (depth > MAX_DEPTH) {
            return node;
        }
        if (node.isTextual()) {
            JsonNode inner = parsed(node);
            return inner.isContainerNode() ? of(inner, depth + 1) : node;
        }
        if (node.isObject()) {
            ObjectNode copy = JSON.createObjectNode();
            node.properties().forEach(field -> copy.set(field.getKey(), of(field.getValue(), depth + 1)));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JSON.createArrayNode();
            node.forEach(element -> copy.add(of(element, depth + 1)));
            return copy;
        }
        return node;
    }

    private static JsonNode parsed(JsonNode node) {
        String text = node.textValue().strip();
        try {
            if (text.startsWith("%7B") || text.startsWith("%5B") || text.startsWith("%7b") || text.startsWith("%5b")) {
                // A plus sign in a percent-encoded policy is a plus sign, not a form's space.
                text = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
            }
            return text.startsWith("{") || text.startsWith("[") ? JSON.readTree(text) : node;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // It only looked like JSON; it is shown as the text that it is.
            return node;
        }
    }
}
