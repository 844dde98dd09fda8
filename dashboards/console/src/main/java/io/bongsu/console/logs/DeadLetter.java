package io.bongsu.console.logs;

import java.time.Instant;

/**
 * A quarantined record: why, by which part, and where it came from. Absent fields are empty.
 *
 * @param original what was read of it
 * @param base64 whether {@code original} is in Base64, because it is no text
 */
public record DeadLetter(
        Instant at,
        String reason,
        String message,
        String stage,
        String logType,
        String source,
        String position,
        String original,
        boolean base64) {}
