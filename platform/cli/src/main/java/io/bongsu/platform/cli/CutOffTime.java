package io.bongsu.platform.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** A cut-off as people write it. */
final class CutOffTime {

    /** Where ISMS-P's days begin and end. */
    private static final ZoneId KOREA = ZoneId.of("Asia/Seoul");

    private CutOffTime() {}

    /** The time, or the last millisecond of a day; of today it is now. */
    static Instant of(String text) {
        try {
            if (!text.contains("T")) {
                Instant end = LocalDate.parse(text)
                        .plusDays(1)
                        .atStartOfDay(KOREA)
                        .toInstant()
                        .minusMillis(1);
                Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
                return end.minus(1, ChronoUnit.DAYS).isBefore(now) && end.isAfter(now) ? now : end;
            }
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new CommandException(
                    "--as-of is '%s'; expected a day as in 2026-11-01, or a time as in 2026-11-01T00:00:00Z"
                            .formatted(text),
                    e);
        }
    }
}
