package io.bongsu.console.session;

import io.bongsu.console.page.DoorPages;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;

/** Lets in a browser that holds a session cookie. Beside it, service-kit's TokenAuthentication lets in scripts that hold the access token. */
@Singleton
public final class SessionAuthentication implements HttpAuthenticationMechanism {

    /** The role of a person at a browser: sees everything, makes no login links. */
    public static final String VIEWER = "viewer";

    static final String COOKIE = "bongsu_session";

    private final Sessions sessions;
    private final DoorPages doorPages;

    @Inject
    SessionAuthentication(Sessions sessions, DoorPages doorPages) {
        this.sessions = sessions;
        this.doorPages = doorPages;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identityProviders) {
        Cookie cookie = context.request().getCookie(COOKIE);
        if (cookie == null || !sessions.sessions().knows(cookie.getValue())) {
            return Uni.createFrom().nullItem();
        }
        SecurityIdentity viewer = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(VIEWER))
                .addRole(VIEWER)
                .build();
        return Uni.createFrom().item(viewer);
    }

    /** A browser gets a page that says how to come in; a script gets the token mechanism's challenge. */
    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        HttpServerRequest request = context.request();
        String accept = request.getHeader("Accept");
        if (accept == null || !accept.contains("text/html")) {
            return Uni.createFrom().item(false);
        }
        if ("cross-site".equals(request.getHeader("Sec-Fetch-Site"))) {
            // Someone followed a link from elsewhere, so the browser kept the strict cookie back. A reload is the
            // console's own request and brings it.
            context.response().putHeader("Refresh", "0");
        }
        context.response()
                .setStatusCode(401)
                .putHeader("Content-Type", "text/html;charset=UTF-8")
                .putHeader("Cache-Control", "no-store");
        return Uni.createFrom()
                .completionStage(context.response()
                        .end(doorPages.unauthorized(
                                request.getCookie(DoorPages.LANGUAGE_COOKIE) == null
                                        ? null
                                        : request.getCookie(DoorPages.LANGUAGE_COOKIE)
                                                .getValue(),
                                request.getHeader("Accept-Language")))
                        .toCompletionStage())
                .replaceWith(true);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }

    /** Asked before the token mechanism, so that a browser's 401 is a page. */
    @Override
    public int getPriority() {
        return HttpAuthenticationMechanism.DEFAULT_PRIORITY + 1;
    }
}
