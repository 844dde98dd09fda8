package io.bongsu.policy.input;

/** What AWS delivered can't be made into a guardrail's input; the message says why and goes into the finding. */
public final class UnjudgeableException extends RuntimeException {

    public UnjudgeableException(String message) {
        super(message);
    }

    UnjudgeableException(String message, Throwable cause) {
        super(message, cause);
    }
}
