package io.bongsu.kit;

import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An error that the caller can understand and mend; its message goes out as it is. */
public final class ProblemException extends RuntimeException {

    private static final Response.StatusType UNPROCESSABLE = Unprocessable.CONTENT;

    private final transient Response.StatusType status;
    private final transient @Nullable List<Problem.Reason> reasons;

    private ProblemException(Response.StatusType status, String detail) {
        this(status, detail, null);
    }

    private ProblemException(Response.StatusType status, String detail, @Nullable List<Problem.Reason> reasons) {
        super(detail);
        this.status = status;
        this.reasons = reasons == null ? null : List.copyOf(reasons);
    }

    /** The request can't be understood: says what was given, what was expected, what to do. */
    public static ProblemException badRequest(String detail) {
        return new ProblemException(Response.Status.BAD_REQUEST, detail);
    }

    /** Nothing is there under that name. */
    public static ProblemException notFound(String detail) {
        return new ProblemException(Response.Status.NOT_FOUND, detail);
    }

    /** The caller is known and may not do this. */
    public static ProblemException forbidden(String detail) {
        return new ProblemException(Response.Status.FORBIDDEN, detail);
    }

    /** The request is well-formed, but what it is about is not in a state that allows it. */
    public static ProblemException conflict(String detail) {
        return new ProblemException(Response.Status.CONFLICT, detail);
    }

    /** The request is understood and can't be granted, for every one of these reasons. */
    public static ProblemException refused(String detail, List<Problem.Reason> reasons) {
        return new ProblemException(UNPROCESSABLE, detail, reasons);
    }

    /** A part that this service leans on doesn't answer; trying again later makes sense. */
    public static ProblemException unavailable(String detail) {
        return new ProblemException(Response.Status.SERVICE_UNAVAILABLE, detail);
    }

    Response.StatusType status() {
        return status;
    }

    @Nullable List<Problem.Reason> reasons() {
        return reasons;
    }

    /** RFC 9110, section 15.5.21; Jakarta REST has no constant for it. */
    private enum Unprocessable implements Response.StatusType {
        CONTENT;

        @Override
        public int getStatusCode() {
            return 422;
        }

        @Override
        public Response.Status.Family getFamily() {
            return Response.Status.Family.CLIENT_ERROR;
        }

        @Override
        public String getReasonPhrase() {
            return "Unprocessable Content";
        }
    }
}
