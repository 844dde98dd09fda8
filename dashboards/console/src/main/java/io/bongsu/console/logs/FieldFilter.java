package io.bongsu.console.logs;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * "This field has this value", or has not. Written {@code field:value} in a URL, with a leading {@code !} for "has not".
 *
 * @param field one of {@link #FIELDS}, or a field that a dashboard counts by
 */
public record FieldFilter(String field, String value, boolean negated) {

    /** The head's fields that a person may filter on; all are indexed for every log type. */
    public static final Set<String> FIELDS = Set.of(
            "event.action",
            "event.provider",
            "event.outcome",
            "event.dataset",
            "event.id",
            "cloud.account.id",
            "cloud.region",
            "user.name",
            "user.id",
            "user.arn",
            "user.type",
            "cloud.resource.type",
            "cloud.resource.id",
            "cloud.resource.name",
            "cloud.resource.arn",
            "event.kind",
            "event.category",
            "event.type",
            "network.direction",
            "labels.mended",
            "source.ip",
            "source.address",
            "source.port",
            "destination.ip",
            "destination.address",
            "destination.port",
            "user_agent.original",
            "error.code",
            "network.transport",
            "http.request.method",
            "url.domain",
            "url.path",
            "rule.name");

    private static final Set<String> KNOWN = Stream.concat(
                    FIELDS.stream(), DashboardStore.DEFINITIONS.all().stream().flatMap(DashboardStore::filterable))
            .collect(Collectors.toUnmodifiableSet());

    private static final int MAX_VALUE = 1_000;

    public FieldFilter {
        requireNonNull(value, "value");
        if (!KNOWN.contains(field)) {
            throw new IllegalArgumentException("Filter field is '%s'; expected one of %s".formatted(field, KNOWN));
        }
        if (value.length() > MAX_VALUE) {
            throw new IllegalArgumentException(
                    "Filter value has %d characters; expected at most %d".formatted(value.length(), MAX_VALUE));
        }
    }

    /** Reads the URL's form; empty where it is none or names a field that can't be filtered. */
    public static Optional<FieldFilter> parse(String text) {
        boolean negated = text.startsWith("!");
        String rest = negated ? text.substring(1) : text;
        int colon = rest.indexOf(':');
        if (colon < 1 || rest.length() - colon > MAX_VALUE || !KNOWN.contains(rest.substring(0, colon))) {
            return Optional.empty();
        }
        return Optional.of(new FieldFilter(rest.substring(0, colon), rest.substring(colon + 1), negated));
    }

    /** As the URL has it. */
    public String text() {
        return (negated ? "!" : "") + field + ":" + value;
    }
}
