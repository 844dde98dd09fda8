package io.bongsu.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The fields of each source, from the index templates of the rooms that write it, and what is computed of them. */
public final class Mappings {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Computed at search time, for what no stored field says. Each costs every document that its panel looks at, so a panel with one
     * narrows by its query first.
     */
    private static final Map<String, Field> COMPUTED = Map.of(
            "delay_seconds",
            new Field(
                    "delay_seconds",
                    "long",
                    true,
                    true,
                    "if (doc['event.ingested'].size() == 0) { return 0 } return (doc['event.ingested'].value.toInstant().toEpochMilli() - doc['@timestamp'].value.toInstant().toEpochMilli()) / 1000"),
            "hour_kst",
            new Field(
                    "hour_kst",
                    "long",
                    true,
                    true,
                    "doc['@timestamp'].value.withZoneSameInstant(ZoneId.of('Asia/Seoul')).getHour()"));

    private final Map<String, Map<String, Field>> bySource = new ConcurrentHashMap<>();

    /** All fields of a source by name, in order. */
    public Map<String, Field> of(Source source) {
        return bySource.computeIfAbsent(source.name(), name -> read(source));
    }

    public Optional<Field> find(Source source, String field) {
        return Optional.ofNullable(of(source).get(field));
    }

    private static Map<String, Field> read(Source source) {
        Map<String, Field> fields = new TreeMap<>();
        for (String mapping : source.mappings()) {
            collect("", resource(mapping).at("/mappings/properties"), fields);
        }
        if (source.logs()) {
            fields.putAll(COMPUTED);
        }
        return java.util.Collections.unmodifiableMap(fields);
    }

    private static void collect(String prefix, JsonNode properties, Map<String, Field> fields) {
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            String name = prefix + property.getKey();
            JsonNode mapping = property.getValue();
            collect(name + ".", mapping.path("properties"), fields);
            collect(name + ".", mapping.path("fields"), fields);
            String type = mapping.path("type").asText("");
            if (!type.isEmpty() && !type.equals("object")) {
                boolean values = !type.equals("text") && !type.equals("flat_object");
                fields.putIfAbsent(
                        name,
                        new Field(
                                name,
                                type,
                                mapping.path("index").asBoolean(true),
                                values && mapping.path("doc_values").asBoolean(true),
                                ""));
            }
        }
    }

    private static JsonNode resource(String name) {
        try (InputStream in = Mappings.class.getResourceAsStream("/mappings/" + name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "Index template %s is not in the jar of the dashboards; build dashboards/definitions again"
                                .formatted(name));
            }
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Index template %s can't be read".formatted(name), e);
        }
    }
}
