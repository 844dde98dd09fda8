package io.bongsu.collector.logtype;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record of which is known what it is: everything its Kafka headers say.
 *
 * @param bytes the record as delivered
 * @param id its identity, the same whichever way and however often it arrives
 * @param key what orders it on Kafka, or null when order doesn't matter
 * @param account twelve digits, or empty when neither record nor key names one
 * @param region the AWS Region, or {@code global}
 * @param time when it happened
 * @param position its place in the object
 * @param schema what is needed to read the bytes apart from the bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record IdentifiedRecord(
        byte[] bytes,
        String id,
        @Nullable String key,
        String account,
        String region,
        Instant time,
        int position,
        @Nullable String schema) {

    public IdentifiedRecord {
        requireNonNull(bytes, "bytes");
        requireNonNull(id, "id");
        requireNonNull(account, "account");
        requireNonNull(region, "region");
        requireNonNull(time, "time");
    }
}
