package io.bongsu.kit;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one table from exception to status. No stack trace and no inner message of a library leaves the service. */
public final class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        return Problem.response(e.status(), e.getMessage(), e.reasons());
    }

    @ServerExceptionMapper
    Response violation(ConstraintViolationException e) {
        String detail = e.getConstraintViolations().stream()
                .map(v -> lastNode(v.getPropertyPath().toString()) + " is '" + v.getInvalidValue() + "', but "
                        + v.getMessage())
                .sorted()
                .collect(Collectors.joining("; "));
        return Problem.response(Response.Status.BAD_REQUEST, detail);
    }

    /** A body that is JSON but not of the form asked for. The message names fields and types, never the values. */
    @ServerExceptionMapper
    Response mismatch(MismatchedInputException e) {
        String field = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
        String detail = e instanceof UnrecognizedPropertyException unknown
                ? "'%s' is no field of the request; expected are %s".formatted(field, unknown.getKnownPropertyIds())
                : "The request's body does not fit at '%s'; see /q/openapi for its form".formatted(field);
        return Problem.response(Response.Status.BAD_REQUEST, detail);
    }

    @ServerExceptionMapper
    Response web(WebApplicationException e) {
        Response.StatusType status = e.getResponse().getStatusInfo();
        if (status.getFamily() == Response.Status.Family.REDIRECTION
                || e.getResponse().hasEntity()) {
            return e.getResponse();
        }
        return Problem.response(status, status.getStatusCode() < 500 ? e.getMessage() : null);
    }

    @ServerExceptionMapper
    Response other(RuntimeException e) {
        LOG.error("request failed", e);
        return Problem.response(
                Response.Status.INTERNAL_SERVER_ERROR,
                "The service failed; its log has the cause under 'request failed'");
    }

    private static String lastNode(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
