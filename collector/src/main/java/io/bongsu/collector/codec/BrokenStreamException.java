package io.bongsu.collector.codec;

import io.bongsu.contracts.QuarantineReason;
import java.io.IOException;

/** The object's compression is broken: a fact about the object, not a fault of the way to it, so trying again doesn't help. */
public final class BrokenStreamException extends IOException {

    private final transient QuarantineReason reason;

    BrokenStreamException(QuarantineReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public QuarantineReason reason() {
        return reason;
    }
}
