package io.bongsu.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.platform.cli.ServiceClient.ServiceException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The account factory's requests, over its REST API. */
final class AccountRequests {

    private static final String BASE = "/api/v1/account-requests";
    private static final Set<String> MOVING = Set.of("RUNNING", "ABORTING");
    private static final Set<String> BEGUN = Set.of("RUNNING", "WAITING", "HELD");
    private static final Duration LOOK = Duration.ofMillis(500);

    private final ServiceClient client;

    private AccountRequests(ServiceClient client) {
        this.client = client;
    }

    /** Of the running factory; a sentence with the remedy when there is none. */
    static AccountRequests open() {
        Installation installation = Installation.open();
        if (installation.running(Parts.ACCOUNT_FACTORY).isEmpty()) {
            throw new CommandException(
                    "The account factory isn't running. It starts with ./bongsu up once %s says which organization it works for; see docs/account-factory/getting-started.md"
                            .formatted(installation.factorySettings()));
        }
        return new AccountRequests(new ServiceClient(installation));
    }

    JsonNode ask(ObjectNode request, boolean dryRun, String key) {
        return told(() -> client.post(
                Parts.ACCOUNT_FACTORY,
                BASE + (dryRun ? "?dry_run=true" : ""),
                request,
                Map.of("Idempotency-Key", key)));
    }

    JsonNode one(UUID id) {
        return told(() -> client.get(Parts.ACCOUNT_FACTORY, BASE + "/" + id));
    }

    JsonNode act(UUID id, String path, ObjectNode body) {
        return told(() -> client.post(Parts.ACCOUNT_FACTORY, BASE + "/" + id + path, body));
    }

    /** All of them, page by page. */
    ArrayNode list(@Nullable String state) {
        ArrayNode all = Json.MAPPER.createArrayNode();
        String next = "";
        do {
            String page = BASE + "?size=200" + (state == null ? "" : "&state=" + RequestText.path(state)) + next;
            JsonNode answer = told(() -> client.get(Parts.ACCOUNT_FACTORY, page));
            answer.path("items").forEach(all::add);
            next = answer.path("next").isTextual()
                    ? "&cursor=" + RequestText.path(answer.path("next").textValue())
                    : "";
        } while (!next.isEmpty());
        return all;
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

    private interface Call {
        JsonNode answer() throws ServiceException;
    }

    private static JsonNode told(Call call) {
        try {
            return call.answer();
        } catch (ServiceException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
    }
}
