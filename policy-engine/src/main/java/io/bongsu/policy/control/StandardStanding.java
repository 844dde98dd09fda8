package io.bongsu.policy.control;

import io.bongsu.contracts.LocalText;
import io.bongsu.policy.scope.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where every control of a standard stands on a day: the one thing that reports and the console read.
 *
 * @param standard the pack's id
 * @param version the pack's version
 * @param title the standard's name
 * @param asOf the day: attestations, reviews and scope decisions of later days don't count
 * @param readAt when verdicts were counted; they are always those of that moment, whatever {@code asOf} is
 * @param fingerprint of guardrails and parameters, as the verdicts' own
 * @param scope what is in the scope on that day
 * @param counts controls by state, every state there is
 * @param controls in the standard's order
 */
public record StandardStanding(
        String standard,
        String version,
        LocalText title,
        LocalDate asOf,
        Instant readAt,
        String fingerprint,
        Scope scope,
        Map<ControlState, Long> counts,
        List<ControlStanding> controls) {

    public StandardStanding {
        counts = Collections.unmodifiableMap(new EnumMap<>(counts));
        controls = List.copyOf(controls);
    }
}
