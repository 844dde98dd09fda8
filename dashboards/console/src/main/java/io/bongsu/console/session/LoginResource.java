package io.bongsu.console.session;

import io.bongsu.console.ConsoleConfig;
import io.bongsu.console.page.DoorPages;
import io.bongsu.kit.TokenAuthentication;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Login by a link that works once: whoever may read the access token makes it, a person opens it. No password exists. */
@Path("/")
public final class LoginResource {

    private final Sessions sessions;
    private final DoorPages pages;
    private final Optional<URI> url;
    private final Duration sessionLifetime;

    @Inject
    LoginResource(Sessions sessions, DoorPages pages, ConsoleConfig config) {
        this.sessions = sessions;
        this.pages = pages;
        this.url = config.url();
        this.sessionLifetime = config.sessionLifetime();
    }

    /**
     * A login link.
     *
     * @param url opens the console once
     * @param expiresAt when it no longer does
     */
    public record LoginLink(String url, Instant expiresAt) {

        @Override
        public String toString() {
            return "LoginLink[hidden, expiresAt=" + expiresAt + "]";
        }
    }

    @POST
    @Path("api/v1/login-links")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(TokenAuthentication.OPERATOR)
    @Operation(
            summary = "Make a login link that works once",
            description = "For the holder of the access token. The link ends after ten minutes.")
    public Response createLink(@Context HttpServerRequest request) {
        ExpiringSecrets.Issued ticket = sessions.tickets().issue();
        // The caller holds the token, so the address it reached us by can be trusted.
        String base = url.map(URI::toString)
                .orElseGet(() -> request.scheme() + "://" + request.authority())
                .replaceAll("/+$", "");
        return Response.status(Response.Status.CREATED)
                .header("Cache-Control", "no-store")
                .entity(new LoginLink(base + "/login?ticket=" + ticket.value(), ticket.expiresAt()))
                .build();
    }

    /** Shows one button and takes nothing: a chat program's link preview must not use up the ticket. */
    @GET
    @Path("login")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response loginPage(
            @QueryParam("ticket") @Nullable String ticket,
            @CookieParam(DoorPages.LANGUAGE_COOKIE) @Nullable String language,
            @HeaderParam("Accept-Language") @Nullable String acceptLanguage) {
        boolean good = ticket != null && sessions.tickets().knows(ticket);
        String page = good ? pages.login(ticket, language, acceptLanguage) : pages.badTicket(language, acceptLanguage);
        return html(good ? 200 : 401, page).build();
    }

    @POST
    @Path("login")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response login(
            @FormParam("ticket") @Nullable String ticket,
            @CookieParam(DoorPages.LANGUAGE_COOKIE) @Nullable String language,
            @HeaderParam("Accept-Language") @Nullable String acceptLanguage) {
        if (ticket == null || !sessions.tickets().redeem(ticket)) {
            return html(401, pages.badTicket(language, acceptLanguage)).build();
        }
        ExpiringSecrets.Issued session = sessions.sessions().issue();
        return Response.seeOther(URI.create("/"))
                .cookie(cookie(session.value(), Math.toIntExact(sessionLifetime.toSeconds())))
                .build();
    }

    @POST
    @Path("logout")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response logout(
            @CookieParam(SessionAuthentication.COOKIE) @Nullable String session,
            @CookieParam(DoorPages.LANGUAGE_COOKIE) @Nullable String language,
            @HeaderParam("Accept-Language") @Nullable String acceptLanguage) {
        if (session != null) {
            sessions.sessions().redeem(session);
        }
        return html(200, pages.loggedOut(language, acceptLanguage))
                .cookie(cookie("", 0))
                .build();
    }

    private NewCookie cookie(String value, int maxAge) {
        return new NewCookie.Builder(SessionAuthentication.COOKIE)
                .value(value)
                .path("/")
                .maxAge(maxAge)
                .httpOnly(true)
                .secure(url.map(URI::getScheme).filter("https"::equals).isPresent())
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }

    private static Response.ResponseBuilder html(int status, String page) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .header("Cache-Control", "no-store")
                .entity(page);
    }
}
