package io.bongsu.contracts;

import static java.util.Objects.requireNonNull;

/**
 * One text in the two languages that people of a Korean company read.
 *
 * @param en English
 * @param ko Korean
 */
public record LocalText(String en, String ko) {

    public LocalText {
        requireNonNull(en, "en");
        requireNonNull(ko, "ko");
    }
}
