package io.bongsu.kit;

import jakarta.ws.rs.core.Response;

/** An error that the caller can understand and mend; its message goes out as it is. */
public final class ProblemException extends RuntimeException {

    private final Response.Status status;

    private ProblemException(Response.Status status, String detail) {
        super(detail);
        this.status = status;
    }

    /** The request can't be understood: says what was given, what was expected, what to do. */
    public static ProblemException badRequest(String detail) {
        return new ProblemException(Response.Status.BAD_REQUEST, detail);
    }

    /** Nothing is there under that name. */
    public static ProblemException notFound(String detail) {
        return new ProblemException(Response.Status.NOT_FOUND, detail);
    }

    /** A part that this service leans on doesn't answer; trying again later makes sense. */
    public static ProblemException unavailable(String detail) {
        return new ProblemException(Response.Status.SERVICE_UNAVAILABLE, detail);
    }

    Response.Status status() {
        return status;
    }
}
