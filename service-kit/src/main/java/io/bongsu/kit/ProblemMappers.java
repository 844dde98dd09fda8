package io.bongsu.kit;

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
        return Problem.response(e.status(), e.getMessage());
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
