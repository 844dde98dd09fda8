package io.bongsu.console.page;

import io.bongsu.console.logs.Span;
import io.bongsu.console.text.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The time range a page shows.
 *
 * @param key {@code 15m}, {@code 1h}, {@code 24h}, {@code 7d}, {@code 30d}, {@code all} or {@code custom}
 * @param asked whether the reader chose it; else it may be left out of links
 */
public record TimeRange(String key, Span span, boolean asked) {

    /** The ranges that end now, in the order of the menu. */
    public static final List<String> PRESETS = List.of("15m", "1h", "24h", "7d", "30d");

    private static final Map<String, Duration> LENGTHS = Map.of(
            "15m", Duration.ofMinutes(15),
            "1h", Duration.ofHours(1),
            "24h", Duration.ofHours(24),
            "7d", Duration.ofDays(7),
            "30d", Duration.ofDays(30));

    private static final String DEFAULT = "24h";

    /** Ten years: more is a typing error, and would be one bar a decade. */
    private static final Duration LONGEST = Duration.ofDays(3_653);

    /**
     * Chooses by the URL's parameters. Without any, the last 24 hours, or, when nothing lies in them, all that the data spans, with a
     * notice that says so.
     *
     * @param extent the stretch of time that the data covers; asked only where needed
     */
    static TimeRange choose(
            @Nullable String range,
            @Nullable String from,
            @Nullable String to,
            Clock clock,
            Instant now,
            Supplier<Optional<Span>> extent,
            Gathering gathering) {
        if (from != null && to != null && !(from.isEmpty() && to.isEmpty())) {
            Optional<Span> span = custom(from, to, clock);
            if (span.isPresent()) {
                return new TimeRange("custom", span.get(), true);
            }
            gathering.note(Notice.warning("range_unreadable", from, to));
        }
        if (range != null && LENGTHS.containsKey(range)) {
            return last(range, now, true);
        }
        Optional<Span> data = Optional.ofNullable(gathering.now(extent)).flatMap(found -> found);
        if ("all".equals(range)) {
            return data.map(span -> new TimeRange("all", span, true)).orElseGet(() -> last(DEFAULT, now, false));
        }
        TimeRange usual = last(DEFAULT, now, false);
        if (data.isPresent() && !data.get().to().isAfter(usual.span().from())) {
            Span span = data.get();
            gathering.note(Notice.info("range_fitted", clock.minute(span.from()), clock.minute(span.to())));
            return new TimeRange("all", span, false);
        }
        return usual;
    }

    /** Whether it ends now, so that the page goes on by itself. */
    public boolean live() {
        return LENGTHS.containsKey(key);
    }

    /** With this range in its parameters. */
    Href on(Href href) {
        Href bare = href.without("range").without("from").without("to");
        if (!asked) {
            return bare;
        }
        return key.equals("custom")
                ? bare.and("from", span.from().toString()).and("to", span.to().toString())
                : bare.and("range", key);
    }

    private static TimeRange last(String key, Instant now, boolean asked) {
        Duration length = LENGTHS.getOrDefault(key, Duration.ofHours(24));
        return new TimeRange(key, new Span(now.minus(length), now), asked);
    }

    private static Optional<Span> custom(String from, String to, Clock clock) {
        try {
            Span span = new Span(moment(from, clock), moment(to, clock));
            return span.length().compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(span);
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** An instant as our links have it, or a local time as the form sends it. */
    private static Instant moment(String text, Clock clock) {
        return text.endsWith("Z")
                ? Instant.parse(text)
                : LocalDateTime.parse(text).atZone(clock.zone()).toInstant();
    }
}
