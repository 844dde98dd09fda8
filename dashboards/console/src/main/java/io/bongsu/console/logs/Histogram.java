package io.bongsu.console.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Events over time by log type, and by account.
 *
 * @param starts beginning of each bucket
 * @param series events per bucket, by dataset; each list as long as {@code starts}
 * @param accounts events by account, most first
 * @param otherAccounts events of accounts beyond those listed
 * @param accountCount about how many accounts there are
 */
public record Histogram(
        long total,
        Duration interval,
        List<Instant> starts,
        Map<String, List<Long>> series,
        Map<String, Long> accounts,
        long otherAccounts,
        long accountCount) {

    /** Events of one log type over the whole span. */
    public long total(String dataset) {
        return series.getOrDefault(dataset, List.of()).stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
