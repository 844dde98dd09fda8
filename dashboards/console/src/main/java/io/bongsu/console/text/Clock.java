package io.bongsu.console.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The zone in which times are written. The other one stands in the hover text, so nobody has to add nine hours in his head. */
public enum Clock {
    SEOUL("Asia/Seoul", "KST"),
    UTC("UTC", "UTC");

    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd");
    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("MM-dd");
    private static final DateTimeFormatter DAY_TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter INPUT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    private final ZoneId zone;
    private final String label;

    Clock(String zone, String label) {
        this.zone = zone.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(zone);
        this.label = label;
    }

    /** What the reader chose before; else Seoul for a Korean reader, UTC for others. */
    public static Clock choose(@Nullable String remembered, Language language) {
        for (Clock clock : values()) {
            if (clock.label.equals(remembered)) {
                return clock;
            }
        }
        return language == Language.KO ? SEOUL : UTC;
    }

    public ZoneId zone() {
        return zone;
    }

    public String label() {
        return label;
    }

    public Clock other() {
        return this == SEOUL ? UTC : SEOUL;
    }

    /** To the second. */
    public String write(Instant at) {
        return FULL.format(local(at));
    }

    /** To the minute. */
    public String minute(Instant at) {
        return MINUTE.format(local(at));
    }

    public String day(Instant at) {
        return DAY.format(local(at));
    }

    /** Both zones in full, for a hover text. */
    public String both(Instant at) {
        return write(at) + " " + label + " · " + other().write(at) + " " + other().label;
    }

    /** As a {@code datetime-local} input has it. */
    public String input(Instant at) {
        return INPUT.format(local(at));
    }

    /** A label of an axis whose ticks are this far apart, over this span. */
    public String tick(Instant at, Duration interval, Duration span) {
        if (interval.compareTo(Duration.ofDays(1)) >= 0) {
            return span.compareTo(Duration.ofDays(360)) > 0 ? day(at) : SHORT_DAY.format(local(at));
        }
        if (span.compareTo(Duration.ofHours(26)) > 0) {
            return DAY_TIME.format(local(at));
        }
        return interval.compareTo(Duration.ofMinutes(1)) < 0 ? SECOND.format(local(at)) : TIME.format(local(at));
    }

    private ZonedDateTime local(Instant at) {
        return at.atZone(zone);
    }
}
