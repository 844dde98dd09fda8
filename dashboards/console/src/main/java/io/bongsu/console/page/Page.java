package io.bongsu.console.page;

import io.bongsu.console.text.Clock;
import io.bongsu.console.text.Language;
import io.bongsu.contracts.LocalText;
import java.text.NumberFormat;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every page has around its content, and how its reader wants numbers and times written.
 *
 * @param name the page's place in the navigation, and the beginning of its texts' keys
 * @param assets the folder of the assets
 * @param here this page's own address, to come back to
 * @param refresh seconds after which the page asks for itself again, or 0
 */
public record Page(String name, Viewer viewer, String assets, String here, List<Notice> notices, int refresh) {

    public Page {
        notices = List.copyOf(notices);
    }

    public Language language() {
        return viewer.language();
    }

    public Clock clock() {
        return viewer.clock();
    }

    public String lang() {
        return viewer.language().tag();
    }

    /** A text in the reader's language. */
    public String local(LocalText text) {
        return viewer.language().of(text);
    }

    public String number(Number value) {
        return NumberFormat.getInstance(language().locale()).format(value);
    }

    /** A score out of 100 with at most one digit after the point, never rounded up to 100. */
    public String score(@Nullable Double score) {
        if (score == null) {
            return "–";
        }
        NumberFormat format = NumberFormat.getInstance(language().locale());
        format.setMaximumFractionDigits(1);
        return format.format(score < 100 ? Math.min(score, 99.9) : score) + "%";
    }

    public String time(Instant at) {
        return clock().write(at);
    }

    public String minute(Instant at) {
        return clock().minute(at);
    }

    public String both(Instant at) {
        return clock().both(at);
    }

    /** Width of a bar in percent for an SVG attribute; something that exists is never drawn as nothing. */
    public String width(long part, long whole) {
        if (part <= 0 || whole <= 0) {
            return "0%";
        }
        return "%.2f%%".formatted(Math.max(1.0, 100.0 * part / whole));
    }

    public boolean is(String other) {
        return name.equals(other);
    }

    /** The word to show for something that may be absent. */
    public String or(@Nullable String value) {
        return value == null || value.isEmpty() ? "–" : value;
    }
}
