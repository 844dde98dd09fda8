package io.bongsu.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bongsu.contracts.FindingView;
import io.bongsu.contracts.Indices;
import io.bongsu.contracts.RecordHeaders;
import io.bongsu.contracts.Topics;
import io.bongsu.kit.BongsuConfig;
import io.bongsu.kit.KafkaClients;
import io.bongsu.kit.OpenSearchClients;
import io.bongsu.policy.catalogue.CatalogueReader;
import io.bongsu.policy.store.FindingFilter;
import io.bongsu.policy.store.FindingStore;
import io.bongsu.policy.store.Lag;
import io.bongsu.policy.store.PolicyIndexing;
import io.bongsu.policy.topology.PolicyStreams;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.opensearch.client.opensearch.OpenSearchClient;

/** The whole engine but for REST, in this JVM, against real servers; it can be stopped and made again on the same state. */
final class TestEngine implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final BongsuConfig shared;
    private final OpenSearchClient openSearch;
    private final PolicyStreams streams;
    private final PolicyIndexing indexing;
    private final FindingStore store;
    private final Lag lag;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final KafkaProducer<String, byte[]> producer;

    /** Where an engine under test finds the servers, and which names are its own. */
    record Place(String kafka, URI openSearch, URI opa, Topics topics, Indices indices, Path packs, Path state) {

        Map<String, String> settings() {
            Map<String, String> settings = new TreeMap<>();
            settings.put("bongsu.kafka.bootstrap-servers", kafka);
            settings.put("bongsu.kafka.partitions", "3");
            settings.put("bongsu.opensearch.url", openSearch.toString());
            settings.put("bongsu.security.token-file", "/dev/null");
            settings.put("bongsu.topic-prefix", topics.prefix());
            settings.put("bongsu.index-prefix", indices.prefix());
            settings.put("policy-engine.opa-url", opa.toString());
            settings.put("policy-engine.packs-directory", packs.toString());
            settings.put("policy-engine.state-directory", state.toString());
            settings.put("policy-engine.judging.retry-millis", "200");
            return settings;
        }
    }

    TestEngine(Place place) throws IOException {
        this(place.settings());
    }

    TestEngine(Map<String, String> settings) throws IOException {
        this(settings, true);
    }

    /** Only sends, and looks at what others have done. */
    static TestEngine idle(Place place) throws IOException {
        return new TestEngine(place.settings(), false);
    }

    private TestEngine(Map<String, String> settings, boolean working) throws IOException {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(BongsuConfig.class)
                .withMapping(PolicyEngineConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
        shared = config.getConfigMapping(BongsuConfig.class);
        PolicyEngineConfig own = config.getConfigMapping(PolicyEngineConfig.class);
        KafkaClients kafka = new KafkaClients(shared);
        PolicyTopics topics = new PolicyTopics(shared, kafka);
        openSearch = OpenSearchClients.create(shared.opensearch());
        streams = new PolicyStreams(
                shared, own, kafka, topics, CatalogueReader.read(own.packsDirectory()), meters, "0.0.0-test");
        indexing = new PolicyIndexing(shared, own, kafka, topics, openSearch, meters);
        store = new FindingStore(openSearch, shared);
        lag = new Lag(kafka, topics, shared);
        topics.ensure();
        producer = kafka.producer();
        if (working) {
            streams.start();
            indexing.start();
        }
    }

    FindingStore store() {
        return store;
    }

    /** How often OpenSearch could not take documents. */
    double waited() {
        return meters.get("bongsu.policy.index.waits").counter().count();
    }

    PolicyStreams streams() {
        return streams;
    }

    /** Sends an item as the collector does, and waits until Kafka has it. */
    void item(String json) {
        try {
            JsonNode item = JSON.readTree(json);
            String account =
                    item.path("awsAccountId").asText(item.path("accountId").asText());
            String key = String.join(
                    "|",
                    account,
                    item.path("awsRegion").asText("global"),
                    item.path("resourceType").asText(),
                    item.path("resourceId").asText());
            item(key, json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    void item(String key, byte[] value) {
        send(new ProducerRecord<>(shared.topics().configItems(), key, value));
    }

    /** Sends a CloudTrail record as the collector does: without a key, its identity in a header. */
    void event(String id, String account, String time, String json) {
        ProducerRecord<String, byte[]> event =
                new ProducerRecord<>(shared.topics().logs("cloudtrail"), null, json.getBytes(StandardCharsets.UTF_8));
        event.headers()
                .add(RecordHeaders.RECORD_ID, id.getBytes(StandardCharsets.UTF_8))
                .add(RecordHeaders.ACCOUNT, account.getBytes(StandardCharsets.UTF_8))
                .add(RecordHeaders.REGION, "ap-northeast-2".getBytes(StandardCharsets.UTF_8))
                .add(RecordHeaders.EVENT_TIME, time.getBytes(StandardCharsets.UTF_8));
        send(event);
    }

    private void send(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka did not take a record", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All findings, once everything sent is judged and stored. */
    List<FindingView> settledFindings() {
        settle();
        return findings();
    }

    /** All findings that are searchable now. */
    List<FindingView> findings() {
        refresh();
        return store.page(new FindingFilter(List.of(), List.of(), Map.of(), null), 1000, null)
                .items();
    }

    /** Waits for what {@code GET /api/v1/status} calls 0 and 0. */
    void settle() {
        await("nothing pending, no lag", () -> {
            if (!streams.running()) {
                return false;
            }
            long untaken = lag.ofTopology();
            long pending = streams.pending();
            return untaken + pending + lag.ofIndexing() == 0;
        });
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.getAsBoolean()) {
            try {
                if (System.nanoTime() > deadline || never.await(50, TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("Not within %s: %s".formatted(LIMIT, what));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(what, e);
            }
        }
    }

    void refresh() {
        post("/" + shared.indices().prefix() + "findings*/_refresh", "");
    }

    /** Documents of an index or pattern. */
    long count(String index) {
        refresh();
        return post("/" + index + "/_count", "{}").path("count").asLong();
    }

    private JsonNode post(String path, String body) {
        return call("POST", path, body);
    }

    /** A request to OpenSearch itself. */
    JsonNode call(String method, String path, String body) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            shared.opensearch().url().resolve(path))
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Indices indices() {
        return shared.indices();
    }

    @Override
    public void close() {
        producer.close();
        streams.stop();
        try {
            indexing.stop();
            openSearch._transport().close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
