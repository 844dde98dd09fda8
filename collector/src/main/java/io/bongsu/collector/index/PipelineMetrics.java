package io.bongsu.collector.index;

import io.bongsu.contracts.PipelineView.Counters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;

/**
 * The books as metrics: {@code bongsu_index_records_total{log_type, outcome}} counts what this process has committed, {@code
 * bongsu_index_waits_total} how often OpenSearch could not take more.
 */
final class PipelineMetrics {

    private final MeterRegistry registry;
    private final Counter waits;

    PipelineMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.waits = Counter.builder("bongsu.index.waits")
                .description("Times that OpenSearch could not take documents")
                .register(registry);
    }

    void count(Map<String, Counters> byLogType) {
        byLogType.forEach((type, counters) -> {
            count(type, "stored", counters.stored());
            count(type, "suppressed", counters.suppressed());
            count(type, "filtered", counters.filtered());
            count(type, "quarantined", counters.quarantined());
            count(type, "conflict", counters.conflicts());
            count(type, "repaired", counters.repaired());
        });
    }

    void waited() {
        waits.increment();
    }

    private void count(String type, String outcome, long n) {
        if (n > 0) {
            registry.counter("bongsu.index.records", "log_type", type, "outcome", outcome)
                    .increment(n);
        }
    }
}
