package io.bongsu.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * The search of one panel in OpenSearch's words.
 *
 * @param from first moment of the page's range
 * @param to first moment after it
 * @param zone in which days begin
 * @param interval of bars over time
 */
public record PanelSearch(Instant from, Instant to, ZoneId zone, Duration interval) {

    /** Records that a panel shows at most; who needs more goes to the log search. */
    public static final int RECORDS = 10;

    static final String SPLIT = "split";

    /** The body for {@code _search}, narrowed by further clauses. */
    public ObjectNode body(Panel panel, Mappings mappings, List<? extends JsonNode> clauses) {
        ObjectNode body = object();
        boolean records = panel.kind() == Panel.Kind.RECORDS;
        body.put("size", records ? RECORDS : 0);
        body.put("track_total_hits", records || needsTotal(panel));
        body.set("query", query(panel, clauses));
        if (records) {
            ArrayNode source = body.putArray("_source").add(panel.source().time());
            panel.columns().forEach(source::add);
            body.putArray("sort").addObject().putObject(panel.source().time()).put("order", "desc");
        } else if (!panel.buckets().isEmpty() || panel.metrics().getFirst().type() != Metric.Type.COUNT) {
            body.set("aggs", level(panel, mappings, 0));
        }
        return body;
    }

    private static boolean needsTotal(Panel panel) {
        return panel.kind() == Panel.Kind.METRIC && panel.metrics().getFirst().type() == Metric.Type.COUNT;
    }

    private ObjectNode query(Panel panel, List<? extends JsonNode> clauses) {
        ObjectNode root = object();
        ArrayNode filter = root.putObject("bool").putArray("filter");
        if (!panel.source().time().isEmpty()) {
            filter.addObject()
                    .putObject("range")
                    .putObject(panel.source().time())
                    .put("gte", from.toEpochMilli())
                    .put("lt", to.toEpochMilli())
                    .put("format", "epoch_millis");
        }
        if (!panel.query().isEmpty()) {
            filter.add(queryString(panel.query()));
        }
        clauses.forEach(filter::add);
        return root;
    }

    private static ObjectNode queryString(String query) {
        ObjectNode node = object();
        node.putObject("query_string").put("query", query).put("default_operator", "AND");
        return node;
    }

    private ObjectNode level(Panel panel, Mappings mappings, int depth) {
        ObjectNode aggs = object();
        boolean leaf = depth == panel.buckets().size();
        if (leaf) {
            for (int i = 0; i < panel.metrics().size(); i++) {
                metric(aggs, panel, mappings, i);
            }
            return aggs;
        }
        Split split = panel.buckets().get(depth);
        ObjectNode agg = aggs.putObject(SPLIT);
        switch (split.type()) {
            case DATE_HISTOGRAM -> {
                ObjectNode histogram = agg.putObject("date_histogram");
                histogram
                        .put("field", split.field())
                        .put("fixed_interval", interval.toSeconds() + "s")
                        .put("time_zone", zone.getId())
                        .put("min_doc_count", 0);
                if (split.field().equals(panel.source().time())) {
                    histogram
                            .putObject("extended_bounds")
                            .put("min", from.toEpochMilli())
                            .put("max", to.toEpochMilli() - 1);
                }
            }
            case TERMS -> {
                ObjectNode terms = agg.putObject("terms");
                field(terms, mappings, panel, split.field());
                terms.put("size", split.size());
                String order = split.ascending() ? "asc" : "desc";
                terms.putObject("order").put(orderKey(panel, split), order);
                if (!split.include().isEmpty()) {
                    terms.put("include", split.include());
                }
            }
            case FILTERS -> {
                ObjectNode filters = agg.putObject("filters").putObject("filters");
                split.filters().forEach(one -> filters.set(one.key(), queryString(one.query())));
            }
        }
        ObjectNode below = level(panel, mappings, depth + 1);
        boolean ordered = split.type() == Split.Type.TERMS
                && panel.metrics().get(split.by()).type() != Metric.Type.COUNT;
        if (ordered) {
            metric(below, panel, mappings, split.by());
        }
        if (!below.isEmpty()) {
            agg.set("aggs", below);
        }
        return aggs;
    }

    private static String orderKey(Panel panel, Split split) {
        Metric metric = panel.metrics().get(split.by());
        return switch (metric.type()) {
            case COUNT -> "_count";
            // A dot in the number would be read as one more step of the path.
            case PERCENTILES -> metricName(split.by()) + "[" + trimmed(metric.percent()) + "]";
            default -> metricName(split.by());
        };
    }

    private static void metric(ObjectNode aggs, Panel panel, Mappings mappings, int index) {
        Metric metric = panel.metrics().get(index);
        if (metric.type() == Metric.Type.COUNT) {
            return;
        }
        ObjectNode body =
                aggs.putObject(metricName(index)).putObject(metric.type().word());
        field(body, mappings, panel, metric.field());
        if (metric.type() == Metric.Type.PERCENTILES) {
            body.putArray("percents").add(metric.percent());
        }
    }

    private static void field(ObjectNode body, Mappings mappings, Panel panel, String name) {
        Field field = mappings.find(panel.source(), name).orElseThrow();
        if (field.computed()) {
            body.putObject("script").put("source", field.script()).put("lang", "painless");
        } else {
            body.put("field", name);
        }
    }

    static String metricName(int index) {
        return "m" + index;
    }

    static String trimmed(double percent) {
        return percent == Math.rint(percent) ? "%.1f".formatted(percent) : Double.toString(percent);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
