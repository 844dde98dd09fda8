package io.bongsu.collector.document;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * One place in an index mapping: what OpenSearch expects there.
 *
 * @param node the place's own mapping; missing where nothing is mapped
 */
public record Mapping(JsonNode node) {

    /** What the value at a place must be. */
    enum Kind {
        /** Nothing is expected: what isn't mapped isn't looked at. */
        ANYTHING,
        OBJECT,
        FLAT_OBJECT,
        BOOLEAN,
        SCALAR
    }

    public Mapping {
        requireNonNull(node, "node");
    }

    /** The mapping in a file of the form {@code {"mappings": {"properties": {…}}}}. */
    public static Mapping read(Path file) {
        try {
            return new Mapping(new ObjectMapper().readTree(file.toFile()).path("mappings"));
        } catch (IOException e) {
            throw new UncheckedIOException("Index template %s can't be read".formatted(file), e);
        }
    }

    Mapping at(String field) {
        JsonNode child = node.path("properties").get(field);
        return new Mapping(child == null ? MissingNode.getInstance() : child);
    }

    Kind kind() {
        if (node.has("properties")) {
            return Kind.OBJECT;
        }
        return switch (node.path("type").asText("")) {
            case "" -> Kind.ANYTHING;
            case "flat_object" -> Kind.FLAT_OBJECT;
            case "boolean" -> Kind.BOOLEAN;
            default -> Kind.SCALAR;
        };
    }
}
