package io.bongsu.console.page;

import io.bongsu.console.upstream.PolicyEngine;
import java.util.ArrayList;
import java.util.List;

/**
 * How many controls have which status.
 *
 * @param slices the statuses in the order of urgency, those with none left out
 */
public record StatusCounts(long controls, List<Slice> slices) {

    /** Statuses in the order of urgency. */
    static final List<String> ORDER = List.of("FAIL", "ERROR", "PASS", "NOT_APPLICABLE", "NOT_ASSESSED", "MANUAL");

    /**
     * One status's share.
     *
     * @param start percent of the whole that lie before it
     * @param share percent of the whole
     */
    public record Slice(String status, long count, double start, double share) {}

    static StatusCounts of(List<PolicyEngine.Control> controls) {
        return of(controls.stream().map(PolicyEngine.Control::status).toList(), ORDER);
    }

    /** Of words that are in an order. */
    static StatusCounts of(List<String> words, List<String> order) {
        List<Slice> slices = new ArrayList<>();
        double start = 0;
        for (String status : order) {
            long count = words.stream().filter(status::equals).count();
            if (count > 0) {
                double share = 100.0 * count / words.size();
                slices.add(new Slice(status, count, start, share));
                start += share;
            }
        }
        return new StatusCounts(words.size(), slices);
    }

    public long count(String status) {
        return slices.stream()
                .filter(slice -> slice.status().equals(status))
                .mapToLong(Slice::count)
                .sum();
    }

    /** Controls with a verdict that counts: those that pass, fail or could not be judged. */
    public long judged() {
        return count("PASS") + count("FAIL") + count("ERROR");
    }
}
