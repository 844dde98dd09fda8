package io.bongsu.policy.attestation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What people say of a control at a moment.
 *
 * @param assignment who answers for it; null where nobody does
 * @param accepted the newest attestation that somebody else has accepted; it is the one that counts
 * @param newest the newest attestation, accepted or not
 */
public record Word(@Nullable Assignment assignment, @Nullable Attestation accepted, @Nullable Attestation newest) {

    /** Nobody has said anything. */
    public static final Word NONE = new Word(null, null, null);

    /** The last day for the next attestation; null where nobody answers for the control. */
    public @Nullable LocalDate due() {
        if (assignment == null) {
            return null;
        }
        if (accepted == null || accepted.review() == null) {
            return assignment.due();
        }
        return accepted.review().at().isAfter(assignment.assignedAt()) ? accepted.validUntil() : assignment.due();
    }

    /** Whether the newest attestation waits for a second person. */
    public boolean awaitsReview() {
        return newest != null && newest.review() == null;
    }
}
