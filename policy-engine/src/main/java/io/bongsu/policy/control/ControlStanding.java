package io.bongsu.policy.control;

import static java.util.Objects.requireNonNull;

import io.bongsu.contracts.LocalText;
import io.bongsu.policy.attestation.Word;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A control with everything that says where it stands.
 *
 * @param id for example {@code 2.6.1}
 * @param title what it demands, in short
 * @param area the part of the standard, with its id: {@code 2}
 * @param chapter the chapter, with its id: {@code 2.6}
 * @param checkPoints what an assessor looks at
 * @param state where it stands
 * @param reason why, for programs
 * @param why the same for people
 * @param machine what its guardrails found
 * @param people who answers for it, the attestation that counts, and the newest one
 * @param reminder what is to be done about it, and when; null when nothing is
 */
public record ControlStanding(
        String id,
        LocalText title,
        Section area,
        Section chapter,
        List<LocalText> checkPoints,
        ControlState state,
        StateReason reason,
        LocalText why,
        MachineEvidence machine,
        Word people,
        @Nullable Reminder reminder) {

    public ControlStanding {
        requireNonNull(id, "id");
        requireNonNull(state, "state");
        checkPoints = List.copyOf(checkPoints);
    }

    /** A part of a standard. */
    public record Section(String id, LocalText title) {}
}
