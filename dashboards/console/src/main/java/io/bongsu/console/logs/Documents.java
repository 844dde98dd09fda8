package io.bongsu.console.logs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Reads values of stored documents. */
final class Documents {

    private Documents() {}

    /** A date as our writers store it: ISO-8601 with offset, or epoch milliseconds. */
    static Instant instant(JsonNode value) {
        if (value.isNumber()) {
            return Instant.ofEpochMilli(value.asLong());
        }
        try {
            return OffsetDateTime.parse(value.asText()).toInstant();
        } catch (DateTimeException e) {
            // A document whose time can't be read is still shown; the epoch tells that something is off.
            return Instant.EPOCH;
        }
    }
}
