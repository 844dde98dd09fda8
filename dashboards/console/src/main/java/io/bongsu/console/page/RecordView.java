package io.bongsu.console.page;

import java.time.Instant;
import java.util.List;

/**
 * One log record in full.
 *
 * @param title what happened, in a few words
 * @param head the normalized fields
 * @param raw the record as AWS delivered it, as coloured lines
 * @param original the record's exact text where it is no JSON or could not be stored as it stands; else empty
 * @param complete whether {@code raw} is all of it
 */
public record RecordView(
        String title,
        String dataset,
        Instant at,
        List<Field> head,
        List<JsonLines.Line> raw,
        boolean complete,
        String original,
        String href,
        String backHref) {

    /**
     * A field of the head.
     *
     * @param onlyHref search for it, empty where it can't be filtered
     * @param notHref search without it
     */
    public record Field(String name, String value, String onlyHref, String notHref) {}
}
