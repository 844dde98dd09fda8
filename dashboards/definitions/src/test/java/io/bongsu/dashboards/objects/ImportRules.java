package io.bongsu.dashboards.objects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What OpenSearch Dashboards 2.19 and 3.x demand of saved objects, written from its sources: the strict mappings of the types, the migration
 * versions it knows, the JSON held in strings, and that what is referred to is there.
 */
final class ImportRules {

    /** Attributes by type, as the strict mappings of {@code .kibana} have them. */
    private static final Map<String, Set<String>> ATTRIBUTES = Map.of(
            "index-pattern",
                    Set.of(
                            "title",
                            "timeFieldName",
                            "fields",
                            "fieldFormatMap",
                            "intervalName",
                            "notExpandable",
                            "sourceFilters",
                            "type",
                            "typeMeta"),
            "visualization",
                    Set.of(
                            "title",
                            "description",
                            "version",
                            "visState",
                            "uiStateJSON",
                            "savedSearchRefName",
                            "kibanaSavedObjectMeta"),
            "search", Set.of("title", "description", "columns", "hits", "sort", "version", "kibanaSavedObjectMeta"),
            "dashboard",
                    Set.of(
                            "title",
                            "description",
                            "hits",
                            "optionsJSON",
                            "panelsJSON",
                            "refreshInterval",
                            "timeFrom",
                            "timeTo",
                            "timeRestore",
                            "version",
                            "kibanaSavedObjectMeta"));

    private static final Map<String, String> NEWEST =
            Map.of("index-pattern", "7.6.0", "visualization", "7.10.0", "search", "7.9.3", "dashboard", "7.9.3");

    private static final Set<String> VISUALIZATIONS = Set.of(
            "metric",
            "line",
            "area",
            "histogram",
            "horizontal_bar",
            "pie",
            "table",
            "heatmap",
            "tagcloud",
            "input_control_vis",
            "markdown",
            "vega",
            "metrics");

    /** The most and fewest aggregations of each schema, by visualization type. */
    private static final Map<String, Set<String>> SCHEMAS = Map.of(
            "metric", Set.of("metric", "group"),
            "line", Set.of("metric", "segment", "group", "split", "radius"),
            "area", Set.of("metric", "segment", "group", "split", "radius"),
            "histogram", Set.of("metric", "segment", "group", "split", "radius"),
            "horizontal_bar", Set.of("metric", "segment", "group", "split", "radius"),
            "pie", Set.of("metric", "segment", "split"),
            "table", Set.of("metric", "bucket", "split_row", "split_column"),
            "heatmap", Set.of("metric", "segment", "group", "split"),
            "tagcloud", Set.of("metric", "segment"));

    private static final ObjectMapper JSON = new ObjectMapper();

    private ImportRules() {}

    /** What is wrong with a file; empty when it can be imported into an empty installation. */
    static List<String> faults(String ndjson) {
        List<String> faults = new ArrayList<>();
        List<JsonNode> objects = new ArrayList<>();
        String[] lines = ndjson.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].isEmpty()) {
                continue;
            }
            try {
                objects.add(JSON.readTree(lines[i]));
            } catch (JsonProcessingException e) {
                faults.add("line %d is no JSON".formatted(i + 1));
            }
        }
        JsonNode end = objects.removeLast();
        if (end.path("exportedCount").asInt() != objects.size()
                || end.path("missingRefCount").asInt(-1) != 0) {
            faults.add("the last line doesn't count the objects: " + end);
        }
        Set<String> ids = new HashSet<>();
        for (JsonNode object : objects) {
            if (!ids.add(object.path("type").asText() + " " + object.path("id").asText())) {
                faults.add(object.path("id").asText() + " is there twice");
            }
        }
        Map<String, Set<String>> fields = new java.util.HashMap<>();
        objects.stream()
                .filter(object -> object.path("type").asText().equals("index-pattern"))
                .forEach(object -> fields.put(object.path("id").asText(), names(object)));
        for (JsonNode object : objects) {
            String name = object.path("id").asText();
            check(object).forEach(fault -> faults.add(name + ": " + fault));
            for (JsonNode reference : object.path("references")) {
                if (!ids.contains(reference.path("type").asText() + " "
                        + reference.path("id").asText())) {
                    faults.add(name + ": refers to " + reference.path("id").asText() + ", which is not there");
                }
            }
            usedFields(object).stream()
                    .filter(field -> object.path("references").size() > 0)
                    .filter(field -> !fields.getOrDefault(
                                    object.at("/references/0/id").asText(), Set.of())
                            .contains(field))
                    .forEach(field -> faults.add(name + ": the index pattern has no field " + field));
        }
        return faults;
    }

    /** What is wrong with one object by itself. */
    static List<String> check(JsonNode object) {
        List<String> faults = new ArrayList<>();
        String type = object.path("type").asText();
        Set<String> known = ATTRIBUTES.get(type);
        if (known == null) {
            return List.of("type '%s' is unknown".formatted(type));
        }
        if (!object.path("id").asText().matches("[A-Za-z0-9_.:-]{1,200}")) {
            faults.add("id '%s'".formatted(object.path("id").asText()));
        }
        JsonNode attributes = object.path("attributes");
        attributes.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                faults.add("attribute '%s' is not in the strict mapping".formatted(name));
            }
        });
        if (!attributes.path("title").isTextual()
                || attributes.path("title").asText().isBlank()) {
            faults.add("no title");
        }
        if (!object.at("/migrationVersion/" + type).asText().equals(NEWEST.get(type))) {
            faults.add("migrationVersion is " + object.path("migrationVersion"));
        }
        Set<String> names = new HashSet<>();
        object.path("references")
                .forEach(reference -> names.add(reference.path("name").asText()));
        switch (type) {
            case "visualization" -> visualization(attributes, names, faults);
            case "search" -> searchSource(attributes, names, faults, true);
            case "dashboard" -> dashboard(attributes, names, faults);
            default -> parse(attributes.path("fields").asText(), "fields", faults);
        }
        return faults;
    }

    private static void visualization(JsonNode attributes, Set<String> references, List<String> faults) {
        JsonNode state = parse(attributes.path("visState").asText(), "visState", faults);
        parse(attributes.path("uiStateJSON").asText(), "uiStateJSON", faults);
        String type = state.path("type").asText();
        if (!VISUALIZATIONS.contains(type)) {
            faults.add("visualization type '%s'".formatted(type));
        }
        boolean controls = type.equals("input_control_vis");
        searchSource(attributes, references, faults, !controls);
        if (controls) {
            state.at("/params/controls").forEach(control -> {
                if (!references.contains(control.path("indexPatternRefName").asText())) {
                    faults.add("control refers to nothing: " + control.path("indexPatternRefName"));
                }
            });
            return;
        }
        Set<String> ids = new HashSet<>();
        int metrics = 0;
        for (JsonNode agg : state.path("aggs")) {
            ids.add(agg.path("id").asText());
            metrics += agg.path("schema").asText().equals("metric") ? 1 : 0;
            if (!SCHEMAS.getOrDefault(type, Set.of())
                    .contains(agg.path("schema").asText())) {
                faults.add("%s has no schema '%s'"
                        .formatted(type, agg.path("schema").asText()));
            }
        }
        if (metrics == 0) {
            faults.add("no metric");
        }
        for (JsonNode agg : state.path("aggs")) {
            String order = agg.at("/params/orderBy").asText("");
            if (!order.isEmpty() && !ids.contains(order.split("\\.", 2)[0])) {
                faults.add("orderBy '%s' is no metric".formatted(order));
            }
        }
    }

    private static void searchSource(JsonNode attributes, Set<String> references, List<String> faults, boolean index) {
        JsonNode source =
                parse(attributes.at("/kibanaSavedObjectMeta/searchSourceJSON").asText(), "searchSourceJSON", faults);
        if (index && !references.contains(source.path("indexRefName").asText())) {
            faults.add("indexRefName '%s' refers to nothing"
                    .formatted(source.path("indexRefName").asText()));
        }
        String language = source.at("/query/language").asText("lucene");
        if (!Set.of("lucene", "kuery").contains(language)) {
            faults.add("query language '%s'".formatted(language));
        }
    }

    private static void dashboard(JsonNode attributes, Set<String> references, List<String> faults) {
        parse(attributes.path("optionsJSON").asText(), "optionsJSON", faults);
        parse(attributes.at("/kibanaSavedObjectMeta/searchSourceJSON").asText(), "searchSourceJSON", faults);
        JsonNode panels = parse(attributes.path("panelsJSON").asText(), "panelsJSON", faults);
        boolean[][] taken = new boolean[2_000][48];
        for (JsonNode panel : panels) {
            JsonNode grid = panel.path("gridData");
            if (!references.contains(panel.path("panelRefName").asText())) {
                faults.add("panel refers to nothing: " + panel.path("panelRefName"));
            }
            if (!panel.path("panelIndex").asText().equals(grid.path("i").asText())) {
                faults.add("panelIndex and gridData.i differ");
            }
            for (int y = grid.path("y").asInt();
                    y < grid.path("y").asInt() + grid.path("h").asInt();
                    y++) {
                for (int x = grid.path("x").asInt();
                        x < grid.path("x").asInt() + grid.path("w").asInt();
                        x++) {
                    if (x >= 48 || taken[y][x]) {
                        faults.add("panel %s lies over another or outside"
                                .formatted(panel.path("panelIndex").asText()));
                        return;
                    }
                    taken[y][x] = true;
                }
            }
        }
    }

    private static Set<String> names(JsonNode pattern) {
        Set<String> names = new HashSet<>();
        parse(pattern.at("/attributes/fields").asText(), "fields", new ArrayList<>())
                .forEach(field -> names.add(field.path("name").asText()));
        return names;
    }

    private static Set<String> usedFields(JsonNode object) {
        Set<String> used = new HashSet<>();
        object.at("/attributes/columns").forEach(column -> used.add(column.asText()));
        JsonNode state = parse(object.at("/attributes/visState").asText("{}"), "visState", new ArrayList<>());
        state.path("aggs").forEach(agg -> used.add(agg.at("/params/field").asText("")));
        state.at("/params/controls")
                .forEach(control -> used.add(control.path("fieldName").asText()));
        used.remove("");
        return used;
    }

    private static JsonNode parse(String text, String what, List<String> faults) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            faults.add(what + " is no JSON");
            return JSON.createObjectNode();
        }
    }
}
