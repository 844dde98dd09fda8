package io.bongsu.console.page;

import io.bongsu.console.upstream.RefusedException;
import io.bongsu.console.upstream.UpstreamException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Sends what a person typed, and shows the page again with it and a reason where it is refused. */
final class Forms {

    private static final int MAX = 4_000;

    private Forms() {}

    /**
     * Sends something.
     *
     * @param after where to go when it is taken
     * @param again the page with a notice, when it isn't
     */
    static Response send(Runnable sending, String after, BiFunction<Response.Status, Notice, Response> again) {
        try {
            sending.run();
            return Response.seeOther(URI.create(after)).build();
        } catch (RefusedException e) {
            Response.Status status = Response.Status.fromStatusCode(e.status());
            return again.apply(
                    status == null ? Response.Status.BAD_REQUEST : status,
                    switch (e.status()) {
                        case 403 -> Notice.warning("form_own_work");
                        case 409 -> Notice.warning("form_not_now", e.detail());
                        default -> Notice.warning("form_refused", e.detail());
                    });
        } catch (UpstreamException e) {
            return again.apply(Response.Status.SERVICE_UNAVAILABLE, Notice.warning("form_not_kept", e.detail()));
        }
    }

    /** What was typed, for the page that is shown again; what is too long to be meant is cut. */
    static Map<String, String> typed(@Nullable String... namesAndValues) {
        Map<String, String> typed = new HashMap<>();
        for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
            String name = namesAndValues[i];
            String value = namesAndValues[i + 1];
            if (name != null && value != null) {
                typed.put(name, value.length() > MAX ? value.substring(0, MAX) : value);
            }
        }
        return typed;
    }

    /** What a field holds, for a body; null for nothing. */
    static @Nullable String field(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
