package io.bongsu.factory.quota;

import java.time.Instant;

/** The call would be faster than AWS allows. A token is promised; its time comes later than one waits for with a thread. */
public final class NotYetException extends RuntimeException {

    private final Instant due;

    NotYetException(String bucket, Instant due) {
        super("its turn to call " + bucket);
        this.due = due;
    }

    /** When the promised token can be used. */
    public Instant due() {
        return due;
    }
}
