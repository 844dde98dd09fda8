package io.bongsu.factory.organization;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An ordered difference between a declaration and the organization.
 *
 * @param id its own
 * @param state where it is
 * @param createdAt when it was made
 * @param createdBy who made it
 * @param appliedBy who has it applied
 * @param changes in order; with their progress once it is applied
 * @param unmanaged what is there, isn't declared, and stays
 * @param message why it failed, and what to do
 * @param endedAt when it was applied or failed
 */
public record Plan(
        UUID id,
        State state,
        Instant createdAt,
        String createdBy,
        @Nullable String appliedBy,
        List<PlannedChange> changes,
        List<String> unmanaged,
        @Nullable String message,
        @Nullable Instant endedAt) {

    public Plan {
        changes = List.copyOf(changes);
        unmanaged = List.copyOf(unmanaged);
    }

    /** Where a plan is. */
    public enum State {
        PLANNED,
        APPLYING,
        APPLIED,
        FAILED
    }

    /** Where a change is. */
    public enum ChangeState {
        PENDING,
        /** Written down as about to be done; perhaps it is. */
        INTENT,
        DONE,
        FAILED
    }

    /**
     * A change of a plan.
     *
     * @param number counted from 1
     * @param state where it is
     * @param change what
     * @param message why it failed
     */
    public record PlannedChange(int number, ChangeState state, Change change, @Nullable String message) {}
}
