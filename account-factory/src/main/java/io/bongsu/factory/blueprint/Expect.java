package io.bongsu.factory.blueprint;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Refuses values with words that say what was given and what was expected. */
final class Expect {

    private Expect() {}

    static void that(boolean condition, String field, Object given, String expected) {
        if (!condition) {
            throw new IllegalArgumentException("%s is '%s'; expected %s".formatted(field, given, expected));
        }
    }

    static void that(@Nullable String given, String field, Pattern pattern, String expected) {
        present(given, field, expected);
        that(pattern.matcher(String.valueOf(given)).matches(), field, String.valueOf(given), expected);
    }

    static void present(@Nullable Object given, String field, String expected) {
        if (given == null || given.equals("")) {
            throw new IllegalArgumentException("%s is missing; expected %s".formatted(field, expected));
        }
    }

    static <T> List<T> some(@Nullable List<T> given, String field, String expected) {
        if (given == null || given.isEmpty()) {
            throw new IllegalArgumentException("%s is empty; expected %s".formatted(field, expected));
        }
        return List.copyOf(given);
    }
}
