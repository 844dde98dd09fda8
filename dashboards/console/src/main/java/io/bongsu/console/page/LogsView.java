package io.bongsu.console.page;

import io.bongsu.console.logs.LogPage;
import io.bongsu.console.logs.LogStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log search.
 *
 * @param complaint what is wrong with the query, in OpenSearch's words, or null
 * @param number which page of the results this is, from 1
 * @param next the next page's address, or null
 * @param first the first page's address
 */
public record LogsView(
        RangePicker picker,
        String text,
        String dataset,
        String account,
        List<String> datasets,
        List<String> accounts,
        List<Chip> chips,
        List<String> filterTexts,
        @Nullable Chart chart,
        @Nullable LogPage results,
        List<Line> lines,
        @Nullable String complaint,
        int number,
        @Nullable String next,
        String first,
        boolean guarded) {

    /** A filter that can be taken away. */
    public record Chip(String field, String value, boolean negated, String removeHref) {}

    /** A result and the address of its full record. */
    public record Line(LogPage.Row row, String href) {}

    public int firstNumber() {
        return (number - 1) * LogStore.PAGE_SIZE + 1;
    }

    public int lastNumber() {
        return firstNumber() + lines.size() - 1;
    }

    /** Whether anything narrows the search besides the time. */
    public boolean narrowed() {
        return !text.isBlank() || !dataset.isEmpty() || !account.isEmpty() || !chips.isEmpty();
    }
}
