package io.bongsu.console.upstream;

import static java.util.Objects.requireNonNull;

/** A part did not do what a person asked for, and says why; the person can mend it. */
public final class RefusedException extends RuntimeException {

    private final int status;
    private final String detail;

    /** @param detail the part's own words; for people, shown as text */
    public RefusedException(int status, String detail) {
        super("%d: %s".formatted(status, detail));
        this.status = status;
        this.detail = requireNonNull(detail, "detail");
    }

    /** The HTTP status, 400 to 422. */
    public int status() {
        return status;
    }

    public String detail() {
        return detail;
    }
}
