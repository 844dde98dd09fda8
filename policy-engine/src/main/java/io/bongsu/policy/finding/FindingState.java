package io.bongsu.policy.finding;

import static java.util.Objects.requireNonNull;

import io.bongsu.contracts.VerdictStatus;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a finding between evaluations. Times are milliseconds since 1970 UTC.
 *
 * @param status the newest verdict
 * @param previous the verdict before the last change, or null
 * @param open false once the resource is gone
 * @param firstSeen when the finding was first made
 * @param lastSeen when it was last evaluated
 * @param changedAt when status or openness last changed
 * @param evaluation grows with every evaluation, whatever the clock does; the document's version in OpenSearch
 */
public record FindingState(
        VerdictStatus status,
        @Nullable VerdictStatus previous,
        boolean open,
        long firstSeen,
        long lastSeen,
        long changedAt,
        long evaluation) {

    public FindingState {
        requireNonNull(status, "status");
    }

    /** The state after an evaluation at this time. */
    public static FindingState after(@Nullable FindingState before, VerdictStatus status, boolean open, long now) {
        if (before == null) {
            return new FindingState(status, null, open, now, now, now, now);
        }
        // The clock may have been set back; neither time nor version of a finding may run backwards.
        long at = Math.max(now, before.evaluation + 1);
        if (before.status == status && before.open == open) {
            return new FindingState(status, before.previous, open, before.firstSeen, at, before.changedAt, at);
        }
        return new FindingState(status, before.status, open, before.firstSeen, at, at, at);
    }

    /** Whether the evaluation that led to this state changed status or openness. */
    public boolean justChanged() {
        return changedAt == evaluation;
    }
}
