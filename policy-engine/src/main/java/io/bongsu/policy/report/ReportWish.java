package io.bongsu.policy.report;

import static java.util.Objects.requireNonNull;

import io.bongsu.reports.Format;
import io.bongsu.reports.Language;
import java.time.Instant;
import java.util.List;

/**
 * What somebody wants a report of.
 *
 * @param standard the pack's id
 * @param asOf the cut-off, not later than the wish
 * @param accounts only these; none: the scope that was decided
 * @param formats at least one
 * @param languages at least one
 * @param csvBom whether CSV begins with a byte order mark
 */
public record ReportWish(
        String standard,
        Instant asOf,
        List<String> accounts,
        List<Format> formats,
        List<Language> languages,
        boolean csvBom) {

    public ReportWish {
        requireNonNull(standard, "standard");
        requireNonNull(asOf, "asOf");
        accounts = List.copyOf(accounts);
        formats = List.copyOf(formats);
        languages = List.copyOf(languages);
    }
}
