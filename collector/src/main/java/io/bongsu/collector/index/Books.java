package io.bongsu.collector.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bongsu.contracts.PipelineView.Counters;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of one partition's records, by log type, from its first record to the committed offset. Kept as the metadata of the
 * offset commit, so that books and offset can't disagree, whenever the process dies.
 */
record Books(Map<String, Counters> byLogType) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, long[]>> COMPACT = new TypeReference<>() {};

    static final Books EMPTY = new Books(Map.of());

    Books {
        byLogType = Map.copyOf(byLogType);
    }

    Books plus(Map<String, Counters> more) {
        Map<String, Counters> sum = new TreeMap<>(byLogType);
        more.forEach((type, counters) -> sum.merge(type, counters, Counters::plus));
        return new Books(sum);
    }

    /** The books as commit metadata; Kafka allows 4,096 characters, these take about 60 a log type. */
    String toMetadata() {
        Map<String, long[]> compact = new TreeMap<>();
        byLogType.forEach((type, c) -> compact.put(type, new long[] {
            c.read(), c.stored(), c.suppressed(), c.filtered(), c.quarantined(), c.conflicts(), c.repaired()
        }));
        try {
            return JSON.writeValueAsString(compact);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Numbers can always be written", e);
        }
    }

    /** Reads back what {@link #toMetadata} wrote; an offset that something else committed has no books. */
    static Books ofMetadata(@Nullable String metadata) {
        if (metadata == null || metadata.isEmpty()) {
            return EMPTY;
        }
        try {
            Map<String, Counters> books = new TreeMap<>();
            JSON.readValue(metadata, COMPACT)
                    .forEach((type, n) -> books.put(type, new Counters(n[0], n[1], n[2], n[3], n[4], n[5], n[6])));
            return new Books(books);
        } catch (JsonProcessingException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalStateException(
                    "The offset commit's metadata is '%s'; expected the books that the index role writes. Was the offset set by hand? Set it again with empty metadata"
                            .formatted(metadata),
                    e);
        }
    }
}
