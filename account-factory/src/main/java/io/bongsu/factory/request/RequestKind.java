package io.bongsu.factory.request;

/** What a request wants. */
public enum RequestKind {
    /** A new account. */
    VEND(RequestState.HANDED_OVER, true),
    /** An account that exists is governed from now on. */
    IMPORT(RequestState.DONE, true),
    /** A governed account is to have another name, address, owner, cost centre or place. */
    CHANGE(RequestState.DONE, true),
    /** A governed account is to be again what it was. */
    REPAIR(RequestState.DONE, false),
    /** A governed account is closed. */
    CLOSE(RequestState.CLOSED, true);

    private final RequestState success;
    private final boolean takenBack;

    RequestKind(RequestState success, boolean takenBack) {
        this.success = success;
        this.takenBack = takenBack;
    }

    /** The state that follows the last step. */
    public RequestState success() {
        return success;
    }

    /** Whether an abort takes back what was done. What a repair has mended stays mended. */
    public boolean takenBack() {
        return takenBack;
    }
}
