package io.bongsu.console.logs;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A stretch of event time.
 *
 * @param from first moment in it
 * @param to first moment after it
 */
public record Span(Instant from, Instant to) {

    private static final int MAX_BUCKETS = 90;

    /** Interval lengths that people can read off an axis, in seconds. */
    private static final List<Long> INTERVALS = List.of(
            1L,
            5L,
            10L,
            30L,
            60L,
            300L,
            600L,
            1_800L,
            3_600L,
            10_800L,
            21_600L,
            43_200L,
            86_400L,
            604_800L,
            2_592_000L,
            5_184_000L,
            7_776_000L,
            15_552_000L,
            31_536_000L);

    public Span {
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "Span is from %s to %s; expected an end after the beginning".formatted(from, to));
        }
    }

    public Duration length() {
        return Duration.between(from, to);
    }

    /** The shortest readable interval that cuts the span into at most ninety pieces. */
    public Duration interval() {
        long least = Math.ceilDiv(length().toMillis(), MAX_BUCKETS);
        for (long seconds : INTERVALS) {
            if (seconds * 1_000 >= least) {
                return Duration.ofSeconds(seconds);
            }
        }
        return Duration.ofSeconds(INTERVALS.getLast() * 10);
    }
}
