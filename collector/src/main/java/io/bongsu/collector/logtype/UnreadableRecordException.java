package io.bongsu.collector.logtype;

import static java.util.Objects.requireNonNull;

import io.bongsu.contracts.QuarantineReason;

/** A record that can't become a document; the message says what was found and what was expected, without the record's content. */
public final class UnreadableRecordException extends RuntimeException {

    private final QuarantineReason reason;

    public UnreadableRecordException(QuarantineReason reason, String message) {
        // No stack trace: a broken record is data, and there may be a million of them.
        super(message, null, false, false);
        this.reason = requireNonNull(reason, "reason");
    }

    public QuarantineReason reason() {
        return reason;
    }
}
