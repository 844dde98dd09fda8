package io.bongsu.policy.attestation;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Who answers for a control.
 *
 * @param owner the person
 * @param method how they are to find out
 * @param due the last day for the first attestation
 * @param recurrence how long an attestation counts
 * @param assignedBy who decided so
 * @param assignedAt when
 */
public record Assignment(
        String owner, Method method, LocalDate due, Recurrence recurrence, String assignedBy, Instant assignedAt) {

    public Assignment {
        requireNonNull(owner, "owner");
        requireNonNull(method, "method");
        requireNonNull(due, "due");
        requireNonNull(recurrence, "recurrence");
    }
}
