package io.bongsu.dashboards;

import io.bongsu.contracts.LocalText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question and how its answer is drawn.
 *
 * @param id unique in its dashboard
 * @param note what a reader must know to read it rightly, or null
 * @param source the indices that are asked
 * @param query OpenSearch query string; empty for everything
 * @param metrics the numbers; one at least, but for {@link Kind#RECORDS}
 * @param buckets what the numbers are split by, outermost first
 * @param columns the fields of {@link Kind#RECORDS}
 * @param width in 48ths of the page, as OpenSearch Dashboards counts
 * @param unit of the first number
 */
public record Panel(
        String id,
        LocalText title,
        @Nullable LocalText note,
        Kind kind,
        Source source,
        String query,
        List<Metric> metrics,
        List<Split> buckets,
        List<String> columns,
        int width,
        Unit unit) {

    public Panel {
        metrics = List.copyOf(metrics);
        buckets = List.copyOf(buckets);
        columns = List.copyOf(columns);
    }

    /** How an answer is drawn. */
    public enum Kind {
        METRIC,
        LINE,
        AREA,
        BAR,
        HORIZONTAL_BAR,
        PIE,
        TABLE,
        HEAT_MAP,
        TAG_CLOUD,
        RECORDS;

        /** Whether the first split may be time. */
        public boolean plotted() {
            return this == LINE || this == AREA || this == BAR;
        }
    }

    /** What a number counts. */
    public enum Unit {
        COUNT,
        BYTES,
        SECONDS
    }

    /** Every field that the answer is made of, the query's own not among them. */
    public List<String> fields() {
        return java.util.stream.Stream.of(
                        metrics.stream().map(Metric::field), buckets.stream().map(Split::field), columns.stream())
                .flatMap(fields -> fields)
                .filter(field -> !field.isEmpty())
                .distinct()
                .toList();
    }
}
