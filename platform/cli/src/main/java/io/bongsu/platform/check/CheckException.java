package io.bongsu.platform.check;

/** Nothing can be judged; the message says what was given, what was expected and what to do. */
public final class CheckException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CheckException(String message) {
        super(message);
    }

    CheckException(String message, Throwable cause) {
        super(message, cause);
    }
}
