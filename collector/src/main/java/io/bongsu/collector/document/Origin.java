package io.bongsu.collector.document;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a document says about where its record came from.
 *
 * @param account twelve digits, or empty when nothing names one
 * @param region the AWS Region, or {@code global}
 * @param time when it happened
 * @param source the object it was read from
 * @param position its place in the object
 * @param kafka topic, partition and offset; tells a crash's repetition from a true duplicate
 * @param schema what is needed to read the record apart from its bytes
 */
public record Origin(
        String account,
        String region,
        Instant time,
        String source,
        int position,
        String kafka,
        @Nullable String schema) {

    public Origin {
        requireNonNull(account, "account");
        requireNonNull(region, "region");
        requireNonNull(time, "time");
        requireNonNull(source, "source");
        requireNonNull(kafka, "kafka");
    }
}
