package io.bongsu.console.upstream;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** A part behind the console did not give what was asked. Pages show what they can without it. */
public final class UpstreamException extends RuntimeException {

    private final Part part;
    private final UpstreamErrorCode code;
    private final String detail;

    /**
     * @param detail the part's own words or the address that was tried; for people, shown as text
     */
    public UpstreamException(Part part, UpstreamErrorCode code, String detail, @Nullable Throwable cause) {
        super("%s: %s (%s)".formatted(part, code, detail), cause);
        this.part = requireNonNull(part, "part");
        this.code = requireNonNull(code, "code");
        this.detail = requireNonNull(detail, "detail");
    }

    public Part part() {
        return part;
    }

    public UpstreamErrorCode code() {
        return code;
    }

    public String detail() {
        return detail;
    }
}
