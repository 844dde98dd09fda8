package io.bongsu.contracts;

import static java.util.Objects.requireNonNull;

/**
 * Names of the Kafka topics, all beginning with one prefix so that several installations (or tests) can share a cluster.
 *
 * @param prefix what every name begins with, {@code bongsu.} unless configured otherwise
 */
public record Topics(String prefix) {

    public Topics {
        requireNonNull(prefix, "prefix");
        if (!prefix.matches("[a-zA-Z0-9._-]{1,100}")) {
            throw new IllegalArgumentException(
                    "Topic prefix is '%s'; expected 1 to 100 of the characters a-z A-Z 0-9 . _ - (Kafka's own rule for topic names)"
                            .formatted(prefix));
        }
    }

    /** The topic of one log type's records, as delivered. */
    public String logs(String logType) {
        return prefix + "logs." + logType;
    }

    /** AWS Config's configuration items, keyed by resource, so that one resource's history stays ordered on one partition. */
    public String configItems() {
        return prefix + "config.items";
    }

    /** Findings as OCSF, keyed by finding uid, compacted. */
    public String findings() {
        return prefix + "findings";
    }

    /** The newest facts of each account as {@link AccountEvent}s, keyed by account id, compacted. */
    public String accounts() {
        return prefix + "accounts";
    }

    /** What could not be read, with its reason; value is what was read of it, bounded. */
    public String deadLetter() {
        return prefix + "dead-letter";
    }

    /** Requests to read a directory or a bucket prefix, one message each; done when the consumer group has committed it. */
    public String ingests() {
        return prefix + "ingests";
    }
}
