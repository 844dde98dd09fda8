package io.bongsu.platform.engines;

/** An engine can't be had, started or stopped; the message is one sentence for a person, with the remedy. */
public final class EngineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EngineException(String message) {
        super(message);
    }

    public EngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
