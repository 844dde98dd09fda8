package io.bongsu.factory.workflow;

/** What a person wants can't be done in the state the request is in; the message says what can. */
public final class NotNowException extends RuntimeException {
    public NotNowException(String message) {
        super(message);
    }
}
