package io.bongsu.dashboards;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.bongsu.contracts.LocalText;
import io.bongsu.dashboards.Panel.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one definition, and refuses what would only show as an empty panel later. */
final class DefinitionReader {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .configure(YAMLParser.Feature.EMPTY_STRING_AS_NULL, false)
            .build();

    private static final Map<String, Integer> WIDTHS =
            Map.of("sixth", 8, "quarter", 12, "third", 16, "half", 24, "two-thirds", 32, "full", 48);
    private static final int MAX_TERMS = 200;
    private static final int PAGE = 48;

    private final Mappings mappings;
    private final BucketReader buckets;

    DefinitionReader(Mappings mappings) {
        this.mappings = mappings;
        this.buckets = new BucketReader(mappings, MAX_TERMS);
    }

    Dashboard read(String name, String text) {
        Place place = new Place(name + ".yaml", "");
        JsonNode file;
        try {
            file = YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new DefinitionException("%s is no YAML: %s".formatted(place.file(), e.getOriginalMessage()), e);
        }
        place.only(file, Set.of("name", "version", "title", "description", "index", "controls", "panels"));
        if (!place.text(file, "name").equals(name)) {
            throw place.fault(
                    "name is '%s'".formatted(file.path("name").asText()), "'%s' like the file".formatted(name));
        }
        Source source = source(place, file, "index");
        List<String> controls = strings(place, file, "controls");
        for (String control : controls) {
            aggregatable(place, source, source.own(control));
        }
        List<Panel> panels = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Set<String> titles = new HashSet<>();
        for (JsonNode node : file.path("panels")) {
            String id = node.path("id").asText("");
            Place at = new Place(place.file(), id);
            if (!id.matches("[a-z][a-z0-9-]{1,60}") || !ids.add(id)) {
                throw place.fault(
                        "a panel has the id '%s'".formatted(id),
                        "2 to 61 characters a-z 0-9 - that no other panel has");
            }
            Panel panel = panel(at, node, source);
            // A screen reader tells panels apart by their titles alone.
            if (!titles.add(panel.title().ko() + "/ko")
                    || !titles.add(panel.title().en() + "/en")) {
                throw at.fault("the title %s is another panel's too".formatted(panel.title()), "a title of its own");
            }
            panels.add(panel);
        }
        if (panels.isEmpty()) {
            throw place.fault("there are no panels", "one at least");
        }
        rowsAreFull(place, panels);
        return new Dashboard(
                name,
                file.path("version").asInt(1),
                local(place, file, "title"),
                local(place, file, "description"),
                source,
                controls,
                panels);
    }

    /** Panels flow from left to right; a gap in the page is a mistake in the sizes. */
    private static void rowsAreFull(Place place, List<Panel> panels) {
        int x = 0;
        for (Panel panel : panels) {
            if (x + panel.width() > PAGE) {
                throw new Place(place.file(), panel.id())
                        .fault(
                                "it doesn't fit beside those before it, which take %d/48".formatted(x),
                                "sizes that fill each row");
            }
            x = (x + panel.width()) % PAGE;
        }
        if (x != 0) {
            throw place.fault("the last row takes %d/48".formatted(x), "sizes that fill each row");
        }
    }

    private Panel panel(Place place, JsonNode node, Source usual) {
        place.only(
                node,
                Set.of("id", "title", "note", "kind", "index", "query", "aggregation", "columns", "size", "unit"));
        Source source = node.has("index") ? source(place, node, "index") : usual;
        Kind kind = choice(place, node, "kind", Kind.class, null);
        String query = node.path("query").asText("");
        QueryFields.of(query).forEach(field -> searchable(place, source, field));
        JsonNode aggregation = node.path("aggregation");
        place.only(aggregation, Set.of("metrics", "buckets"));
        List<String> columns = strings(place, node, "columns");
        List<Metric> metrics = buckets.metrics(place, source, aggregation.path("metrics"));
        List<Split> splits = buckets.splits(place, source, aggregation.path("buckets"), metrics.size());
        shape(place, source, kind, metrics, splits, columns, node);
        for (String column : columns) {
            if (mappings.find(source, column).isEmpty()) {
                throw place.fault("column '%s' is not mapped".formatted(column), "a field of " + source.name());
            }
        }
        String size = node.path("size").asText(kind == Kind.RECORDS ? "full" : "third");
        Integer width = WIDTHS.get(size);
        if (width == null) {
            throw place.fault(
                    "size is '%s'".formatted(size),
                    "one of " + WIDTHS.keySet().stream().sorted().toList());
        }
        return new Panel(
                place.panel(),
                local(place, node, "title"),
                node.has("note") ? local(place, node, "note") : null,
                kind,
                source,
                query,
                kind == Kind.RECORDS ? List.of() : metrics,
                splits,
                columns,
                width,
                choice(place, node, "unit", Panel.Unit.class, Panel.Unit.COUNT));
    }

    private static void shape(
            Place place,
            Source source,
            Kind kind,
            List<Metric> metrics,
            List<Split> splits,
            List<String> columns,
            JsonNode node) {
        boolean overTime = !splits.isEmpty() && splits.getFirst().type() == Split.Type.DATE_HISTOGRAM;
        if (splits.stream().skip(1).anyMatch(split -> split.type() == Split.Type.DATE_HISTOGRAM)) {
            throw place.fault("a split other than the first is a date_histogram", "time as the first split");
        }
        if (overTime && !kind.plotted()) {
            throw place.fault("a %s is split by time".formatted(word(kind)), "time in line, area and bar only");
        }
        switch (kind) {
            case METRIC ->
                expect(place, splits.isEmpty() && metrics.size() == 1, "a metric", "one metric and no buckets");
            case LINE, AREA ->
                expect(
                        place,
                        overTime && splits.size() <= 2 && metrics.size() == 1,
                        "a " + word(kind),
                        "a date_histogram, at most one split more, one metric");
            case BAR ->
                expect(
                        place,
                        !splits.isEmpty() && splits.size() <= 2 && metrics.size() == 1,
                        "a bar",
                        "one or two splits, one metric");
            case HORIZONTAL_BAR, PIE, TAG_CLOUD ->
                expect(place, splits.size() == 1 && metrics.size() == 1, "a " + word(kind), "one split, one metric");
            case HEAT_MAP ->
                expect(
                        place,
                        splits.size() == 2 && metrics.size() == 1,
                        "a heat_map",
                        "two splits (rows, columns), one metric");
            case TABLE -> expect(place, !splits.isEmpty() && splits.size() <= 4, "a table", "one to four splits");
            case RECORDS ->
                expect(
                        place,
                        !columns.isEmpty()
                                && node.path("aggregation").isMissingNode()
                                && !source.time().isEmpty(),
                        "records",
                        "columns, no aggregation, and a source with a time");
        }
        if (kind != Kind.RECORDS && !columns.isEmpty()) {
            throw place.fault("a %s has columns".formatted(word(kind)), "columns for records only");
        }
    }

    private static void expect(Place place, boolean sound, String given, String expected) {
        if (!sound) {
            throw place.fault(given + " has other parts than it can show", expected);
        }
    }

    private static Source source(Place place, JsonNode node, String key) {
        String name = place.text(node, key);
        Source source = Source.ALL.get(name);
        if (source == null) {
            throw place.fault(
                    "%s is '%s'".formatted(key, name),
                    "one of " + Source.ALL.keySet().stream().sorted().toList());
        }
        return source;
    }

    private void searchable(Place place, Source source, String field) {
        // A path into a flat object is searched by the object's own field.
        for (String name = field;
                !name.isEmpty();
                name = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : "") {
            Field known = mappings.find(source, name).orElse(null);
            if (known != null
                    && known.searchable()
                    && !known.computed()
                    && (name.equals(field) || known.type().equals("flat_object"))) {
                return;
            }
        }
        throw place.fault(
                "the query names '%s', which is not searchable".formatted(field),
                "an indexed field of " + source.name());
    }

    private void aggregatable(Place place, Source source, String field) {
        buckets.aggregatable(place, source, field);
    }

    static LocalText local(Place place, JsonNode node, String key) {
        JsonNode value = node.path(key);
        place.only(value, Set.of("ko", "en"));
        return new LocalText(place.text(value, "en"), place.text(value, "ko"));
    }

    static <E extends Enum<E>> E choice(Place place, JsonNode node, String key, Class<E> type, @Nullable E usual) {
        if (!node.has(key) && usual != null) {
            return usual;
        }
        String given = place.text(node, key);
        for (E constant : type.getEnumConstants()) {
            if (word(constant).equals(given)) {
                return constant;
            }
        }
        throw place.fault(
                "%s is '%s'".formatted(key, given),
                "one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(DefinitionReader::word)
                                .collect(Collectors.joining(", ")));
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> strings(Place place, JsonNode node, String key) {
        List<String> values = new ArrayList<>();
        for (JsonNode value : node.path(key)) {
            if (!value.isTextual()) {
                throw place.fault("%s holds %s".formatted(key, value), "a list of texts");
            }
            values.add(value.asText());
        }
        return values;
    }
}
