package io.bongsu.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bongsu.contracts.Indices;
import io.bongsu.contracts.Topics;
import io.bongsu.testing.KafkaServer;
import io.bongsu.testing.OpaServer;
import io.bongsu.testing.OpenSearchServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Services with topics and indices of their own, on the run's engines. */
final class Installation implements AutoCloseable {

    static final Duration LIMIT = Duration.ofMinutes(4);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Topics topics = KafkaServer.freshTopics();
    private final Indices indices = OpenSearchServer.freshIndices();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path directory;
    private final URI opensearch;
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, Service> services = new HashMap<>();

    Installation(Path directory, KafkaServer kafka, OpenSearchServer opensearch) {
        this.directory = directory;
        this.opensearch = opensearch.url();
        environment.put("BONGSU_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.put("BONGSU_KAFKA_PARTITIONS", "2");
        environment.put("BONGSU_OPENSEARCH_URL", opensearch.url().toString());
        environment.put("BONGSU_TOPIC_PREFIX", topics.prefix());
        environment.put("BONGSU_INDEX_PREFIX", indices.prefix());
    }

    Indices indices() {
        return indices;
    }

    /** Starts both roles of the collector; directories may be read. */
    Installation collector(Map<String, String> shipSettings) throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(environment);
        settings.put(
                "COLLECTOR_LOG_TYPES_DIRECTORY",
                Service.ROOT.resolve("collector/log-types").toString());
        settings.put("COLLECTOR_ROLE", "index");
        services.put("index", new Service("index", "collector", directory, settings));
        settings.put("COLLECTOR_ROLE", "ship");
        settings.put("COLLECTOR_SHIP_DIRECTORIES", "true");
        settings.putAll(shipSettings);
        services.put("ship", new Service("ship", "collector", directory, settings));
        ship().awaitReady();
        index().awaitReady();
        return this;
    }

    Installation policyEngine(OpaServer opa) throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(environment);
        settings.put("POLICY_ENGINE_OPA_URL", opa.url().toString());
        settings.put(
                "POLICY_ENGINE_PACKS_DIRECTORY",
                Service.ROOT.resolve("compliance-packs").toString());
        settings.put("POLICY_ENGINE_STATE_DIRECTORY", directory.resolve("state").toString());
        services.put("policy-engine", new Service("policy-engine", "policy-engine", directory, settings));
        policyEngine().awaitReady();
        return this;
    }

    Service ship() {
        return service("ship");
    }

    Service index() {
        return service("index");
    }

    Service policyEngine() {
        return service("policy-engine");
    }

    private Service service(String name) {
        Service service = services.get(name);
        if (service == null) {
            throw new IllegalStateException(name + " was not started in this test");
        }
        return service;
    }

    /** Asks ship to read a directory; the request's id. */
    String ingest(Path logs) throws IOException, InterruptedException {
        return ship().post("/api/v1/ingests", "{\"location\":\"%s\"}".formatted(logs.toAbsolutePath()))
                .path("id")
                .asText();
    }

    String ingestState(String id) throws InterruptedException {
        return ship().get("/api/v1/ingests/" + id).path("state").asText();
    }

    /** Reads a directory and waits until all of it is stored and searchable. */
    void ingestAndWait(Path logs) throws Exception {
        String id = ingest(logs);
        await(() -> ingestState(id).equals("done"));
        await(() -> index().get("/api/v1/pipeline").path("lag").asLong(-1) == 0);
        refresh();
    }

    /** Waits until the policy engine has judged everything that is on Kafka and its findings are searchable. */
    void awaitJudged() throws Exception {
        await(() -> {
            JsonNode status = policyEngine().get("/api/v1/status");
            return status.path("pending").asLong(-1) == 0 && status.path("lag").asLong(-1) == 0;
        });
        refresh();
    }

    JsonNode books(String logType) throws InterruptedException {
        return index().get("/api/v1/pipeline").at("/log_types/" + logType);
    }

    long count(String pattern) throws IOException, InterruptedException {
        return call("GET", "/" + pattern + "/_count").path("count").asLong();
    }

    void refresh() throws IOException, InterruptedException {
        call("POST", "/" + indices.prefix() + "*/_refresh");
    }

    JsonNode call(String method, String path) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(opensearch.resolve(path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    /** Something that will be true soon. */
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    static void await(Condition condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("not within " + LIMIT).isLessThan(deadline);
            pass(Duration.ofMillis(200));
        }
    }

    /** Lets time pass on purpose. */
    static void pass(Duration duration) throws InterruptedException {
        boolean never = new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(never).isFalse();
    }

    @Override
    public void close() {
        services.values().forEach(Service::close);
    }
}
