package io.bongsu.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Token buckets as AWS keeps them, and how often each was found empty. */
final class PublishedLimits {

    private final Map<String, FaultProxy.Limit> limits;
    private final Map<String, Double> tokens = new HashMap<>();
    private final Map<String, Instant> filled = new HashMap<>();
    private final Map<String, Integer> violations = new HashMap<>();

    PublishedLimits(Map<String, FaultProxy.Limit> limits) {
        this.limits = Map.copyOf(limits);
    }

    /** Takes a token for the call; false, and counted, where there is none. */
    synchronized boolean take(String call, Instant now) {
        FaultProxy.Limit limit = limits.get(call);
        if (limit == null) {
            return true;
        }
        double elapsed = Duration.between(filled.getOrDefault(call, now), now).toNanos() / 1e9;
        double there = Math.min(
                limit.burst(), tokens.getOrDefault(call, (double) limit.burst()) + elapsed * limit.perSecond());
        filled.put(call, now);
        // A little tolerance: the caller counts the sending, we the arrival.
        boolean enough = there >= 0.9;
        tokens.put(call, enough ? there - 1 : there);
        if (!enough) {
            violations.merge(call, 1, Integer::sum);
        }
        return enough;
    }

    synchronized Map<String, Integer> violations() {
        return Map.copyOf(violations);
    }
}
