package io.bongsu.collector.deadletter;

import static java.util.Objects.requireNonNull;

import io.bongsu.collector.codec.Piece;
import io.bongsu.collector.logtype.ContentHash;
import io.bongsu.contracts.QuarantineReason;
import io.bongsu.contracts.RecordHeaders;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Something quarantined.
 *
 * @param stage the part that gave up
 * @param logType the log type's name, {@code unknown} where none was recognised
 * @param reason why
 * @param message what was found and what was expected
 * @param source the object
 * @param position the place in the object; -1 for the object as a whole
 * @param time the object's own time, so that a redelivery is the same dead letter in the same index
 * @param evidence what was read of it, cut to {@link Piece#MAX_EVIDENCE} bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record DeadLetter(
        Stage stage,
        String logType,
        QuarantineReason reason,
        String message,
        String source,
        int position,
        Instant time,
        byte[] evidence) {

    /** The parts that can give up. */
    public enum Stage {
        SHIP,
        INDEX
    }

    public DeadLetter {
        requireNonNull(stage, "stage");
        requireNonNull(logType, "logType");
        requireNonNull(reason, "reason");
        requireNonNull(message, "message");
        requireNonNull(source, "source");
        requireNonNull(time, "time");
        evidence = evidence.length > Piece.MAX_EVIDENCE ? Arrays.copyOf(evidence, Piece.MAX_EVIDENCE) : evidence;
    }

    /** The message for the dead-letter topic. */
    public ProducerRecord<String, byte[]> toKafka(String topic) {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(topic, null, evidence);
        Headers headers = message.headers();
        put(headers, RecordHeaders.STAGE, stage.name());
        put(headers, RecordHeaders.LOG_TYPE, logType);
        put(headers, RecordHeaders.REASON, reason.name());
        put(headers, RecordHeaders.MESSAGE, this.message);
        put(headers, RecordHeaders.SOURCE, source);
        put(headers, RecordHeaders.POSITION, Integer.toString(position));
        put(headers, RecordHeaders.EVENT_TIME, time.toString());
        put(headers, RecordHeaders.RECORD_ID, id());
        return message;
    }

    /** The same for every delivery of the same broken thing. */
    private String id() {
        ByteArrayOutputStream identity = new ByteArrayOutputStream();
        identity.writeBytes("%s|%d|%s|".formatted(source, position, reason).getBytes(StandardCharsets.UTF_8));
        identity.writeBytes(evidence);
        return ContentHash.of(identity.toByteArray());
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8)));
    }
}
