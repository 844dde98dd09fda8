package io.bongsu.console.logs;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for in the logs.
 *
 * @param text OpenSearch query string, empty for everything
 * @param dataset one log type such as {@code aws.cloudtrail}, or empty for all
 * @param account one account, or empty for all
 * @param after where the page begins, as the page before gave it
 */
public record LogQuery(
        Span span, String text, String dataset, String account, List<FieldFilter> filters, @Nullable String after) {

    /** Longer queries are refused: nobody types them, and each clause costs the cluster. */
    public static final int MAX_TEXT = 2_000;

    public LogQuery {
        requireNonNull(span, "span");
        if (text.length() > MAX_TEXT) {
            throw new IllegalArgumentException(
                    "Query has %d characters; expected at most %d".formatted(text.length(), MAX_TEXT));
        }
        filters = List.copyOf(filters);
    }
}
