package io.bongsu.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.bongsu.factory.quota.Rate;
import io.bongsu.factory.quota.Rates;
import io.bongsu.testing.FaultProxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Asks for many accounts at once and waits until all are handed over: the packaged account factory and policy engine, the real OPA,
 * PostgreSQL and Kafka, and moto behind a proxy that keeps to AWS' published rates, makes accounts as slowly as AWS does and lets nobody into
 * a new one for half a minute. In real time the packaged service drives itself; in virtual time the same classes are driven here, by a clock
 * that is put forward to whatever is due next.
 */
final class VendBench {

    private static final Duration LIMIT = Duration.ofHours(4);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private VendBench() {}

    /**
     * What to run.
     *
     * @param requests accounts to ask for
     * @param seed of the times that accounts take to be made
     * @param createPerHour how often AWS lets an account be made; 360 is published
     * @param virtual whether the clock is ours
     */
    record Options(int requests, int seed, int createPerHour, boolean virtual) {}

    static Map<String, Object> run(Options options) throws Exception {
        try (VendWorld world = VendWorld.make(options)) {
            return options.virtual() ? VirtualVending.run(world, options) : real(world, options);
        }
    }

    private static Map<String, Object> real(VendWorld world, Options options) throws Exception {
        try (ServiceProcess factory = world.factory()) {
            Duration before = factory.cpu();
            Instant begun = Instant.now();
            ask(factory, options.requests());
            List<Integer> curve = new ArrayList<>();
            Map<String, Long> states = states(factory);
            while (states.getOrDefault("HANDED_OVER", 0L) < options.requests()) {
                Duration elapsed = Duration.between(begun, Instant.now());
                if (elapsed.compareTo(LIMIT) > 0 || states.containsKey("HELD")) {
                    break;
                }
                minute(curve, elapsed, states.getOrDefault("HANDED_OVER", 0L));
                LockSupport.parkNanos(LOOK.toNanos());
                states = states(factory);
            }
            Duration elapsed = Duration.between(begun, Instant.now());
            minute(curve, elapsed, states.getOrDefault("HANDED_OVER", 0L));
            Map<String, Object> facts = facts(world, options, elapsed, states, curve);
            facts.put("cpu_millis_per_account", factory.cpu().minus(before).toMillis() / options.requests());
            return facts;
        }
    }

    /** The end of each minute, and how many accounts were handed over until then. */
    static void minute(List<Integer> curve, Duration elapsed, long handedOver) {
        while (curve.size() <= elapsed.toMinutes()) {
            curve.add((int) handedOver);
        }
        curve.set(curve.size() - 1, (int) handedOver);
    }

    static Map<String, Object> facts(
            VendWorld world, Options options, Duration elapsed, Map<String, Long> states, List<Integer> curve) {
        long handedOver = states.getOrDefault("HANDED_OVER", 0L);
        List<String> emails = world.emails();
        long distinct = emails.stream().distinct().count();
        double minutes = Math.round(elapsed.toMillis() / 600.0) / 100.0;
        double floor = floor(options);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("requests", options.requests());
        facts.put("virtual_time", options.virtual());
        facts.put("minutes", minutes);
        facts.put("floor_minutes", floor);
        facts.put("ratio_to_floor", Math.round(minutes / floor * 1000) / 1000.0);
        facts.put("handed_over", handedOver);
        facts.put("lost", options.requests() - handedOver);
        facts.put("duplicates", emails.size() - distinct);
        facts.put("states", states);
        facts.put("calls_faster_than_the_rates", world.proxy().violations());
        facts.put("handed_over_by_minute", curve);
        return facts;
    }

    /** From the rate of CreateAccount alone: what the bucket holds is there at once, the rest comes at its rate. */
    private static double floor(Options options) {
        int burst = Rates.published().get(Rates.CREATE_ACCOUNT).burst();
        return Math.round(Math.max(0, options.requests() - burst) * 6_000.0 / options.createPerHour()) / 100.0;
    }

    /** The rates that the proxy keeps to and the factory is told: the published ones, but for what the options say. */
    static Map<String, Rate> rates(Options options) {
        Map<String, Rate> rates = new LinkedHashMap<>(Rates.published());
        rates.computeIfPresent(
                Rates.CREATE_ACCOUNT, (name, rate) -> new Rate(options.createPerHour() / 3600.0, rate.burst()));
        return rates;
    }

    static Map<String, FaultProxy.Limit> limits(Options options) {
        return rates(options).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        each -> new FaultProxy.Limit(
                                each.getValue().perSecond(), each.getValue().burst())));
    }

    static String request(int number) {
        return """
                {"name": "bench-%d", "blueprint": "sandbox", "environment": "sandbox", "data_class": "internal", "isms_scope": false,
                 "owner": "kim@company.example", "cost_centre": "CC-1", "purpose": "benchmark", "justification": "benchmark"}"""
                .formatted(number);
    }

    private static void ask(ServiceProcess factory, int requests) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Callable<JsonNode>> asking = new ArrayList<>();
            for (int i = 0; i < requests; i++) {
                String body = request(i);
                asking.add(() -> factory.post("/api/v1/account-requests", body));
            }
            for (Future<JsonNode> answer : threads.invokeAll(asking)) {
                answer.get();
            }
        }
    }

    private static Map<String, Long> states(ServiceProcess factory) throws Exception {
        List<String> states = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = factory.get("/api/v1/account-requests?size=200" + next);
            page.path("items")
                    .forEach(request -> states.add(request.path("state").asText()));
            next = page.path("next").isTextual()
                    ? "&cursor=" + page.path("next").textValue()
                    : "";
        } while (!next.isEmpty());
        return states.stream().collect(Collectors.groupingBy(state -> state, Collectors.counting()));
    }
}
