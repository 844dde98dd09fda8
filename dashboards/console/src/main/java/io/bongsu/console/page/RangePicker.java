package io.bongsu.console.page;

import io.bongsu.console.text.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The time range menu of a page.
 *
 * @param keep the page's other parameters, which a custom range must not lose
 */
public record RangePicker(TimeRange range, Clock clock, String path, Map<String, List<String>> keep, Href here) {

    /** The ranges to offer, {@code all} last. */
    public List<String> choices() {
        return Stream.concat(TimeRange.PRESETS.stream(), Stream.of("all")).toList();
    }

    public String href(String choice) {
        return here.without("from")
                .without("to")
                .without("after")
                .without("page")
                .with("range", choice)
                .toString();
    }

    public boolean chosen(String choice) {
        return range.key().equals(choice);
    }

    public boolean custom() {
        return range.key().equals("custom");
    }

    public String from() {
        return clock.input(range.span().from());
    }

    public String to() {
        return clock.input(range.span().to());
    }

    /** The range in full, {@code 2023-07-10 21:00 – 2023-07-11 21:00}. */
    public String words() {
        return clock.minute(range.span().from()) + " – "
                + clock.minute(range.span().to());
    }
}
