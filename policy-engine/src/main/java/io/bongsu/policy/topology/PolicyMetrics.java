package io.bongsu.policy.topology;

import io.bongsu.contracts.VerdictStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the engine counts: {@code bongsu_policy_changes_total{kind, outcome}} (kind {@code item} or {@code event}; outcome {@code taken},
 * {@code repeated}, {@code outdated}, {@code unmatched}, {@code unreadable}), {@code bongsu_policy_verdicts_total{status}}, {@code
 * bongsu_policy_judging_seconds} (one batch, from the question to the answer), {@code bongsu_policy_unanswered_total} (batches that OPA
 * did not answer), {@code bongsu_policy_pending} (changes that wait), {@code bongsu_policy_thread_failures_total}.
 */
final class PolicyMetrics {

    private final MeterRegistry registry;
    private final Map<VerdictStatus, Counter> verdicts = new EnumMap<>(VerdictStatus.class);
    private final Timer judging;
    private final Counter unanswered;
    private final Counter threadFailures;
    private final Gauge pending;

    PolicyMetrics(MeterRegistry registry, Books books) {
        this.registry = registry;
        for (VerdictStatus status : VerdictStatus.values()) {
            verdicts.put(
                    status,
                    Counter.builder("bongsu.policy.verdicts")
                            .tag("status", status.name())
                            .description("Verdicts by status")
                            .register(registry));
        }
        judging = Timer.builder("bongsu.policy.judging")
                .description("One batch, from the question to the answer")
                .register(registry);
        unanswered = Counter.builder("bongsu.policy.unanswered")
                .description("Batches that OPA did not answer")
                .register(registry);
        threadFailures = Counter.builder("bongsu.policy.thread.failures")
                .description("Stream threads that failed and were replaced")
                .register(registry);
        pending = Gauge.builder("bongsu.policy.pending", books, Books::pending)
                .description("Changes that wait")
                .register(registry);
    }

    /** A registry outlives the streams where a process starts them anew, and would go on to ask books that nobody keeps. */
    void close() {
        registry.remove(pending);
    }

    void change(String kind, String outcome) {
        registry.counter("bongsu.policy.changes", "kind", kind, "outcome", outcome)
                .increment();
    }

    void verdict(VerdictStatus status) {
        Counter counter = verdicts.get(status);
        if (counter != null) {
            counter.increment();
        }
    }

    void judged(Duration took) {
        judging.record(took);
    }

    void unanswered() {
        unanswered.increment();
    }

    void threadFailed() {
        threadFailures.increment();
    }
}
