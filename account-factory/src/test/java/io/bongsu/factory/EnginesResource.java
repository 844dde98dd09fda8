package io.bongsu.factory;

import io.bongsu.contracts.Topics;
import io.bongsu.testing.FaultProxy;
import io.bongsu.testing.KafkaServer;
import io.bongsu.testing.MotoServer;
import io.bongsu.testing.OpaServer;
import io.bongsu.testing.PostgresServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells the application under test where the run's real servers are, and gives it an organization of its own. */
public final class EnginesResource implements QuarkusTestResourceLifecycleManager {

    /** Not a secret: it opens nothing but the application under test. */
    static final String TOKEN = "test-token-of-at-least-thirty-two-characters";

    /** Not a secret: it signs nothing but the answers of tests. */
    static final String HOOK_KEY = "test-key-of-at-least-thirty-two-characters";

    private static final List<String> AWS = List.of("aws.accessKeyId", "aws.secretAccessKey", "aws.sessionToken");

    @SuppressWarnings("NullAway.Init")
    private TestOrganization organization;

    @SuppressWarnings("NullAway.Init")
    private FaultProxy proxy;

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory("bongsu-account-factory-test");
            Path token = Files.writeString(directory.resolve("token"), TOKEN);
            Topics topics = KafkaServer.freshTopics();
            PostgresServer postgres = new PostgresServer();
            organization = TestOrganization.make(new MotoServer().url());
            proxy = FaultProxy.start(new MotoServer().url(), InstantSource.system());
            System.setProperty(AWS.get(0), organization.credentials().accessKeyId());
            System.setProperty(AWS.get(1), organization.credentials().secretAccessKey());
            System.setProperty(AWS.get(2), organization.credentials().sessionToken());
            Map<String, String> settings = new HashMap<>(Settings.of(proxy.url(), new OpaServer().url(), organization));
            settings.put("account-factory.quotas.enforced", "false");
            settings.put("account-factory.closing.soak", "PT4S");
            settings.put(
                    "account-factory.terraform.key-file",
                    Files.writeString(directory.resolve("key"), HOOK_KEY).toString());
            settings.put("account-factory.terraform.callback-url", "http://127.0.0.1:1");
            settings.put("account-factory.workflow.poll-interval", "PT0.1S");
            settings.put("bongsu.kafka.bootstrap-servers", new KafkaServer().bootstrapServers());
            settings.put("bongsu.opensearch.url", "http://127.0.0.1:1");
            settings.put("bongsu.topic-prefix", topics.prefix());
            settings.put("bongsu.security.token-file", token.toString());
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
    public void inject(TestInjector injector) {
        injector.injectIntoFields(proxy, new TestInjector.MatchesType(FaultProxy.class));
        injector.injectIntoFields(organization, new TestInjector.MatchesType(TestOrganization.class));
    }

    @Override
    public void stop() {
        AWS.forEach(System::clearProperty);
        proxy.close();
        organization.close();
    }
}
