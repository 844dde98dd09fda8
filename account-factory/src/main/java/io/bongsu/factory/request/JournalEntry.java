package io.bongsu.factory.request;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a request; never changed afterwards.
 *
 * @param id grows with time
 * @param at when
 * @param kind what
 * @param step which step, where it was one
 * @param actor a person's name, or {@code factory}
 * @param detail facts
 */
public record JournalEntry(
        long id, Instant at, Kind kind, @Nullable String step, String actor, Map<String, String> detail) {

    /** The factory itself, as an actor. */
    public static final String FACTORY = "factory";

    public JournalEntry {
        detail = Map.copyOf(detail);
    }

    /** What can happen. */
    public enum Kind {
        ACCEPTED,
        APPROVED,
        DENIED,
        EXPIRED,
        INTENT,
        /** AWS refused; what was intended did not happen. */
        WITHDRAWN,
        DONE,
        WAITING,
        HELD,
        RETRIED,
        SKIPPED,
        ABORTING,
        UNDONE,
        ABORTED,
        HANDED_OVER,
        /** All steps of a request about an account that is there are done. */
        COMPLETED
    }
}
