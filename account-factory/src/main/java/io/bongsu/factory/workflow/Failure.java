package io.bongsu.factory.workflow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a step threw.
 *
 * @param kind what follows from it
 * @param code the error code, AWS' where it is AWS'
 * @param message in words
 * @param due when its turn comes, of a {@link Kind#TURN}
 * @param refused whether AWS certainly did nothing
 */
public record Failure(Kind kind, String code, String message, @Nullable Instant due, boolean refused) {

    /** What follows from a failure. Also a label of metrics. */
    public enum Kind {
        /** Our own count says that AWS would throttle: wait for the turn. */
        TURN,
        /** AWS is at something else, or doesn't answer: wait and look again. */
        BUSY,
        /** AWS says too many calls: wait longer. */
        THROTTLED,
        /** What was asked for is wrong: the requester must act. */
        REJECTED,
        /** We may not, or a quota of the organization is reached: the operator must act. */
        FORBIDDEN,
        /** Nobody has thought of it: the operator must look. */
        UNKNOWN
    }

    /** Understands what a step threw. */
    @FunctionalInterface
    public interface Classifier {
        Failure of(RuntimeException thrown);
    }
}
