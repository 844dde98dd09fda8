package io.bongsu.reports;

import io.bongsu.contracts.LocalText;
import java.util.Locale;

/** What a report is written in. */
public enum Language {
    KO,
    EN;

    /** Its half of a text. */
    public String of(LocalText text) {
        return this == KO ? text.ko() : text.en();
    }

    /** One of two texts. */
    public String of(String ko, String en) {
        return this == KO ? ko : en;
    }

    /** As in names of files and {@code lang} attributes. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
