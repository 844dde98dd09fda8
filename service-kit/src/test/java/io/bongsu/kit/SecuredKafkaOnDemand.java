package io.bongsu.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bongsu.testing.SecuredServers;
import io.bongsu.testing.TestAuthority;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings of docs/security.md, word by word, against a broker with TLS and users. */
class SecuredKafkaOnDemand {

    private static final Path SETTINGS =
            Path.of(System.getProperty("bongsu.root"), "docs", "security.md").toAbsolutePath();

    @TempDir
    static Path directory;

    private static TestAuthority authority;
    private static String secured;

    @BeforeAll
    static void start() throws Exception {
        authority = new TestAuthority(directory, "authority");
        List<String> addresses = SecuredServers.kafka(authority);
        secured = addresses.get(1);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", addresses.get(0)))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            "bongsu", new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), "right")))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void theRightPasswordOverTrustedTlsWritesAndReads() throws Exception {
        KafkaClients clients = clients(authority.certificate(), "right");
        clients.ensureTopics(List.of("secured"), Map.of());

        try (KafkaProducer<String, byte[]> producer = clients.producer()) {
            producer.send(new ProducerRecord<>("secured", 0, "key", new byte[] {42}))
                    .get(30, TimeUnit.SECONDS);
        }

        try (KafkaConsumer<String, byte[]> consumer = clients.consumer("secured", Map.of())) {
            consumer.assign(List.of(new TopicPartition("secured", 0)));
            assertThat(consumer.poll(Duration.ofSeconds(30)))
                    .singleElement()
                    .satisfies(record -> assertThat(record.value()).containsExactly(42));
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        assertThatThrownBy(() -> ask(clients(authority.certificate(), "wrong")))
                .hasCauseInstanceOf(SaslAuthenticationException.class);
    }

    @Test
    void anotherAuthorityIsNotTrusted() {
        TestAuthority other = new TestAuthority(directory, "other");

        assertThatThrownBy(() -> ask(clients(other.certificate(), "right")))
                .hasCauseInstanceOf(SslAuthenticationException.class);
    }

    private static void ask(KafkaClients clients) throws ExecutionException, InterruptedException {
        try (Admin admin = clients.admin()) {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(20_000))
                    .nodes()
                    .get();
        }
    }

    /** Clients that are told what the page tells an operator to say; only the places of files and the password differ. */
    private static KafkaClients clients(Path trusted, String password) throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put("bongsu.kafka.bootstrap-servers", secured);
        settings.put("bongsu.opensearch.url", "http://127.0.0.1:1");
        settings.put("bongsu.security.token-file", "none");
        settings.put("KAFKA_PASSWORD", password);
        boolean inside = false;
        for (String line : Files.readAllLines(SETTINGS)) {
            if (line.startsWith("```")) {
                inside = line.equals("```properties kafka-scram");
            } else if (inside && !line.startsWith("#")) {
                String[] parts = line.split("=", 2);
                settings.put(parts[0], parts[1].replace("/run/bongsu/kafka-ca.crt", trusted.toString()));
            }
        }
        assertThat(settings).containsKey("bongsu.kafka.properties.\"sasl.jaas.config\"");
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(BongsuConfig.class)
                .withSources(new PropertiesConfigSource(settings, "settings", 100))
                .build();
        return new KafkaClients(config.getConfigMapping(BongsuConfig.class));
    }
}
