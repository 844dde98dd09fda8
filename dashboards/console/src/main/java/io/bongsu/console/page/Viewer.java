package io.bongsu.console.page;

import io.bongsu.console.text.Clock;
import io.bongsu.console.text.Language;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How this reader wants to be shown things.
 *
 * @param theme {@code light}, {@code dark}, or {@code system} to follow the operating system
 */
public record Viewer(Language language, Clock clock, String theme) {

    static final String CLOCK_COOKIE = "bongsu_clock";
    static final String THEME_COOKIE = "bongsu_theme";
    static final Set<String> THEMES = Set.of("system", "light", "dark");

    static Viewer of(HttpHeaders headers) {
        Language language = Language.choose(
                cookie(headers, DoorPages.LANGUAGE_COOKIE), headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
        String theme = cookie(headers, THEME_COOKIE);
        return new Viewer(
                language,
                Clock.choose(cookie(headers, CLOCK_COOKIE), language),
                theme != null && THEMES.contains(theme) ? theme : "system");
    }

    private static @Nullable String cookie(HttpHeaders headers, String name) {
        Cookie cookie = headers.getCookies().get(name);
        return cookie == null ? null : cookie.getValue();
    }
}
