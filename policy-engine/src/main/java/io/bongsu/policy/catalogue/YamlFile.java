package io.bongsu.policy.catalogue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.bongsu.contracts.LocalText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A YAML mapping of a file, read with messages that name the file and the place. */
record YamlFile(Path file, String place, ObjectNode node) {

    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    static YamlFile parse(Path file, String place, String text) {
        try {
            JsonNode node = YAML.readTree(text);
            if (!(node instanceof ObjectNode object)) {
                throw new CatalogueException(file, "%s is no mapping; expected key: value lines".formatted(place));
            }
            return new YamlFile(file, place, object);
        } catch (JsonProcessingException e) {
            throw new CatalogueException(file, "%s is no YAML: %s".formatted(place, e.getOriginalMessage()), e);
        }
    }

    /** Refuses keys that mean nothing, because a mistyped key would silently do nothing. */
    YamlFile only(Set<String> known) {
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                throw wrong("has the key '%s'; expected only %s".formatted(key, new TreeSet<>(known)));
            }
        });
        return this;
    }

    boolean has(String key) {
        return node.hasNonNull(key);
    }

    String text(String key) {
        JsonNode value = node.get(key);
        if (value == null || !value.isTextual() || value.textValue().isBlank()) {
            throw wrong("has %s: %s; expected text".formatted(key, value));
        }
        return value.textValue();
    }

    LocalText localText(String key) {
        YamlFile both = object(key).only(Set.of("en", "ko"));
        return new LocalText(both.text("en"), both.text("ko"));
    }

    YamlFile object(String key) {
        if (!(node.get(key) instanceof ObjectNode object)) {
            throw wrong("has %s: %s; expected a mapping".formatted(key, node.get(key)));
        }
        return new YamlFile(file, place + "." + key, object);
    }

    /** The mapping of that key, empty where there is none. */
    YamlFile objectOrEmpty(String key) {
        return has(key) ? object(key) : new YamlFile(file, place + "." + key, JsonNodeFactory.instance.objectNode());
    }

    /** The list of texts of that key, empty where there is none. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : list(key)) {
            if (!each.isTextual() || each.textValue().isBlank()) {
                throw wrong("has %s in %s; expected texts".formatted(each, key));
            }
            texts.add(each.textValue());
        }
        return texts;
    }

    /** The list of mappings of that key, empty where there is none. */
    List<YamlFile> objects(String key) {
        List<YamlFile> objects = new ArrayList<>();
        for (JsonNode each : list(key)) {
            if (!(each instanceof ObjectNode object)) {
                throw wrong("has %s in %s; expected mappings".formatted(each, key));
            }
            objects.add(new YamlFile(file, "%s.%s[%d]".formatted(place, key, objects.size()), object));
        }
        return objects;
    }

    private JsonNode list(String key) {
        JsonNode value = node.path(key);
        if (!value.isMissingNode() && !value.isNull() && !value.isArray()) {
            throw wrong("has %s: %s; expected a list".formatted(key, value));
        }
        return value;
    }

    CatalogueException wrong(String problem) {
        return new CatalogueException(file, place + " " + problem);
    }
}
