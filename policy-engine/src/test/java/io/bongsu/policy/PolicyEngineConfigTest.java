package io.bongsu.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PolicyEngineConfigTest {

    private static final Map<String, String> REQUIRED = Map.of(
            "policy-engine.opa-url", "http://127.0.0.1:8181",
            "policy-engine.packs-directory", "packs",
            "policy-engine.state-directory", "state");

    @Test
    void defaults() {
        PolicyEngineConfig config = config(Map.of());

        assertThat(config.opaUrl()).isEqualTo(URI.create("http://127.0.0.1:8181"));
        assertThat(config.packsDirectory()).isEqualTo(Path.of("packs"));
        assertThat(config.stateDirectory()).isEqualTo(Path.of("state"));
        assertThat(config.judging().batchSize()).isEqualTo(20);
        assertThat(config.judging().inFlight()).isEqualTo(2);
        assertThat(config.judging().intervalMillis()).isEqualTo(25);
        assertThat(config.judging().timeoutMillis()).isEqualTo(5000);
        assertThat(config.judging().attempts()).isEqualTo(3);
        assertThat(config.judging().retryMillis()).isEqualTo(1000);
        assertThat(config.streams().threads()).isEqualTo(1);
        assertThat(config.streams().commitIntervalMillis()).isEqualTo(100);
        assertThat(config.streams().standbyReplicas()).isZero();
        assertThat(config.indexing().bulkRecords()).isEqualTo(2000);
        assertThat(config.indexing().bulkBytes()).isEqualTo(5 << 20);
        assertThat(config.indexing().retryMillis()).isEqualTo(1000);
        assertThat(violations(config)).isEmpty();
    }

    @Test
    void everySettingIsMapped() {
        PolicyEngineConfig config = config(Map.ofEntries(
                Map.entry("policy-engine.judging.batch-size", "2"),
                Map.entry("policy-engine.judging.in-flight", "3"),
                Map.entry("policy-engine.judging.interval-millis", "40"),
                Map.entry("policy-engine.judging.timeout-millis", "500"),
                Map.entry("policy-engine.judging.attempts", "6"),
                Map.entry("policy-engine.judging.retry-millis", "700"),
                Map.entry("policy-engine.streams.threads", "8"),
                Map.entry("policy-engine.streams.commit-interval-millis", "900"),
                Map.entry("policy-engine.streams.standby-replicas", "1"),
                Map.entry("policy-engine.indexing.bulk-records", "11"),
                Map.entry("policy-engine.indexing.bulk-bytes", "120000"),
                Map.entry("policy-engine.indexing.retry-millis", "130")));

        assertThat(config.judging().batchSize()).isEqualTo(2);
        assertThat(config.judging().inFlight()).isEqualTo(3);
        assertThat(config.judging().intervalMillis()).isEqualTo(40);
        assertThat(config.judging().timeoutMillis()).isEqualTo(500);
        assertThat(config.judging().attempts()).isEqualTo(6);
        assertThat(config.judging().retryMillis()).isEqualTo(700);
        assertThat(config.streams().threads()).isEqualTo(8);
        assertThat(config.streams().commitIntervalMillis()).isEqualTo(900);
        assertThat(config.streams().standbyReplicas()).isEqualTo(1);
        assertThat(config.indexing().bulkRecords()).isEqualTo(11);
        assertThat(config.indexing().bulkBytes()).isEqualTo(120_000);
        assertThat(config.indexing().retryMillis()).isEqualTo(130);
        assertThat(violations(config)).isEmpty();
    }

    @Test
    void valuesOutOfBoundsAreRefused() {
        PolicyEngineConfig.Judging judging =
                config(Map.of("policy-engine.judging.batch-size", "0", "policy-engine.judging.in-flight", "65"))
                        .judging();
        assertThat(violations(judging)).containsExactlyInAnyOrder("batchSize", "inFlight");
        assertThat(violations(config(Map.of("policy-engine.streams.standby-replicas", "4")).streams()))
                .containsExactly("standbyReplicas");
        assertThat(violations(config(Map.of("policy-engine.indexing.bulk-bytes", "1")).indexing()))
                .containsExactly("bulkBytes");
    }

    @Test
    void unknownKeyIsRefused() {
        assertThatThrownBy(() -> config(Map.of("policy-engine.judging.batchsize", "2")))
                .hasMessageContaining("policy-engine.judging.batchsize");
    }

    private static PolicyEngineConfig config(Map<String, String> given) {
        Map<String, String> settings = new HashMap<>(REQUIRED);
        settings.putAll(given);
        return new SmallRyeConfigBuilder()
                .withMapping(PolicyEngineConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(PolicyEngineConfig.class);
    }

    private static Set<String> violations(Object config) {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            return factory.getValidator().validate(config).stream()
                    .map(ConstraintViolation::getPropertyPath)
                    .map(Object::toString)
                    .collect(Collectors.toSet());
        }
    }
}
