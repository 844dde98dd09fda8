package io.bongsu.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.platform.cli.Display.State;
import io.bongsu.platform.cli.ServiceClient.ServiceException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One reading of a directory or bucket prefix, followed to its end: until every record is on Kafka, in OpenSearch, and judged. A service
 * that is away meanwhile (restarted, upgraded, killed) is waited for.
 */
final class Ingestion {

    private static final Duration INTERVAL = Duration.ofMillis(400);

    /** How often in a row everything must look finished: a record can be between two places at one look. */
    private static final int CALM_LOOKS = 3;

    private static final String READ = "read";
    private static final String STORE = "store";
    private static final String JUDGE = "judge";

    private final ServiceClient client;
    private final String location;
    private final long deadline;
    private final Duration limit;

    Ingestion(Installation installation, String location, Duration limit) {
        this.client = new ServiceClient(installation);
        this.location = location;
        this.limit = limit;
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    /**
     * Reads, waits, and says what was seen.
     *
     * @return {@code job} as the ship role gives it, {@code pipeline} and {@code lag} as the index role gives them, {@code policy_engine},
     *     {@code seconds}
     * @throws CommandException if the reading failed or wasn't finished in time
     */
    ObjectNode run() {
        long begun = System.nanoTime();
        try (Display display = new Display(List.of(READ, STORE, JUDGE))) {
            display.show(READ, State.STARTING, location);
            JsonNode job = job(display, submit());
            display.show(READ, State.READY, read(job));
            Books books = settle(display);
            ObjectNode result = Json.object();
            result.set("job", job);
            result.set("pipeline", books.pipeline().path("log_types"));
            result.set("lag", books.pipeline().path("lag"));
            result.set("policy_engine", books.engine());
            result.put("seconds", Math.round((System.nanoTime() - begun) / 1e8) / 10.0);
            return result;
        }
    }

    private record Books(JsonNode pipeline, JsonNode engine) {
        private boolean settled() {
            return pipeline.path("lag").asLong(1) == 0
                    && engine.path("lag").asLong(1) == 0
                    && engine.path("pending").asLong(1) == 0;
        }
    }

    private String submit() {
        while (true) {
            try {
                return client.post(Parts.SHIP, "/api/v1/ingests", Json.object().put("location", location))
                        .path("id")
                        .asText();
            } catch (ServiceException e) {
                retry(e, e.passing());
            }
        }
    }

    private JsonNode job(Display display, String id) {
        while (true) {
            try {
                JsonNode job = client.get(Parts.SHIP, "/api/v1/ingests/" + id);
                String state = job.path("state").asText();
                if (state.equals("done")) {
                    return job;
                }
                if (state.equals("failed")) {
                    display.show(READ, State.FAILED, "");
                    throw new CommandException("%s could not be read: %s"
                            .formatted(location, job.path("error").asText("no reason given")));
                }
                display.show(READ, State.STARTING, read(job));
                books(display);
                waitForNextLook("%s is still being read".formatted(location));
            } catch (ServiceException e) {
                // Unknown: the service was started anew and takes the request up again, under the same id.
                retry(e, e.passing() || e.status() == 404);
            }
        }
    }

    private Books settle(Display display) {
        int calm = 0;
        while (true) {
            try {
                Books books = books(display);
                calm = books.settled() ? calm + 1 : 0;
                if (calm >= CALM_LOOKS) {
                    display.show(STORE, State.READY, stored(books.pipeline()));
                    display.show(JUDGE, State.READY, judged(books.engine()));
                    return books;
                }
                waitForNextLook("%d records are not stored and %d changes not judged yet"
                        .formatted(
                                books.pipeline().path("lag").asLong(),
                                books.engine().path("pending").asLong()
                                        + books.engine().path("lag").asLong()));
            } catch (ServiceException e) {
                calm = 0;
                retry(e, e.passing());
            }
        }
    }

    private Books books(Display display) throws ServiceException {
        // The policy engine first: what it has judged is then already counted in the index role's lag.
        JsonNode engine = client.get(Parts.POLICY_ENGINE, "/api/v1/status");
        JsonNode pipeline = client.get(Parts.INDEX, "/api/v1/pipeline");
        display.show(STORE, State.STARTING, stored(pipeline));
        display.show(JUDGE, State.STARTING, judged(engine));
        return new Books(pipeline, engine);
    }

    private void retry(ServiceException e, boolean worthwhile) {
        if (!worthwhile) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
        waitForNextLook(String.valueOf(e.getMessage()));
    }

    private void waitForNextLook(String whatIsMissing) {
        if (System.nanoTime() > deadline) {
            throw new CommandException(
                    "Not finished after %d s: %s. The platform goes on by itself; look with ./bongsu status, or give more time with --timeout"
                            .formatted(limit.toSeconds(), whatIsMissing));
        }
        Pause.of(INTERVAL);
    }

    private static String read(JsonNode job) {
        String records = job.path("records").properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry ->
                        "%s %,d".formatted(entry.getKey(), entry.getValue().asLong()))
                .collect(Collectors.joining(" · "));
        return "%,d objects · %s%s"
                .formatted(
                        job.path("objects").asLong(),
                        Display.size(job.path("bytes").asLong()),
                        records.isEmpty() ? "" : " · " + records);
    }

    private static String stored(JsonNode pipeline) {
        long stored = pipeline.path("log_types")
                .valueStream()
                .mapToLong(counters -> counters.path("stored").asLong())
                .sum();
        return "%,d documents in all · %,d to go"
                .formatted(stored, pipeline.path("lag").asLong());
    }

    private static String judged(JsonNode engine) {
        return "%,d verdicts in all · %,d to go"
                .formatted(
                        engine.path("evaluated").asLong(),
                        engine.path("pending").asLong() + engine.path("lag").asLong());
    }
}
