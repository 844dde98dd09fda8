package io.bongsu.policy.api;

import io.bongsu.policy.store.FindingPosition;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A place in the list of findings as callers carry it: text that they need not understand. */
final class Cursor {

    private static final Pattern FORM = Pattern.compile("(\\d)\\.(\\d)\\.([0-9a-f]{32})");
    private static final int MAX = 128;

    private Cursor() {}

    static @Nullable String text(@Nullable FindingPosition position) {
        if (position == null) {
            return null;
        }
        String plain = position.severity() + "." + position.rank() + "." + position.uid();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable FindingPosition position(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher parts = FORM.matcher(text.length() > MAX ? "" : decoded(text));
        if (!parts.matches()) {
            throw FindingParameters.wrong("cursor", text, "the value of next of the page before");
        }
        return new FindingPosition(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), parts.group(3));
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
