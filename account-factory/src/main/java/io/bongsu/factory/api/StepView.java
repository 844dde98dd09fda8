package io.bongsu.factory.api;

import io.bongsu.factory.request.StepRow;
import io.bongsu.factory.request.StepState;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step of a request.
 *
 * @param name the step's name; its page in the documentation is called the same
 * @param title what it does
 * @param state where it is
 * @param attempts how often it was run
 * @param result what it found or made
 * @param message what it waits for, or why it is held
 * @param errorCode the code of that reason
 * @param notBefore when it is looked at again
 * @param startedAt when it was first run
 * @param endedAt when it was done, skipped or taken back
 */
public record StepView(
        String name,
        String title,
        StepState state,
        int attempts,
        Map<String, String> result,
        @Nullable String message,
        @Nullable String errorCode,
        @Nullable Instant notBefore,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    static StepView of(StepRow row, String title) {
        return new StepView(
                row.name(),
                title,
                row.state(),
                row.attempts(),
                row.result(),
                row.message(),
                row.errorCode(),
                row.notBefore(),
                row.startedAt(),
                row.endedAt());
    }
}
