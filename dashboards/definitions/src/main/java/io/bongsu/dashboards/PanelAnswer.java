package io.bongsu.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What OpenSearch answered to a panel's search.
 *
 * @param total matching documents; only for records and counts
 * @param rows one for each innermost bucket; a single one without keys where there are no splits
 * @param hits the documents of {@link Panel.Kind#RECORDS}, newest first
 */
public record PanelAnswer(long total, List<Row> rows, List<JsonNode> hits) {

    public PanelAnswer {
        rows = List.copyOf(rows);
        hits = List.copyOf(hits);
    }

    /**
     * Keys and numbers of one bucket.
     *
     * @param keys by split, as text; times as epoch milliseconds
     * @param values by metric; NaN where OpenSearch has none
     */
    public record Row(List<String> keys, List<Double> values) {

        public Row {
            keys = List.copyOf(keys);
            values = List.copyOf(values);
        }
    }

    /** Reads an answer of {@code _search}. */
    public static PanelAnswer of(Panel panel, JsonNode answer) {
        List<Row> rows = new ArrayList<>();
        long total = answer.path("hits").path("total").path("value").asLong();
        if (panel.kind() == Panel.Kind.RECORDS) {
            List<JsonNode> hits = new ArrayList<>();
            answer.path("hits").path("hits").forEach(hits::add);
            return new PanelAnswer(total, rows, hits);
        }
        collect(panel, answer.path("aggregations"), total, List.of(), rows);
        return new PanelAnswer(total, rows, List.of());
    }

    private static void collect(Panel panel, JsonNode aggregations, long count, List<String> keys, List<Row> rows) {
        if (keys.size() == panel.buckets().size()) {
            List<Double> values = new ArrayList<>();
            for (int i = 0; i < panel.metrics().size(); i++) {
                values.add(value(panel.metrics().get(i), i, aggregations, count));
            }
            rows.add(new Row(keys, values));
            return;
        }
        JsonNode buckets = aggregations.path(PanelSearch.SPLIT).path("buckets");
        if (buckets.isObject()) {
            for (Map.Entry<String, JsonNode> bucket : buckets.properties()) {
                collect(
                        panel,
                        bucket.getValue(),
                        bucket.getValue().path("doc_count").asLong(),
                        with(keys, bucket.getKey()),
                        rows);
            }
        } else {
            for (JsonNode bucket : buckets) {
                collect(
                        panel,
                        bucket,
                        bucket.path("doc_count").asLong(),
                        with(keys, bucket.path("key").asText()),
                        rows);
            }
        }
    }

    private static double value(Metric metric, int index, JsonNode aggregations, long count) {
        JsonNode found = aggregations.path(PanelSearch.metricName(index));
        JsonNode value =
                switch (metric.type()) {
                    case COUNT -> null;
                    case PERCENTILES -> found.path("values").path(PanelSearch.trimmed(metric.percent()));
                    default -> found.path("value");
                };
        if (value == null) {
            return count;
        }
        return value.isNumber() ? value.asDouble() : Double.NaN;
    }

    private static List<String> with(List<String> keys, String key) {
        List<String> more = new ArrayList<>(keys);
        more.add(key);
        return more;
    }
}
