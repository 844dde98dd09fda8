package io.bongsu.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyEngineConfigTest {

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();
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
        assertThat(config.judging().intervalMillis()).isEqualTo(100);
        assertThat(config.judging().timeoutMillis()).isEqualTo(5000);
        assertThat(config.judging().attempts()).isEqualTo(3);
        assertThat(config.judging().retryMillis()).isEqualTo(1000);
        assertThat(config.streams().threads()).isEqualTo(1);
        assertThat(config.streams().commitIntervalMillis()).isEqualTo(200);
        assertThat(config.streams().standbyReplicas()).isZero();
        assertThat(config.indexing().bulkRecords()).isEqualTo(2000);
        assertThat(config.indexing().bulkBytes()).isEqualTo(5 << 20);
        assertThat(config.indexing().retryMillis()).isEqualTo(1000);
        assertThat(config.attestation().zone()).isEqualTo(ZoneId.of("Asia/Seoul"));
        assertThat(config.attestation().remindDays()).isEqualTo(30);
        assertThat(config.evidence().maxBytes()).isEqualTo(10 << 20);
        assertThat(config.reports().directory()).isEmpty();
        assertThat(config.reports().keyFile()).isEmpty();
        assertThat(config.reports().organization()).isEqualTo("AWS Organization");
        assertThat(config.reports().keep()).isEqualTo(50);
        assertThat(config.reports().waiting()).isEqualTo(10);
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
                Map.entry("policy-engine.indexing.retry-millis", "130"),
                Map.entry("policy-engine.attestation.zone", "Europe/Berlin"),
                Map.entry("policy-engine.attestation.remind-days", "14"),
                Map.entry("policy-engine.evidence.max-bytes", "2048"),
                Map.entry("policy-engine.reports.directory", "reports"),
                Map.entry("policy-engine.reports.key-file", "key.pem"),
                Map.entry("policy-engine.reports.organization", "한빛커머스"),
                Map.entry("policy-engine.reports.keep", "3"),
                Map.entry("policy-engine.reports.waiting", "2")));

        assertThat(config.reports().directory()).contains(Path.of("reports"));
        assertThat(config.reports().keyFile()).contains(Path.of("key.pem"));
        assertThat(config.reports().organization()).isEqualTo("한빛커머스");
        assertThat(config.reports().keep()).isEqualTo(3);
        assertThat(config.reports().waiting()).isEqualTo(2);

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
        assertThat(config.attestation().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(config.attestation().remindDays()).isEqualTo(14);
        assertThat(config.evidence().maxBytes()).isEqualTo(2048);
    }

    @ParameterizedTest
    @CsvSource({
        "judging.batch-size, 0, 501",
        "judging.in-flight, 0, 65",
        "judging.interval-millis, 4, 10001",
        "judging.timeout-millis, 99, 60001",
        "judging.attempts, 0, 21",
        "judging.retry-millis, 49, 300001",
        "streams.threads, 0, 65",
        "streams.commit-interval-millis, 9, 30001",
        "streams.standby-replicas, -1, 4",
        "indexing.bulk-records, 0, 20001",
        "indexing.bulk-bytes, 65535, 52428801",
        "indexing.retry-millis, 49, 300001",
        "attestation.remind-days, -1, 367",
        "evidence.max-bytes, 1023, 15728641"
    })
    void valuesOutOfBoundsAreRefused(String key, String tooSmall, String tooLarge) {
        for (String value : List.of(tooSmall, tooLarge, "many")) {
            assertThatThrownBy(() -> config(Map.of("policy-engine." + key, value)))
                    .as("%s=%s", key, value)
                    .hasStackTraceContaining("policy-engine." + key);
        }
    }

    @Test
    void whatHasNoDefaultMustBeGiven() {
        assertThatThrownBy(() -> build(Map.of())).hasMessageContaining("policy-engine.opa-url");
    }

    @Test
    void unknownKeyIsRefused() {
        assertThatThrownBy(() -> config(Map.of("policy-engine.judging.batchsize", "2")))
                .hasMessageContaining("policy-engine.judging.batchsize");
    }

    private static PolicyEngineConfig config(Map<String, String> given) {
        Map<String, String> settings = new HashMap<>(REQUIRED);
        settings.putAll(given);
        return build(settings);
    }

    private static PolicyEngineConfig build(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(PolicyEngineConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withValidator(new BeanValidationConfigValidator() {
                    @Override
                    public Validator getValidator() {
                        return VALIDATOR;
                    }
                })
                .build()
                .getConfigMapping(PolicyEngineConfig.class);
    }
}
