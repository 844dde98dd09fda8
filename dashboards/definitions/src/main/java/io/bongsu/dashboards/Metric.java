package io.bongsu.dashboards;

import io.bongsu.contracts.LocalText;
import org.jspecify.annotations.Nullable;

/**
 * A number over the documents of a bucket.
 *
 * @param field empty for {@link Type#COUNT}
 * @param percent for {@link Type#PERCENTILES}, from 0 to 100
 * @param title of its column, or null for the usual one
 */
public record Metric(Type type, String field, double percent, @Nullable LocalText title) {

    /** OpenSearch's aggregations, and the count of documents. */
    public enum Type {
        COUNT,
        CARDINALITY,
        SUM,
        AVG,
        MIN,
        MAX,
        PERCENTILES;

        /** OpenSearch's own name. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
