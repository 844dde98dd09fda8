package io.bongsu.policy.api;

import io.bongsu.kit.Problem;
import io.bongsu.policy.store.StoreException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** An engine behind this service that doesn't answer is not the caller's fault, and passes. */
final class StoreProblems {

    private static final Logger LOG = Logger.getLogger(StoreProblems.class);

    @ServerExceptionMapper
    Response unavailable(StoreException e) {
        Throwable cause = e.getCause();
        LOG.warnf(
                "request can't be answered now reason=%s cause=%s",
                e.getMessage(), cause == null ? "none" : cause.getMessage());
        Response.Status status = Response.Status.SERVICE_UNAVAILABLE;
        return Response.status(status)
                .type(Problem.MEDIA_TYPE)
                .entity(new Problem(
                        "about:blank",
                        status.getReasonPhrase(),
                        status.getStatusCode(),
                        "OpenSearch or Kafka does not answer; ask again in a moment"))
                .build();
    }
}
