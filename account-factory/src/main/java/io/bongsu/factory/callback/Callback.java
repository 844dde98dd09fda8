package io.bongsu.factory.callback;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that was asked of a hook.
 *
 * @param id also the id of its delivery
 * @param request for which request
 * @param expiresAt until when it can be answered
 * @param delivered whether the hook took it
 * @param state where it is
 * @param message what the hook said
 * @param logUrl where its log is
 */
public record Callback(
        UUID id,
        UUID request,
        Instant expiresAt,
        boolean delivered,
        State state,
        @Nullable String message,
        @Nullable String logUrl) {

    /** Where it is. */
    public enum State {
        OPEN,
        SUCCEEDED,
        FAILED
    }
}
