package io.bongsu.policy.api;

import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.Severity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a pack's standard is met.
 *
 * @param pack the pack's id
 * @param version the pack's version
 * @param title the standard's name
 * @param counts controls by status, every status there is
 * @param score percent of the controls that pass, of those that pass, fail or could not be judged; null when there are none
 * @param controls in the standard's order
 */
public record ComplianceView(
        String pack,
        String version,
        LocalText title,
        Map<ControlStatus, Long> counts,
        @Nullable Double score,
        List<ControlView> controls) {

    public ComplianceView {
        counts = Map.copyOf(counts);
        controls = List.copyOf(controls);
    }

    /** What the verdicts of a control's guardrails come to. */
    public enum ControlStatus {
        /** Every verdict passes or does not apply. */
        PASS,
        /** At least one verdict fails. */
        FAIL,
        /** None fails, and at least one resource could not be judged. */
        ERROR,
        /** No guardrail answers it; people assess it. */
        MANUAL,
        /** No guardrail's verdict applies to any resource. */
        NOT_APPLICABLE,
        /** Its guardrails have judged nothing yet. */
        NOT_ASSESSED
    }

    /** A control and what its guardrails say. */
    public record ControlView(
            String id, LocalText title, LocalText chapter, ControlStatus status, List<RuleCounts> rules) {

        public ControlView {
            rules = List.copyOf(rules);
        }
    }

    /** A guardrail's open verdicts, counted. */
    public record RuleCounts(
            String id, Severity severity, LocalText title, long pass, long fail, long notApplicable, long error) {}
}
