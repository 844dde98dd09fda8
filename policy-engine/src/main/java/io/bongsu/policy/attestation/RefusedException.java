package io.bongsu.policy.attestation;

import static java.util.Objects.requireNonNull;

/** What a person asked for can't be done; the message says what was given, what was expected, what to do. */
public final class RefusedException extends RuntimeException {

    private final Why why;

    public RefusedException(Why why, String message) {
        super(message);
        this.why = requireNonNull(why, "why");
    }

    /** The kinds of refusal. */
    public enum Why {
        /** There is nothing of that name. */
        UNKNOWN,
        /** Who wrote an attestation can't review it. */
        OWN_WORK,
        /** What it is about is not in a state that allows it. */
        NOT_NOW,
        /** The file's name or content is not one that is taken. */
        FILE
    }

    public Why why() {
        return why;
    }
}
