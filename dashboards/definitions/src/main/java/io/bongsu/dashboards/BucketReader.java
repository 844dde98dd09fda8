package io.bongsu.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import io.bongsu.contracts.LocalText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the metrics and splits of a panel: OpenSearch's own words, as far as a panel can show them. */
final class BucketReader {

    private static final int USUAL_TERMS = 10;

    private final Mappings mappings;
    private final int maxTerms;

    BucketReader(Mappings mappings, int maxTerms) {
        this.mappings = mappings;
        this.maxTerms = maxTerms;
    }

    List<Metric> metrics(Place place, Source source, JsonNode nodes) {
        List<Metric> metrics = new ArrayList<>();
        for (JsonNode node : nodes) {
            metrics.add(metric(place, source, node));
        }
        return metrics.isEmpty() ? List.of(new Metric(Metric.Type.COUNT, "", 0, null)) : metrics;
    }

    private Metric metric(Place place, Source source, JsonNode node) {
        Map.Entry<String, JsonNode> entry = word(place, node);
        JsonNode body = entry.getValue();
        Metric.Type type;
        try {
            type = Metric.Type.valueOf(entry.getKey().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw place.fault(
                    "metric is '%s'".formatted(entry.getKey()),
                    "count, cardinality, sum, avg, min, max or percentiles");
        }
        if (type == Metric.Type.COUNT) {
            place.only(body, Set.of());
            return new Metric(type, "", 0, title(place, node));
        }
        place.only(body, type == Metric.Type.PERCENTILES ? Set.of("field", "percents") : Set.of("field"));
        Field field = aggregatable(place, source, place.text(body, "field"));
        boolean fits =
                switch (type) {
                    case SUM, AVG, PERCENTILES -> field.number();
                    case MIN, MAX -> field.number() || field.date();
                    default -> true;
                };
        if (!fits) {
            throw place.fault(
                    "%s of '%s', which is %s".formatted(entry.getKey(), field.name(), field.type()),
                    "a number" + (type == Metric.Type.MIN || type == Metric.Type.MAX ? " or a date" : ""));
        }
        double percent = body.path("percents").path(0).asDouble(-1);
        if (type == Metric.Type.PERCENTILES
                && (percent < 0 || percent > 100 || body.path("percents").size() != 1)) {
            throw place.fault("percents is " + body.path("percents"), "a list of one number from 0 to 100");
        }
        return new Metric(type, field.name(), Math.max(0, percent), title(place, node));
    }

    List<Split> splits(Place place, Source source, JsonNode nodes, int metrics) {
        List<Split> splits = new ArrayList<>();
        for (JsonNode node : nodes) {
            splits.add(split(place, source, node, metrics));
        }
        return splits;
    }

    private Split split(Place place, Source source, JsonNode node, int metrics) {
        Map.Entry<String, JsonNode> entry = word(place, node);
        JsonNode body = entry.getValue();
        return switch (entry.getKey()) {
            case "date_histogram" -> {
                place.only(body, Set.of("field"));
                Field field = aggregatable(place, source, body.path("field").asText(source.time()));
                if (!field.date()) {
                    throw place.fault(
                            "date_histogram of '%s', which is %s".formatted(field.name(), field.type()), "a date");
                }
                yield new Split(Split.Type.DATE_HISTOGRAM, field.name(), 0, "", true, 0, List.of(), title(place, node));
            }
            case "terms" -> terms(place, source, node, body, metrics);
            case "filters" -> {
                List<Split.Filter> filters = new ArrayList<>();
                for (Map.Entry<String, JsonNode> filter : body.properties()) {
                    place.only(filter.getValue(), Set.of("ko", "en", "query"));
                    String query = place.text(filter.getValue(), "query");
                    for (String field : QueryFields.of(query)) {
                        if (mappings.find(source, field)
                                .filter(Field::searchable)
                                .isEmpty()) {
                            throw place.fault(
                                    "the filter '%s' names '%s', which is not searchable"
                                            .formatted(filter.getKey(), field),
                                    "an indexed field of " + source.name());
                        }
                    }
                    filters.add(new Split.Filter(
                            filter.getKey(),
                            new LocalText(place.text(filter.getValue(), "en"), place.text(filter.getValue(), "ko")),
                            query));
                }
                if (filters.isEmpty()) {
                    throw place.fault("filters holds " + body, "one filter at least, each with ko, en and query");
                }
                yield new Split(Split.Type.FILTERS, "", filters.size(), "", true, 0, filters, title(place, node));
            }
            default -> throw place.fault("split is '%s'".formatted(entry.getKey()), "date_histogram, terms or filters");
        };
    }

    private Split terms(Place place, Source source, JsonNode node, JsonNode body, int metrics) {
        place.only(body, Set.of("field", "size", "include", "order", "by"));
        Field field = aggregatable(place, source, place.text(body, "field"));
        int size = body.path("size").asInt(USUAL_TERMS);
        if (size < 1 || size > maxTerms) {
            throw place.fault("size of terms is " + body.path("size"), "1 to " + maxTerms);
        }
        String order = body.path("order").asText("desc");
        if (!order.equals("asc") && !order.equals("desc")) {
            throw place.fault("order is '%s'".formatted(order), "asc or desc");
        }
        int by = body.path("by").asInt(0);
        if (by < 0 || by >= metrics) {
            throw place.fault("by is " + body.path("by"), "the place of a metric, 0 to " + (metrics - 1));
        }
        return new Split(
                Split.Type.TERMS,
                field.name(),
                size,
                body.path("include").asText(""),
                order.equals("asc"),
                by,
                List.of(),
                title(place, node));
    }

    Field aggregatable(Place place, Source source, String name) {
        Field field = mappings.find(source, name)
                .orElseThrow(
                        () -> place.fault("field '%s' is not mapped".formatted(name), "a field of " + source.name()));
        if (!field.aggregatable()) {
            throw place.fault(
                    "field '%s' is %s and can't be aggregated".formatted(name, field.type()),
                    "a field with doc values");
        }
        return field;
    }

    /** The one member that is an aggregation's word; beside it only a title may stand. */
    private static Map.Entry<String, JsonNode> word(Place place, JsonNode node) {
        List<Map.Entry<String, JsonNode>> words = node.properties().stream()
                .filter(member -> !member.getKey().equals("title"))
                .toList();
        if (words.size() != 1) {
            throw place.fault(
                    "an aggregation is " + node, "exactly one word of OpenSearch, such as {terms: {field: …}}");
        }
        return words.getFirst();
    }

    private static @Nullable LocalText title(Place place, JsonNode node) {
        return node.has("title") ? DefinitionReader.local(place, node, "title") : null;
    }
}
