package io.bongsu.policy.topology;

import io.bongsu.contracts.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** From a record on the topic of matched events to the change that waits. */
final class EventIntake extends ContextualProcessor<String, byte[], String, Change> {

    /** For a record whose account the collector could not tell. */
    private static final String UNKNOWN_ACCOUNT = "unknown";

    @Override
    public void process(Record<String, byte[]> record) {
        Headers headers = record.headers();
        Change change = new Change.OfEvent(
                record.key(),
                text(headers, RecordHeaders.ACCOUNT, UNKNOWN_ACCOUNT),
                text(headers, RecordHeaders.REGION, "global"),
                time(headers),
                record.value());
        context().forward(record.withValue(change));
    }

    private static String text(Headers headers, String name, String otherwise) {
        Header header = headers.lastHeader(name);
        return header == null ? otherwise : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static @Nullable Instant time(Headers headers) {
        String text = text(headers, RecordHeaders.EVENT_TIME, "");
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
