package io.bongsu.factory.request;

/** Where a request is. */
public enum RequestState {
    /** Somebody has to approve or deny it. */
    AWAITING_APPROVAL(false),
    /** Its steps are being taken. */
    RUNNING(false),
    /** Its steps are being taken back. */
    ABORTING(false),
    /** The new account is its owner's. */
    HANDED_OVER(true),
    /** What was wanted of an account that is there is so. */
    DONE(true),
    /** The account is suspended, for good. */
    CLOSED(true),
    DENIED(true),
    /** Nobody decided in time. */
    EXPIRED(true),
    ABORTED(true);

    private final boolean ended;

    RequestState(boolean ended) {
        this.ended = ended;
    }

    public boolean ended() {
        return ended;
    }

    /** Whether the workflow has something to do in this state. */
    public boolean driven() {
        return this == RUNNING || this == ABORTING;
    }
}
