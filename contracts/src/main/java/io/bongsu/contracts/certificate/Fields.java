package io.bongsu.contracts.certificate;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Members of a JSON object, each read with words for when it isn't as expected. */
final class Fields {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int MAX_SHOWN = 80;

    private final Map<String, @Nullable Object> members;
    private final String where;

    private Fields(Map<String, @Nullable Object> members, String where) {
        this.members = members;
        this.where = where;
    }

    @SuppressWarnings("unchecked") // JsonReader makes no other maps.
    static Fields of(@Nullable Object value, String where) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(
                    "%s is %s; expected an object".formatted(where.isEmpty() ? "The file" : where, shown(value)));
        }
        return new Fields((Map<String, @Nullable Object>) map, where);
    }

    Map<String, @Nullable Object> all() {
        return members;
    }

    Set<String> names() {
        return new TreeSet<>(members.keySet());
    }

    void only(Set<String> expected) {
        for (String name : names()) {
            if (!expected.contains(name)) {
                throw new IllegalArgumentException(
                        "%s is unknown; expected only %s".formatted(path(name), new TreeSet<>(expected)));
            }
        }
    }

    Fields object(String name) {
        return of(present(name, "an object"), path(name));
    }

    List<Fields> objects(String name) {
        if (!(present(name, "a list") instanceof List<?> list)) {
            throw wrong(name, "a list");
        }
        List<Fields> objects = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            objects.add(of(list.get(i), "%s[%d]".formatted(path(name), i)));
        }
        return objects;
    }

    String text(String name) {
        if (!(present(name, "a text") instanceof String text) || text.isBlank()) {
            throw wrong(name, "a text");
        }
        return text;
    }

    String text(String name, Pattern pattern, String expected) {
        String text = text(name);
        if (!pattern.matcher(text).matches()) {
            throw wrong(name, expected);
        }
        return text;
    }

    String hash(String name) {
        return text(name, HASH, "64 hexadecimal digits");
    }

    long number(String name) {
        if (!(present(name, "a number") instanceof Long number)) {
            throw wrong(name, "a number");
        }
        return number;
    }

    Instant time(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeParseException e) {
            throw wrong(name, "a time as in 2026-01-31T12:00:00Z");
        }
    }

    byte[] base64(String name) {
        try {
            return Base64.getDecoder().decode(text(name));
        } catch (IllegalArgumentException e) {
            throw wrong(name, "Base64");
        }
    }

    IllegalArgumentException wrong(String name, String expected) {
        return new IllegalArgumentException(
                "%s is %s; expected %s".formatted(path(name), shown(members.get(name)), expected));
    }

    private Object present(String name, String expected) {
        Object value = members.get(name);
        if (value == null) {
            throw new IllegalArgumentException("%s is missing; expected %s".formatted(path(name), expected));
        }
        return value;
    }

    private String path(String name) {
        return where.isEmpty() ? name : where + "." + name;
    }

    private static String shown(@Nullable Object value) {
        String text = value == null ? "null" : value instanceof String ? "'" + value + "'" : value.toString();
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }
}
