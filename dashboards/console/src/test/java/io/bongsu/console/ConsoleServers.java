package io.bongsu.console;

import io.bongsu.contracts.Indices;
import io.bongsu.testing.OpenSearchServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a console under test stands on: a real OpenSearch with sample logs, the services behind it, an access token. */
public final class ConsoleServers implements QuarkusTestResourceLifecycleManager {

    static final String TOKEN = "test-token-0123456789abcdef0123456789abcdef";

    private @Nullable FakeServices services;

    @Override
    public Map<String, String> start() {
        try {
            OpenSearchServer openSearch = new OpenSearchServer();
            Indices indices = OpenSearchServer.freshIndices();
            new SampleLogs(openSearch.url(), indices).put();
            FakeServices fake = new FakeServices(TOKEN);
            services = fake;
            Path token = Files.createTempFile("bongsu-token-", "");
            Files.writeString(token, TOKEN);
            Map<String, String> settings = new HashMap<>();
            settings.put("bongsu.security.token-file", token.toString());
            settings.put("bongsu.opensearch.url", openSearch.url().toString());
            settings.put("bongsu.index-prefix", indices.prefix());
            settings.put("bongsu.kafka.bootstrap-servers", "127.0.0.1:9");
            settings.put("console.policy-engine-url", fake.url().toString());
            settings.put("console.pipeline-url", fake.url().toString());
            settings.put("console.organizational-units.\"prod/shop\"", "111122223333,210987654321");
            settings.put("quarkus.http.test-port", "0");
            // The build's own system properties begin with bongsu too.
            settings.put("smallrye.config.mapping.validate-unknown", "false");
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while sample logs were stored", e);
        }
    }

    @Override
    public void stop() {
        if (services != null) {
            services.close();
        }
    }
}
