package io.bongsu.console.text;

import io.bongsu.contracts.LocalText;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A language the console speaks. */
public enum Language {
    KO(Locale.KOREAN),
    EN(Locale.ENGLISH);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    public Locale locale() {
        return locale;
    }

    /** The BCP 47 tag, {@code ko} or {@code en}. */
    public String tag() {
        return locale.toLanguageTag();
    }

    public String of(LocalText text) {
        return this == KO ? text.ko() : text.en();
    }

    /** What the reader chose before, else the first of the browser's languages that the console speaks, else English. */
    public static Language choose(@Nullable String remembered, @Nullable String acceptLanguage) {
        for (Language language : values()) {
            if (language.tag().equals(remembered)) {
                return language;
            }
        }
        if (acceptLanguage != null) {
            try {
                List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(acceptLanguage);
                Locale best = Locale.lookup(ranges, List.of(Locale.KOREAN, Locale.ENGLISH));
                return Locale.KOREAN.equals(best) ? KO : EN;
            } catch (IllegalArgumentException malformed) {
                // A header that can't be read says nothing about its reader.
                return EN;
            }
        }
        return EN;
    }
}
