package io.bongsu.console.page;

import io.bongsu.console.text.Clock;
import io.bongsu.console.text.Language;
import jakarta.inject.Singleton;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Remembers, in cookies of this browser, how its reader wants to be shown things. */
@Singleton
@Path("preferences")
public final class PreferencesResource {

    private static final int YEAR = 365 * 24 * 3600;

    @POST
    @Operation(hidden = true)
    public Response change(
            @FormParam("language") @Nullable String language,
            @FormParam("clock") @Nullable String clock,
            @FormParam("theme") @Nullable String theme,
            @FormParam("back") @Nullable String back) {
        Response.ResponseBuilder response = Response.seeOther(URI.create(local(back)));
        if (Arrays.stream(Language.values()).anyMatch(known -> known.tag().equals(language))) {
            response.cookie(cookie(DoorPages.LANGUAGE_COOKIE, language));
        }
        if (Arrays.stream(Clock.values()).anyMatch(known -> known.label().equals(clock))) {
            response.cookie(cookie(Viewer.CLOCK_COOKIE, clock));
        }
        if (theme != null && Viewer.THEMES.contains(theme)) {
            response.cookie(cookie(Viewer.THEME_COOKIE, theme));
        }
        return response.build();
    }

    /** Only a path of this console; anything else would let a forged form send the reader away. */
    private static String local(@Nullable String back) {
        return back != null && back.matches("/(?![/\\\\])[!-~]{0,4000}") ? back : "/";
    }

    private static NewCookie cookie(String name, @Nullable String value) {
        return new NewCookie.Builder(name)
                .value(value)
                .path("/")
                .maxAge(YEAR)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}
