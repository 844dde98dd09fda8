package io.bongsu.console.page;

import io.bongsu.console.text.Language;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The pages before the door: login, and what someone without a session sees. They hold no facts. */
@Singleton
public final class DoorPages {

    /** Where the reader's language is remembered. */
    public static final String LANGUAGE_COOKIE = "bongsu_language";

    private final Assets assets;

    @Inject
    DoorPages(Assets assets) {
        this.assets = assets;
    }

    /**
     * @param kind the beginning of the texts' keys
     * @param ticket what the login button sends, empty where there is no button
     */
    public record Door(String kind, String lang, String assets, String ticket) {}

    public String login(String ticket, @Nullable String language, @Nullable String acceptLanguage) {
        return render("door_login", ticket, language, acceptLanguage);
    }

    public String badTicket(@Nullable String language, @Nullable String acceptLanguage) {
        return render("door_bad_ticket", "", language, acceptLanguage);
    }

    public String loggedOut(@Nullable String language, @Nullable String acceptLanguage) {
        return render("door_logged_out", "", language, acceptLanguage);
    }

    public String unauthorized(@Nullable String language, @Nullable String acceptLanguage) {
        return render("door_unauthorized", "", language, acceptLanguage);
    }

    private String render(String kind, String ticket, @Nullable String remembered, @Nullable String acceptLanguage) {
        Language language = Language.choose(remembered, acceptLanguage);
        return Templates.door(new Door(kind, language.tag(), assets.base(), ticket))
                .setAttribute("language", language)
                .render();
    }
}
