package io.bongsu.reports.page;

import io.bongsu.reports.ControlState;
import io.bongsu.reports.Language;
import io.bongsu.reports.tally.Counts;
import io.bongsu.reports.tally.Results;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Stacked bars, made of boxes, so that they stay sharp at any size. */
final class Bars {

    private Bars() {}

    /** Controls by state. */
    static void states(Markup out, List<Results.ControlResult> controls, boolean tall) {
        Map<ControlState, Long> states = Results.states(controls);
        long whole = Math.max(1, controls.size());
        out.raw("<div class=\"bar" + (tall ? " tall" : "") + "\">");
        for (ControlState state : ControlState.values()) {
            segment(out, style(state), states.get(state), whole);
        }
        out.raw("</div>");
    }

    /** Verdicts; those that don't apply are left out. */
    static void verdicts(Markup out, Counts counts) {
        long whole = Math.max(1, counts.judged());
        out.raw("<div class=\"bar\">");
        segment(out, "pass", counts.pass(), whole);
        segment(out, "fail", counts.fail(), whole);
        segment(out, "error", counts.error(), whole);
        out.raw("</div>");
    }

    static void legend(Markup out, Language language, List<ControlState> states) {
        out.raw("<div class=\"legend\">");
        for (ControlState state : states) {
            out.raw("<span class=\"item\"><span class=\"dot " + style(state) + "\"></span>")
                    .text(language.of(state.label()))
                    .raw("</span>");
        }
        out.raw("</div>");
    }

    /** The name of a state in the style sheet. */
    static String style(ControlState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static void segment(Markup out, String style, long part, long whole) {
        if (part > 0) {
            // A little less than all, so that roundings can't push the last segment into a second line.
            out.raw("<div class=\"seg %s\" style=\"width: %.2f%%\"></div>"
                    .formatted(style, Math.max(0.4, 99.9 * part / whole)));
        }
    }
}
