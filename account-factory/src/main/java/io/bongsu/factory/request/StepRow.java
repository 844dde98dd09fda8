package io.bongsu.factory.request;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step of one request, as the database has it.
 *
 * @param position counted from 0
 * @param name the step's name
 * @param state where it is
 * @param attempts how often it was run
 * @param failures how many of the last attempts failed, in a row
 * @param intent what it was about to do, as last written down
 * @param intentAt when that was
 * @param result what it found or made
 * @param waitingSince since when it waits for AWS
 * @param notBefore when it is looked at again
 * @param message what it waits for, or why it is held
 * @param errorCode the code of that reason
 * @param retryFrom the step that a retry begins with, where not this one
 * @param startedAt when it was first run
 * @param endedAt when it was done, skipped or taken back
 */
public record StepRow(
        int position,
        String name,
        StepState state,
        int attempts,
        int failures,
        @Nullable Map<String, String> intent,
        @Nullable Instant intentAt,
        Map<String, String> result,
        @Nullable Instant waitingSince,
        @Nullable Instant notBefore,
        @Nullable String message,
        @Nullable String errorCode,
        @Nullable String retryFrom,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    public StepRow {
        intent = intent == null ? null : Map.copyOf(intent);
        result = Map.copyOf(result);
    }
}
