package io.bongsu.reports;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is to be made.
 *
 * @param formats at least one
 * @param languages of the pages and the workbook; the statement of operation is Korean always
 * @param csvBom whether CSV begins with a byte order mark, without which Excel takes Korean for garbage
 */
public record ReportRequest(Set<Format> formats, Set<Language> languages, boolean csvBom) {

    public ReportRequest {
        requireNonNull(formats, "formats");
        requireNonNull(languages, "languages");
        if (formats.isEmpty() || languages.isEmpty()) {
            throw new IllegalArgumentException("A report has formats %s and languages %s; expected at least one of each"
                    .formatted(formats, languages));
        }
        // In the order of their declaration, so that files are made in one order.
        formats = Collections.unmodifiableSet(EnumSet.copyOf(formats));
        languages = Collections.unmodifiableSet(EnumSet.copyOf(languages));
    }

    boolean wants(Format format) {
        return formats.contains(format);
    }
}
