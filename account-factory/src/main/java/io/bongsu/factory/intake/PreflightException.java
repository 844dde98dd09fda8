package io.bongsu.factory.intake;

/** A request can't be checked now; so it isn't accepted. */
public final class PreflightException extends RuntimeException {
    public PreflightException(String message, Throwable cause) {
        super(message, cause);
    }
}
