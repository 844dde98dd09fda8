package io.bongsu.contracts;

import static java.util.Objects.requireNonNull;

/**
 * Names of the OpenSearch indices, all beginning with one prefix so that several installations (or tests) can share a cluster.
 *
 * @param prefix what every name begins with, {@code bongsu-} unless configured otherwise
 */
public record Indices(String prefix) {

    public Indices {
        requireNonNull(prefix, "prefix");
        if (!prefix.matches("[a-z0-9][a-z0-9-]{0,99}")) {
            throw new IllegalArgumentException(
                    "Index prefix is '%s'; expected 1 to 100 of the characters a-z 0-9 - beginning with a letter or digit (OpenSearch's own rule for index names)"
                            .formatted(prefix));
        }
    }

    /** One log type's documents of one period of event time, for example {@code bongsu-logs-cloudtrail-2026.11}. */
    public String logs(String logType, String period) {
        return prefix + "logs-" + logType + "-" + period;
    }

    /** Every index of one log type, as a pattern. */
    public String logsPattern(String logType) {
        return prefix + "logs-" + logType + "-*";
    }

    /** Every index of every log type, as a pattern. */
    public String logsPattern() {
        return prefix + "logs-*";
    }

    /** The newest state of each finding. */
    public String findings() {
        return prefix + "findings";
    }

    /** Every change of a finding's status, by period of the change. */
    public String findingsHistory(String period) {
        return prefix + "findings-history-" + period;
    }

    /** Every period of {@link #findingsHistory}, as a pattern. */
    public String findingsHistoryPattern() {
        return prefix + "findings-history-*";
    }

    /** The newest configuration item of each resource. */
    public String resources() {
        return prefix + "resources";
    }

    /** What was quarantined, by period. */
    public String deadLetter(String period) {
        return prefix + "dead-letter-" + period;
    }

    /** Every period of {@link #deadLetter}, as a pattern. */
    public String deadLetterPattern() {
        return prefix + "dead-letter-*";
    }
}
