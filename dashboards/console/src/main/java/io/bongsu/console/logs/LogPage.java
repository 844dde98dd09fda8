package io.bongsu.console.logs;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of search results.
 *
 * @param total how many match, exact up to {@link LogStore#MAX_RESULTS}
 * @param more whether there are more than {@code total}
 * @param next where the next page begins, or null on the last
 */
public record LogPage(List<Row> rows, long total, boolean more, @Nullable String next) {

    public LogPage {
        rows = List.copyOf(rows);
    }

    /**
     * A document's head, as a line of a table. Absent fields are empty.
     *
     * @param principal who did it: the user's name, else its id
     * @param source the source address as the record had it
     */
    public record Row(
            String index,
            String id,
            Instant at,
            String dataset,
            String account,
            String region,
            String action,
            String provider,
            String principal,
            String source,
            String outcome,
            String errorCode) {}
}
