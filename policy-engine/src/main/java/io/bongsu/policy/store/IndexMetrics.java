package io.bongsu.policy.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * {@code bongsu_policy_documents_total{outcome}} (outcome {@code stored}, {@code superseded} by a newer version, {@code refused} for
 * good) and {@code bongsu_policy_index_waits_total}.
 */
final class IndexMetrics {

    private final Counter stored;
    private final Counter superseded;
    private final Counter refused;
    private final Counter waits;

    IndexMetrics(MeterRegistry registry) {
        stored = documents(registry, "stored");
        superseded = documents(registry, "superseded");
        refused = documents(registry, "refused");
        waits = Counter.builder("bongsu.policy.index.waits")
                .description("Times that OpenSearch could not take documents")
                .register(registry);
    }

    void stored(int count) {
        stored.increment(count);
    }

    void superseded() {
        superseded.increment();
    }

    void refused() {
        refused.increment();
    }

    void waited() {
        waits.increment();
    }

    private static Counter documents(MeterRegistry registry, String outcome) {
        return Counter.builder("bongsu.policy.documents")
                .tag("outcome", outcome)
                .description("Documents sent to OpenSearch by outcome")
                .register(registry);
    }
}
