package io.bongsu.collector.ship;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * {@code bongsu_ship_objects_total}, {@code bongsu_ship_bytes_total}, {@code bongsu_ship_records_total{log_type}}, {@code
 * bongsu_ship_quarantined_total}, {@code bongsu_ship_failures_total{step}}.
 */
final class ShipMetrics {

    private final MeterRegistry registry;

    ShipMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(ShippedObject shipped) {
        registry.counter("bongsu.ship.objects").increment(shipped.objects());
        registry.counter("bongsu.ship.bytes").increment(shipped.bytes());
        registry.counter("bongsu.ship.quarantined").increment(shipped.quarantined());
        shipped.records().forEach((type, n) -> registry.counter("bongsu.ship.records", "log_type", type)
                .increment(n));
    }

    void failed(String step) {
        registry.counter("bongsu.ship.failures", "step", step).increment();
    }
}
