package io.bongsu.collector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bongsu.collector.index.IndexFixture;
import io.bongsu.collector.logtype.LogTypes;
import io.bongsu.collector.ship.ShipFixture;
import io.bongsu.contracts.Indices;
import io.bongsu.contracts.PipelineView.Counters;
import io.bongsu.contracts.Topics;
import io.bongsu.kit.BongsuConfig;
import io.bongsu.kit.KafkaClients;
import io.bongsu.kit.OpenSearchClients;
import io.bongsu.testing.KafkaServer;
import io.bongsu.testing.OpenSearchServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;

/** Both roles of the collector in this JVM, between the real Kafka and the real OpenSearch. */
public final class Pipeline implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OpenSearchClient client;
    private final Indices indices;
    private final IndexFixture index;
    private final ShipFixture ship;

    private Pipeline(OpenSearchClient client, Indices indices, IndexFixture index, ShipFixture ship) {
        this.client = client;
        this.indices = indices;
        this.index = index;
        this.ship = ship;
    }

    public static Pipeline start(KafkaServer kafka, OpenSearchServer opensearch, Topics topics, Indices indices)
            throws IOException {
        BongsuConfig config = Settings.shared(kafka, opensearch, topics, indices);
        KafkaClients clients = new KafkaClients(config);
        LogTypes types = LogTypes.load(Path.of("log-types"));
        OpenSearchClient client = OpenSearchClients.create(config.opensearch());
        return new Pipeline(
                client,
                indices,
                new IndexFixture(clients, client, types, topics, indices),
                new ShipFixture(clients, types, topics));
    }

    /** Ships a directory and waits until all of it is searchable. */
    public void ingest(Path directory) throws Exception {
        ship.ship(directory);
        index.awaitIdle();
        call("POST", "/" + indices.prefix() + "*/_refresh", null);
    }

    public Counters books(String logType) throws Exception {
        return index.books(logType);
    }

    /** A document's source, as OpenSearch holds it. */
    public String source(String name, String id) throws IOException {
        return call("GET", "/" + indices.prefix() + name + "/_source/" + id, null);
    }

    public long count(String pattern) throws IOException {
        return JSON.readTree(call("GET", "/" + indices.prefix() + pattern + "/_count", null))
                .path("count")
                .asLong();
    }

    public List<String> ids(String pattern) throws IOException {
        List<String> ids = new ArrayList<>();
        hits(pattern).forEach(hit -> ids.add(hit.path("_id").asText()));
        return ids;
    }

    /** Every dead letter as "key REASON". */
    public List<String> deadLetters() throws IOException {
        List<String> letters = new ArrayList<>();
        hits("dead-letter-*")
                .forEach(hit -> letters.add(hit.at("/_source/source").asText().substring("file:".length()) + " "
                        + hit.at("/_source/reason").asText()));
        return letters;
    }

    private JsonNode hits(String pattern) throws IOException {
        String query = "{\"size\":1000,\"query\":{\"match_all\":{}}}";
        return JSON.readTree(call("POST", "/" + indices.prefix() + pattern + "/_search", query))
                .at("/hits/hits");
    }

    private String call(String method, String endpoint, @Nullable String body) throws IOException {
        var request = Requests.builder().method(method).endpoint(endpoint);
        try (Response response = client.generic()
                        .execute((body == null
                                        ? request
                                        : request.body(
                                                Body.from(body.getBytes(StandardCharsets.UTF_8), "application/json")))
                                .build());
                InputStream in = response.getBody().orElseThrow().body()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (response.getStatus() >= 300) {
                throw new IOException(
                        method + " " + endpoint + " was answered with " + response.getStatus() + ": " + text);
            }
            return text;
        }
    }

    @Override
    public void close() throws IOException {
        ship.close();
        index.close();
        client._transport().close();
    }
}
