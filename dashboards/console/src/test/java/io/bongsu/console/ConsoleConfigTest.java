package io.bongsu.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleConfigTest {

    private static final Map<String, String> LEAST = Map.of(
            "console.policy-engine-url", "http://127.0.0.1:8441", "console.pipeline-url", "http://127.0.0.1:8443");

    @Test
    void defaults() {
        ConsoleConfig config = read(Map.of());
        assertThat(config.upstreamTimeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.loginLinkLifetime()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.sessionLifetime()).isEqualTo(Duration.ofHours(12));
        assertThat(config.url()).isEmpty();
        assertThat(config.organizationalUnits()).isEmpty();
    }

    @Test
    void everythingSet() {
        ConsoleConfig config = read(Map.of(
                "console.upstream-timeout", "2S",
                "console.url", "https://bongsu.example",
                "console.login-link-lifetime", "1M",
                "console.organizational-units.\"prod/pay\"", "111122223333,444455556666",
                "console.session-lifetime", "1H"));
        assertThat(config.policyEngineUrl()).isEqualTo(URI.create("http://127.0.0.1:8441"));
        assertThat(config.pipelineUrl()).isEqualTo(URI.create("http://127.0.0.1:8443"));
        assertThat(config.upstreamTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.url()).contains(URI.create("https://bongsu.example"));
        assertThat(config.loginLinkLifetime()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.sessionLifetime()).isEqualTo(Duration.ofHours(1));
        assertThat(config.organizationalUnits())
                .isEqualTo(Map.of("prod/pay", java.util.List.of("111122223333", "444455556666")));
    }

    @Test
    void missingAddressesUnknownKeysAndUnreadableValuesStopTheStart() {
        assertThatThrownBy(() -> build(Map.of())).hasMessageContaining("console.policy-engine-url");
        assertThatThrownBy(() -> read(Map.of("console.colour", "red"))).hasMessageContaining("console.colour");
        assertThatThrownBy(() -> read(Map.of("console.upstream-timeout", "soon")))
                .hasMessageContaining("console.upstream-timeout");
    }

    private static ConsoleConfig read(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(LEAST);
        all.putAll(more);
        return build(all);
    }

    private static ConsoleConfig build(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ConsoleConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(ConsoleConfig.class);
    }
}
