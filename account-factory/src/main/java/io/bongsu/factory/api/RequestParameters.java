package io.bongsu.factory.api;

import io.bongsu.factory.request.RequestState;
import io.bongsu.factory.request.RequestStore.Filter;
import io.bongsu.factory.request.RequestStore.Position;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.kit.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.NullUnmarked;

/** The query of the list of requests. JAX-RS fills the fields; nothing here is trusted before {@link #filter}. */
@NullUnmarked
public class RequestParameters {

    private static final int DEFAULT_SIZE = 50;
    private static final int MAX_SIZE = 200;
    private static final int MAX_TEXT = 200;
    private static final Set<String> STATES = Arrays.stream(RequestState.values())
            .map(Enum::name)
            .collect(Collectors.collectingAndThen(Collectors.toCollection(TreeSet::new), states -> {
                states.add("HELD");
                return states;
            }));

    @QueryParam("state")
    @Parameter(
            description =
                    "AWAITING_APPROVAL, RUNNING, HELD, ABORTING, HANDED_OVER, DONE, CLOSED, DENIED, EXPIRED or ABORTED")
    String state;

    @QueryParam("q")
    @Parameter(description = "Part of the account's name or address")
    String q;

    @QueryParam("requester")
    @Parameter(description = "Who asked")
    String requester;

    @QueryParam("account")
    @Parameter(description = "The account's id, twelve digits")
    String account;

    @QueryParam("size")
    @Parameter(description = "Requests on a page, 1 to 200; 50 if not given")
    String size;

    @QueryParam("cursor")
    @Parameter(description = "Where the page begins: next of the page before")
    String cursor;

    Filter filter() {
        if (state != null && !STATES.contains(state)) {
            throw wrong("state", state, "one of " + STATES);
        }
        if (account != null && !account.matches("\\d{12}")) {
            throw wrong("account", account, "twelve digits");
        }
        return new Filter(state, text("q", q), text("requester", requester), account, position(cursor), size(size));
    }

    /** Entries on a page. */
    static int size(String size) {
        if (size == null) {
            return DEFAULT_SIZE;
        }
        if (!size.matches("\\d{1,3}") || Integer.parseInt(size) < 1 || Integer.parseInt(size) > MAX_SIZE) {
            throw wrong("size", size, "a number from 1 to " + MAX_SIZE);
        }
        return Integer.parseInt(size);
    }

    static String cursor(VendingRequest last) {
        return cursor(last.createdAt(), last.id());
    }

    /** Where a page begins that follows what was made then. */
    static String cursor(Instant moment, UUID id) {
        String plain = moment + "/" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** What a cursor says. */
    static Position position(String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("/", 2);
            return new Position(Instant.parse(parts[0]), UUID.fromString(parts[parts.length - 1]));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw wrong("cursor", cursor, "the value of next of the page before");
        }
    }

    static String text(String name, String given) {
        if (given != null && (given.isBlank() || given.length() > MAX_TEXT)) {
            throw wrong(name, given, "1 to %d characters".formatted(MAX_TEXT));
        }
        return given;
    }

    static ProblemException wrong(String name, String given, String expected) {
        String shown = given.length() > MAX_TEXT ? given.substring(0, MAX_TEXT) + "…" : given;
        return ProblemException.badRequest("%s is '%s'; expected %s".formatted(name, shown, expected));
    }
}
