package io.bongsu.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The account factory's requests. */
final class AccountRequests {

    private static final String BASE = "/api/v1/account-requests";
    private static final Set<String> MOVING = Set.of("RUNNING", "ABORTING");
    private static final Set<String> BEGUN = Set.of("RUNNING", "WAITING", "HELD");
    private static final Duration LOOK = Duration.ofMillis(500);

    private final FactoryClient factory;

    private AccountRequests(FactoryClient factory) {
        this.factory = factory;
    }

    /** Of the running factory; a sentence with the remedy when there is none. */
    static AccountRequests open() {
        return new AccountRequests(FactoryClient.open());
    }

    JsonNode ask(ObjectNode request, boolean dryRun, String key) {
        return factory.post(BASE + (dryRun ? "?dry_run=true" : ""), request, Map.of("Idempotency-Key", key));
    }

    JsonNode one(UUID id) {
        return factory.get(BASE + "/" + id);
    }

    JsonNode act(UUID id, String path, ObjectNode body) {
        return factory.post(BASE + "/" + id + path, body);
    }

    /** All of them, page by page. */
    ArrayNode list(@Nullable String state) {
        return factory.all(BASE + "?size=200" + (state == null ? "" : "&state=" + RequestText.path(state)));
    }

    /** Prints each step as it changes, until nothing moves by itself any more; the request as it is then. */
    JsonNode follow(JsonNode request, boolean silent) {
        UUID id = UUID.fromString(request.path("id").asText());
        Map<String, String> shown = new HashMap<>();
        JsonNode now = request;
        while (true) {
            if (!silent) {
                for (JsonNode step : now.path("steps")) {
                    String line = RequestText.line(step);
                    boolean begun = BEGUN.contains(step.path("state").asText());
                    if (!line.equals(shown.put(step.path("name").asText(), line)) && (begun || ended(step))) {
                        System.out.println(line);
                    }
                }
            }
            if (!MOVING.contains(now.path("state").asText())) {
                if (!silent) {
                    RequestText.end(now);
                }
                return now;
            }
            Pause.of(LOOK);
            now = one(id);
        }
    }

    private static boolean ended(JsonNode step) {
        return step.path("ended_at").isTextual();
    }
}
