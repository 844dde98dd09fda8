package io.bongsu.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bongsu.collector.CollectorConfig.Period;
import io.bongsu.collector.CollectorConfig.Role;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CollectorConfigTest {

    private static final Map<String, String> REQUIRED =
            Map.of("collector.role", "index", "collector.log-types-directory", "log-types");

    @Test
    void defaults() {
        CollectorConfig config = Settings.collector(REQUIRED);

        assertThat(config.ship().directories()).isFalse();
        assertThat(config.ship().queues()).isEmpty();
        assertThat(config.ship().concurrency()).isEqualTo(4);
        assertThat(config.ship().maxRecordBytes()).isEqualTo(4 << 20);
        assertThat(config.ship().visibilitySeconds()).isEqualTo(60);
        assertThat(config.ship().s3Endpoint()).isEmpty();
        assertThat(config.ship().sqsEndpoint()).isEmpty();
        assertThat(config.index().consumers()).isEqualTo(2);
        assertThat(config.index().bulkBytes()).isEqualTo(5 << 20);
        assertThat(config.index().period()).isEqualTo(Period.MONTH);
    }

    @Test
    void everyKeyIsRead() {
        CollectorConfig config = Settings.collector(Map.ofEntries(
                Map.entry("collector.role", "ship"),
                Map.entry("collector.log-types-directory", "/types"),
                Map.entry("collector.ship.directories", "true"),
                Map.entry("collector.ship.queues", "https://sqs/one,https://sqs/two"),
                Map.entry("collector.ship.concurrency", "8"),
                Map.entry("collector.ship.max-record-bytes", "65536"),
                Map.entry("collector.ship.visibility-seconds", "120"),
                Map.entry("collector.ship.s3-endpoint", "http://127.0.0.1:1"),
                Map.entry("collector.ship.sqs-endpoint", "http://127.0.0.1:2"),
                Map.entry("collector.index.consumers", "3"),
                Map.entry("collector.index.bulk-bytes", "1048576"),
                Map.entry("collector.index.period", "day")));

        assertThat(config.role()).isEqualTo(Role.SHIP);
        assertThat(config.logTypesDirectory()).isEqualTo(Path.of("/types"));
        assertThat(config.ship().directories()).isTrue();
        assertThat(config.ship().queues()).contains(List.of("https://sqs/one", "https://sqs/two"));
        assertThat(config.ship().concurrency()).isEqualTo(8);
        assertThat(config.ship().maxRecordBytes()).isEqualTo(65_536);
        assertThat(config.ship().visibilitySeconds()).isEqualTo(120);
        assertThat(config.ship().s3Endpoint()).contains(URI.create("http://127.0.0.1:1"));
        assertThat(config.ship().sqsEndpoint()).contains(URI.create("http://127.0.0.1:2"));
        assertThat(config.index().consumers()).isEqualTo(3);
        assertThat(config.index().bulkBytes()).isEqualTo(1 << 20);
        assertThat(config.index().period()).isEqualTo(Period.DAY);
    }

    @ParameterizedTest
    @CsvSource({
        "collector.role, both",
        "collector.ship.concurrency, 0",
        "collector.ship.concurrency, 257",
        "collector.ship.max-record-bytes, 4194305",
        "collector.ship.visibility-seconds, 9",
        "collector.index.consumers, 0",
        "collector.index.bulk-bytes, 1",
        "collector.index.period, year",
        "collector.unknown, 1"
    })
    void badValuesAndUnknownKeysStopTheStart(String key, String value) {
        Map<String, String> values = new HashMap<>(REQUIRED);
        values.put(key, value);

        assertThatThrownBy(() -> Settings.collector(values)).isInstanceOf(Exception.class);
    }

    @Test
    void aPeriodIsNamedInUtc() {
        Instant lastSecond = Instant.parse("2026-10-31T23:59:59Z");

        assertThat(Period.MONTH.of(lastSecond)).isEqualTo("2026.10");
        assertThat(Period.DAY.of(lastSecond)).isEqualTo("2026.10.31");
    }
}
