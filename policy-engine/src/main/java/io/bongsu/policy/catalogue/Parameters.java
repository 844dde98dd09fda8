package io.bongsu.policy.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The parameters that a guardrail declares, in JSON Schema's words (the few that are needed; another word is refused, so that nobody
 * believes in a bound that isn't checked).
 */
final class Parameters {

    private static final Set<String> WORDS =
            Set.of("type", "default", "description", "minimum", "maximum", "enum", "pattern", "items");
    private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean", "array");

    private final Path file;
    private final ObjectNode schemas;

    /**
     * @param file where they are declared, for messages
     * @param schemas parameter name to schema
     */
    Parameters(Path file, ObjectNode schemas) {
        this.file = file;
        this.schemas = schemas;
        for (Map.Entry<String, JsonNode> each : schemas.properties()) {
            checkSchema(each.getKey(), each.getValue());
            if (!each.getValue().has("default")) {
                throw new CatalogueException(
                        file,
                        "parameter '%s' has no default; expected one, so that the guardrail works without a pack"
                                .formatted(each.getKey()));
            }
            check(file, each.getKey(), each.getValue(), each.getValue().get("default"));
        }
    }

    /** The given values over the defaults. */
    ObjectNode resolve(Path givenIn, ObjectNode given) {
        ObjectNode resolved = JsonNodeFactory.instance.objectNode();
        schemas.properties()
                .forEach(each -> resolved.set(each.getKey(), each.getValue().get("default")));
        for (Map.Entry<String, JsonNode> each : given.properties()) {
            JsonNode schema = schemas.get(each.getKey());
            if (schema == null) {
                throw new CatalogueException(
                        givenIn,
                        "parameter '%s' is given; the guardrail in %s has %s"
                                .formatted(each.getKey(), file, names(schemas)));
            }
            check(givenIn, each.getKey(), schema, each.getValue());
            resolved.set(each.getKey(), each.getValue());
        }
        return resolved;
    }

    private void checkSchema(String name, JsonNode schema) {
        if (!schema.isObject()) {
            throw new CatalogueException(
                    file, "parameter '%s' is %s; expected a schema {type, default, …}".formatted(name, schema));
        }
        schema.fieldNames().forEachRemaining(word -> {
            if (!WORDS.contains(word)) {
                throw new CatalogueException(
                        file,
                        "parameter '%s' uses the schema word '%s'; expected one of %s"
                                .formatted(name, word, new TreeSet<>(WORDS)));
            }
        });
        String type = schema.path("type").asText("");
        if (!TYPES.contains(type)) {
            throw new CatalogueException(
                    file,
                    "parameter '%s' has type '%s'; expected one of %s".formatted(name, type, new TreeSet<>(TYPES)));
        }
        if (schema.has("pattern")) {
            try {
                Pattern.compile(schema.get("pattern").asText());
            } catch (PatternSyntaxException e) {
                throw new CatalogueException(
                        file, "parameter '%s' has a pattern that is no regular expression".formatted(name), e);
            }
        }
        if (schema.has("items")) {
            checkSchema(name + "[]", schema.get("items"));
        }
    }

    private static void check(Path givenIn, String name, JsonNode schema, JsonNode value) {
        String type = schema.get("type").asText();
        boolean fits =
                switch (type) {
                    case "string" -> value.isTextual();
                    case "integer" -> value.isIntegralNumber();
                    case "number" -> value.isNumber();
                    case "boolean" -> value.isBoolean();
                    default -> value.isArray();
                };
        if (!fits) {
            throw wrong(givenIn, name, value, "a value of type " + type);
        }
        if (schema.has("enum") && !contains(schema.get("enum"), value)) {
            throw wrong(givenIn, name, value, "one of " + schema.get("enum"));
        }
        if (schema.has("pattern")
                && !Pattern.compile(schema.get("pattern").asText())
                        .matcher(value.asText())
                        .find()) {
            throw wrong(
                    givenIn,
                    name,
                    value,
                    "text that matches " + schema.get("pattern").asText());
        }
        if (value.isNumber()) {
            BigDecimal number = value.decimalValue();
            if (schema.has("minimum") && number.compareTo(schema.get("minimum").decimalValue()) < 0) {
                throw wrong(givenIn, name, value, "at least " + schema.get("minimum"));
            }
            if (schema.has("maximum") && number.compareTo(schema.get("maximum").decimalValue()) > 0) {
                throw wrong(givenIn, name, value, "at most " + schema.get("maximum"));
            }
        }
        if (value.isArray() && schema.has("items")) {
            value.forEach(item -> check(givenIn, name + "[]", schema.get("items"), item));
        }
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (JsonNode each : list) {
            if (each.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static CatalogueException wrong(Path file, String name, JsonNode value, String expected) {
        return new CatalogueException(file, "parameter '%s' is %s; expected %s".formatted(name, value, expected));
    }

    private static String names(ObjectNode schemas) {
        Set<String> names = new TreeSet<>();
        schemas.fieldNames().forEachRemaining(names::add);
        return names.isEmpty() ? "no parameters" : "the parameters " + names;
    }
}
