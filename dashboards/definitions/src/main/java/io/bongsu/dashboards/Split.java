package io.bongsu.dashboards;

import io.bongsu.contracts.LocalText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How documents are divided into buckets.
 *
 * @param field empty for {@link Type#FILTERS}
 * @param size the most buckets of {@link Type#TERMS}
 * @param include regular expression that a term must match, or empty
 * @param ascending whether the smallest come first
 * @param by which metric orders the terms, by its place
 * @param filters the buckets of {@link Type#FILTERS}, in order
 * @param title of its column, or null for the field's usual name
 */
public record Split(
        Type type,
        String field,
        int size,
        String include,
        boolean ascending,
        int by,
        List<Filter> filters,
        @Nullable LocalText title) {

    public Split {
        filters = List.copyOf(filters);
    }

    /** OpenSearch's aggregations. */
    public enum Type {
        DATE_HISTOGRAM,
        TERMS,
        FILTERS
    }

    /**
     * One bucket of a filters split.
     *
     * @param key its name in the answer
     * @param query OpenSearch query string
     */
    public record Filter(String key, LocalText title, String query) {}
}
