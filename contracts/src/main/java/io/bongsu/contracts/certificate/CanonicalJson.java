package io.bongsu.contracts.certificate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON in the one form that is hashed and signed: members sorted by name, no blank, whole numbers only, UTF-8. That is RFC 8785 for texts,
 * whole numbers, truth values, null, lists and objects; other values are refused. Objects are {@link Map}, lists {@link List}, numbers
 * {@link Long}.
 */
public final class CanonicalJson {

    private CanonicalJson() {}

    /** @throws IllegalArgumentException where a value has no canonical form */
    public static String write(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    /**
     * Reads JSON with blanks or without; what {@link #write} makes of it is canonical.
     *
     * @throws IllegalArgumentException where it is no JSON, has a member twice, or has a number with a fraction
     */
    public static @Nullable Object read(String text) {
        return new JsonReader(text).document();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("null");
            case Boolean flag -> out.append(flag);
            case Integer number -> out.append(number);
            case Long number -> out.append(number);
            case String text -> quote(text, out);
            case List<?> list -> {
                out.append('[');
                String separator = "";
                for (Object each : list) {
                    out.append(separator);
                    write(each, out);
                    separator = ",";
                }
                out.append(']');
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> sorted = new TreeMap<>();
                map.forEach((name, each) -> sorted.put((String) name, each));
                out.append('{');
                String separator = "";
                for (Map.Entry<String, @Nullable Object> each : sorted.entrySet()) {
                    out.append(separator);
                    quote(each.getKey(), out);
                    out.append(':');
                    write(each.getValue(), out);
                    separator = ",";
                }
                out.append('}');
            }
            default ->
                throw new IllegalArgumentException(
                        "%s has no canonical form; expected a text, a whole number, a truth value, null, a list or an object"
                                .formatted(value.getClass()));
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
