package io.bongsu.kit;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as the caller sees it (RFC 9457, section 3).
 *
 * @param type what kind of problem, {@code about:blank} when the status says it all
 * @param title the kind in words
 * @param status the HTTP status
 * @param detail what was given, what was expected, what to do
 * @param reasons everything that is wrong, where it is more than one sentence can say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String type, String title, int status, @Nullable String detail, @Nullable List<Reason> reasons) {

    /** RFC 9457, section 6. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        reasons = reasons == null ? null : List.copyOf(reasons);
    }

    public Problem(String type, String title, int status, @Nullable String detail) {
        this(type, title, status, detail, null);
    }

    /**
     * One thing that is wrong.
     *
     * @param code the kind, for programs
     * @param field where, as a path into the request's body; empty where no field is to blame
     * @param given what stands there
     * @param expected what should, or what to do
     */
    public record Reason(String code, String field, String given, String expected) {}

    static Response response(Response.StatusType status, @Nullable String detail) {
        return response(status, detail, null);
    }

    static Response response(Response.StatusType status, @Nullable String detail, @Nullable List<Reason> reasons) {
        return Response.status(status)
                .type(MEDIA_TYPE)
                .entity(new Problem("about:blank", status.getReasonPhrase(), status.getStatusCode(), detail, reasons))
                .build();
    }
}
