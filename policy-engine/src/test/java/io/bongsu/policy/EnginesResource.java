package io.bongsu.policy;

import io.bongsu.contracts.Indices;
import io.bongsu.contracts.Topics;
import io.bongsu.platform.engines.Ports;
import io.bongsu.testing.KafkaServer;
import io.bongsu.testing.OpaServer;
import io.bongsu.testing.OpenSearchServer;
import io.bongsu.testing.PostgresServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Tells the application under test where the run's real servers are, and gives it names of its own. */
public class EnginesResource implements QuarkusTestResourceLifecycleManager {

    /** Not a secret: it opens nothing but the application under test. */
    static final String TOKEN = "test-token-of-at-least-thirty-two-characters";

    /** Those of an application that finds neither OpenSearch, OPA nor PostgreSQL: nobody answers at their ports. */
    public static final class OnlyKafka extends EnginesResource {

        @Override
        public Map<String, String> start() {
            Map<String, String> settings = new HashMap<>(super.start());
            settings.put(
                    "bongsu.opensearch.url", "http://127.0.0.1:" + Ports.free(1).getFirst());
            settings.put(
                    "policy-engine.opa-url", "http://127.0.0.1:" + Ports.free(1).getFirst());
            settings.put(
                    "quarkus.datasource.jdbc.url",
                    "jdbc:postgresql://127.0.0.1:%d/bongsu"
                            .formatted(Ports.free(1).getFirst()));
            return settings;
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory("bongsu-policy-engine-test");
            Path token = Files.writeString(directory.resolve("token"), TOKEN);
            Topics topics = KafkaServer.freshTopics();
            Indices indices = OpenSearchServer.freshIndices();
            Path packs = Path.of(System.getProperty("bongsu.root", ".."))
                    .resolve("compliance-packs")
                    .toAbsolutePath();
            Map<String, String> settings = new HashMap<>(new TestEngine.Place(
                            new KafkaServer().bootstrapServers(),
                            new OpenSearchServer().url(),
                            new OpaServer().url(),
                            topics,
                            indices,
                            packs,
                            directory.resolve("state"))
                    .settings());
            settings.put("bongsu.security.token-file", token.toString());
            PostgresServer postgres = new PostgresServer();
            settings.put("quarkus.datasource.jdbc.url", postgres.freshDatabase());
            settings.put("quarkus.datasource.username", postgres.user());
            settings.put("quarkus.datasource.password", postgres.password());
            settings.put("quarkus.http.test-port", "0");
            // The build's own bongsu.* system properties are no settings of a service.
            settings.put("smallrye.config.mapping.validate-unknown", "false");
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        // The servers end with the run.
    }
}
