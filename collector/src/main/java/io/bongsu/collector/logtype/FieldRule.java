package io.bongsu.collector.logtype;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How one field of the head, or a part of the identity, comes from a record's fields. Tried in this order: the first of {@code from} that
 * the record has, brought into form by {@code as}, then looked up in {@code map}; failing that {@code otherwise} for a value that the map
 * doesn't know, {@code absent} where the record has none of the fields, {@code value} where nothing is read at all.
 *
 * @param from paths in the record, best first
 * @param as the form
 * @param map texts for known values
 * @param otherwise the text for values that {@code map} doesn't know; without it they stand as they are when there is no map
 * @param absent the text when no path has a value
 * @param value a constant, whatever the record says
 * @param when for a constant that depends on a field: the field's path
 * @param in the values of {@code when} for which the constant holds; for others {@code otherwise}
 */
record FieldRule(
        List<String> from,
        As as,
        Map<String, String> map,
        @Nullable String otherwise,
        @Nullable String absent,
        @Nullable String value,
        @Nullable String when,
        List<String> in) {

    /** Forms of a value. What isn't of the form counts as absent, so that a head field never has the wrong type. */
    enum As {
        TEXT,
        LOWER,
        LONG,
        IP,
        ARN_ACCOUNT,
        ARN_REGION,
        ISO,
        EPOCH_SECONDS,
        EPOCH_MILLIS;

        @JsonCreator
        static As named(String name) {
            for (As as : values()) {
                if (as.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name)) {
                    return as;
                }
            }
            throw new IllegalArgumentException(
                    "'as' is '%s'; expected text, lower, long, ip, arn-account, arn-region, iso, epoch-seconds or epoch-millis"
                            .formatted(name));
        }
    }

    @JsonCreator
    FieldRule(
            @JsonProperty("from") @Nullable List<String> from,
            @JsonProperty("as") @Nullable As as,
            @JsonProperty("map") @Nullable Map<String, String> map,
            @JsonProperty("otherwise") @Nullable String otherwise,
            @JsonProperty("absent") @Nullable String absent,
            @JsonProperty("value") @Nullable String value,
            @JsonProperty("when") @Nullable String when,
            @JsonProperty("in") @Nullable List<String> in) {
        this.from = from == null ? List.of() : List.copyOf(from);
        this.as = as == null ? As.TEXT : as;
        this.map = map == null ? Map.of() : Map.copyOf(map);
        this.otherwise = otherwise;
        this.absent = absent;
        this.value = value;
        this.when = when;
        this.in = in == null ? List.of() : List.copyOf(in);
        if (this.from.isEmpty() == (value == null)) {
            throw new IllegalArgumentException("A field needs either 'from' or 'value'; this one has %s"
                    .formatted(value == null ? "neither" : "both"));
        }
    }

    /** A rule that takes the first of these paths as it is: the short form in type.yaml. */
    @JsonCreator
    static FieldRule of(String path) {
        return new FieldRule(List.of(path), null, null, null, null, null, null, null);
    }

    /** The value for one record, or null for none. */
    @Nullable String evaluate(Function<String, @Nullable String> field) {
        if (value != null) {
            String decides = when == null ? null : field.apply(when);
            return when == null || (decides != null && in.contains(decides)) ? value : otherwise;
        }
        for (String path : from) {
            String found = field.apply(path);
            if (found != null) {
                String mapped = map.isEmpty() ? null : map.get(found);
                if (mapped != null) {
                    return mapped;
                }
                if (otherwise != null || !map.isEmpty()) {
                    return otherwise;
                }
                String formed = form(found);
                if (formed != null) {
                    return formed;
                }
            }
        }
        return absent;
    }

    private @Nullable String form(String text) {
        return switch (as) {
            case TEXT -> text;
            case LOWER -> text.toLowerCase(Locale.ROOT);
            case LONG -> isLong(text) ? text : null;
            case IP -> isIp(text) ? text : null;
            case ARN_ACCOUNT -> arnPart(text, 4);
            case ARN_REGION -> arnPart(text, 3);
            case ISO, EPOCH_SECONDS, EPOCH_MILLIS -> {
                Instant time = time(text);
                yield time == null ? null : time.toString();
            }
        };
    }

    private @Nullable Instant time(String text) {
        try {
            return switch (as) {
                case EPOCH_SECONDS -> Instant.ofEpochSecond(Long.parseLong(text));
                case EPOCH_MILLIS -> Instant.ofEpochMilli(Long.parseLong(text));
                default ->
                    text.endsWith("Z")
                            ? Instant.parse(text)
                            : OffsetDateTime.parse(text).toInstant();
            };
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }

    private static boolean isLong(String text) {
        if (text.isEmpty() || text.length() > 19) {
            return false;
        }
        try {
            Long.parseLong(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Whether the text is an IPv4 or IPv6 address; a name never is one, and none is looked up. */
    static boolean isIp(String text) {
        if (text.isEmpty() || text.length() > 45) {
            return false;
        }
        int dots = 0;
        boolean colon = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                dots++;
            } else if (c == ':') {
                colon = true;
            } else if (Character.digit(c, 16) < 0 || c > 'f') {
                return false;
            }
        }
        if (!colon && dots != 3) {
            return false;
        }
        try {
            InetAddress address = InetAddress.ofLiteral(text);
            return colon || address instanceof Inet4Address;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static @Nullable String arnPart(String text, int index) {
        String[] parts = text.split(":", 6);
        return parts.length == 6 && parts[0].equals("arn") && !parts[index].isEmpty() ? parts[index] : null;
    }
}
