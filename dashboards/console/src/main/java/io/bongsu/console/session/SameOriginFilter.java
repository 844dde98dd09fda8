package io.bongsu.console.session;

import io.bongsu.kit.TokenAuthentication;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/**
 * Refuses what changes something unless the browser says the console's own page sent it. The strict cookie already keeps other sites out;
 * this also keeps out other ports of the same host, which count as the same site.
 */
@Provider
public final class SameOriginFilter implements ContainerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final SecurityIdentity identity;
    private final HttpServerRequest request;

    @Inject
    SameOriginFilter(SecurityIdentity identity, HttpServerRequest request) {
        this.identity = identity;
        this.request = request;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        // A bearer token is never sent by a browser of its own accord, so there is nothing to forge.
        if (SAFE.contains(context.getMethod()) || identity.hasRole(TokenAuthentication.OPERATOR)) {
            return;
        }
        String origin = context.getHeaderString("Origin");
        String expected = "//" + request.authority();
        if (origin == null
                || !origin.endsWith(expected)
                || origin.indexOf("//") != origin.length() - expected.length()) {
            context.abortWith(Response.status(Response.Status.FORBIDDEN)
                    .type(MediaType.TEXT_PLAIN_TYPE)
                    .entity(
                            "This request comes from another site (Origin '%s'); open the console and press the button there"
                                    .formatted(origin == null ? "missing" : origin.replaceAll("[^ -~]", "?")))
                    .build());
        }
    }
}
