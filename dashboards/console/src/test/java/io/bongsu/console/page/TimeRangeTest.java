package io.bongsu.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.bongsu.console.logs.Span;
import io.bongsu.console.text.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimeRangeTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Span OLD =
            new Span(Instant.parse("2023-07-10T00:00:00Z"), Instant.parse("2023-07-11T00:00:00Z"));

    private final Gathering gathering = new Gathering();

    @Test
    void usualRangeIsTheLastDay() {
        Span fresh = new Span(NOW.minusSeconds(60), NOW);
        TimeRange range = choose(null, null, null, Optional.of(fresh));
        assertThat(range.key()).isEqualTo("24h");
        assertThat(range.span().length()).isEqualTo(Duration.ofDays(1));
        assertThat(gathering.notices()).isEmpty();
    }

    @Test
    void oldDataIsShownWholeWithANotice() {
        TimeRange range = choose(null, null, null, Optional.of(OLD));
        assertThat(range.span()).isEqualTo(OLD);
        assertThat(range.live()).isFalse();
        assertThat(gathering.notices()).extracting(Notice::key).containsExactly("range_fitted");
    }

    @Test
    void whatTheReaderChoseStaysEvenIfEmpty() {
        TimeRange range = choose("1h", null, null, Optional.of(OLD));
        assertThat(range.key()).isEqualTo("1h");
        assertThat(range.on(Href.to("/logs")).toString()).isEqualTo("/logs?range=1h");
    }

    @Test
    void customRangeIsReadInTheReadersZone() {
        TimeRange range = choose(null, "2023-07-10T09:00", "2023-07-10T10:00", Optional.of(OLD));
        assertThat(range.span().from()).isEqualTo(Instant.parse("2023-07-10T00:00:00Z"));
        assertThat(range.on(Href.to("/logs")).toString())
                .isEqualTo("/logs?from=2023-07-10T00%3A00%3A00Z&to=2023-07-10T01%3A00%3A00Z");
    }

    @Test
    void unreadableRangeIsSaidAndTheUsualOneShown() {
        for (String[] pair : new String[][] {
            {"yesterday", "2023-07-10T10:00"},
            {"2023-07-10T10:00", "2023-07-10T10:00"},
            {"1900-01-01T00:00", "2023-07-10T10:00"},
            {"2023-07-10T10:00", ""}
        }) {
            Gathering own = new Gathering();
            TimeRange range = TimeRange.choose(
                    null,
                    pair[0],
                    pair[1],
                    Clock.SEOUL,
                    NOW,
                    () -> Optional.of(new Span(NOW.minusSeconds(9), NOW)),
                    own);
            assertThat(range.key()).as(pair[0]).isEqualTo("24h");
            assertThat(own.notices()).extracting(Notice::key).containsExactly("range_unreadable");
        }
    }

    @Test
    void anIntervalIsReadableAndTheBarsAreFew() {
        for (Duration length :
                new Duration[] {Duration.ofSeconds(1), Duration.ofHours(24), Duration.ofDays(30), Duration.ofDays(3_653)
                }) {
            Span span = new Span(NOW.minus(length), NOW);
            assertThat(length.dividedBy(span.interval())).isLessThanOrEqualTo(90);
        }
        assertThat(new Span(NOW.minus(Duration.ofHours(24)), NOW).interval()).isEqualTo(Duration.ofMinutes(30));
    }

    private TimeRange choose(
            @Nullable String range, @Nullable String from, @Nullable String to, Optional<Span> extent) {
        return TimeRange.choose(range, from, to, Clock.SEOUL, NOW, () -> extent, gathering);
    }
}
