package io.bongsu.factory.drift;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A difference between what is expected and what is.
 *
 * @param id its identity
 * @param subject the account's id, or the policy's
 * @param item which thing
 * @param expected what it is to be
 * @param found what it is
 * @param step the step that repairs it; none where only people can
 * @param source how it was noticed
 * @param event the call that changed it, where that is known
 * @param eventId CloudTrail's id of that call
 * @param principal who called
 * @param changedAt when
 * @param state what became of it
 * @param request the request that repairs or repaired it
 * @param detectedAt when it was noticed
 * @param endedAt when it ended
 * @param endedBy who ended it
 * @param reason why it was accepted, or how it ended
 */
public record Drift(
        UUID id,
        String subject,
        String item,
        String expected,
        String found,
        @Nullable String step,
        Source source,
        @Nullable String event,
        @Nullable String eventId,
        @Nullable String principal,
        @Nullable Instant changedAt,
        State state,
        @Nullable UUID request,
        Instant detectedAt,
        @Nullable Instant endedAt,
        @Nullable String endedBy,
        @Nullable String reason) {

    /** How it was noticed. */
    public enum Source {
        /** CloudTrail told of the change. */
        EVENT,
        /** Everything was looked at. */
        SWEEP
    }

    /** What became of it. */
    public enum State {
        /** Somebody must repair or accept it. */
        OPEN,
        REPAIRING,
        REPAIRED,
        /** What is, is expected from then on. */
        ACCEPTED,
        /** It is as expected again without the factory, or there is nothing to expect any more. */
        GONE
    }
}
