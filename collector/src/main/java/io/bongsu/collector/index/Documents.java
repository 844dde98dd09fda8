package io.bongsu.collector.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.collector.CollectorConfig;
import io.bongsu.collector.document.DocumentWriter;
import io.bongsu.collector.document.DocumentWriter.Form;
import io.bongsu.collector.document.Mapping;
import io.bongsu.collector.document.Origin;
import io.bongsu.collector.logtype.ContentHash;
import io.bongsu.collector.logtype.LogType;
import io.bongsu.collector.logtype.LogTypes;
import io.bongsu.collector.logtype.UnreadableRecordException;
import io.bongsu.contracts.Indices;
import io.bongsu.contracts.QuarantineReason;
import io.bongsu.contracts.RecordHeaders;
import io.bongsu.contracts.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes the document of a record from Kafka, and finds the index it belongs to. Safe for use by several threads. */
final class Documents {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Indices indices;
    private final CollectorConfig.Period period;
    private final String deadLetterTopic;
    private final Map<String, LogType> typeByTopic = new HashMap<>();
    private final Map<String, DocumentWriter> writerByType = new HashMap<>();

    Documents(LogTypes types, Topics topics, Indices indices, CollectorConfig.Period period, Clock clock) {
        this.indices = indices;
        this.period = period;
        this.deadLetterTopic = topics.deadLetter();
        for (LogType type : types.all()) {
            typeByTopic.put(type.topic(topics), type);
            Mapping mapping = Mapping.read(types.file(type.name() + "/index-template.json"));
            writerByType.put(type.name(), new DocumentWriter(type, mapping, clock));
        }
    }

    /**
     * The item for a record in the given form.
     *
     * @throws UnreadableRecordException when no document can be made of it
     */
    BulkItem item(ConsumerRecord<String, byte[]> record, Form form) {
        if (record.topic().equals(deadLetterTopic)) {
            return deadLetter(record);
        }
        LogType type = typeByTopic.get(record.topic());
        if (type == null) {
            throw new IllegalStateException("No log type has the topic " + record.topic());
        }
        Instant time = time(record);
        Origin origin = new Origin(
                required(record, RecordHeaders.ACCOUNT),
                required(record, RecordHeaders.REGION),
                time,
                required(record, RecordHeaders.SOURCE),
                position(record),
                BulkItem.coordinates(record),
                BulkItem.header(record, RecordHeaders.SCHEMA));
        byte[] document = writerByType.get(type.name()).write(record.value(), origin, form);
        return new BulkItem(
                record,
                type.name(),
                indices.logs(type.name(), period.of(time)),
                required(record, RecordHeaders.RECORD_ID),
                document,
                form,
                false,
                BulkItem.Entry.STORED);
    }

    /** Whether a record is a dead letter whose record was already counted when it was read from its own topic. */
    boolean countedBefore(ConsumerRecord<String, byte[]> record) {
        return record.topic().equals(deadLetterTopic) && "INDEX".equals(BulkItem.header(record, RecordHeaders.STAGE));
    }

    /** The log type's name in the books. */
    String logType(ConsumerRecord<String, byte[]> record) {
        LogType type = typeByTopic.get(record.topic());
        if (type != null) {
            return type.name();
        }
        String named = BulkItem.header(record, RecordHeaders.LOG_TYPE);
        return named != null && writerByType.containsKey(named) ? named : LogTypes.UNKNOWN;
    }

    /** Takes whatever stands on the topic: a dead letter that can't be stored would have nowhere else to go. */
    private BulkItem deadLetter(ConsumerRecord<String, byte[]> record) {
        Instant time =
                parsed(record, RecordHeaders.EVENT_TIME, Instant::parse, Instant.ofEpochMilli(record.timestamp()));
        String coordinates = BulkItem.coordinates(record);
        ObjectNode document = JSON.createObjectNode();
        document.put("@timestamp", time.toString());
        document.put("stage", parsed(record, RecordHeaders.STAGE, text -> text, "UNKNOWN"));
        document.put("reason", parsed(record, RecordHeaders.REASON, text -> text, "MALFORMED"));
        document.put("message", parsed(record, RecordHeaders.MESSAGE, text -> text, "No message came with it"));
        document.put("source", parsed(record, RecordHeaders.SOURCE, text -> text, coordinates));
        document.put("position", parsed(record, RecordHeaders.POSITION, Integer::valueOf, -1));
        document.putObject("log").put("type", logType(record)).put("kafka", coordinates);
        document.putObject("event").put("hash", ContentHash.of(record.value()));
        try {
            document.put(
                    "original",
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(record.value()))
                            .toString());
        } catch (CharacterCodingException e) {
            document.put("original_base64", Base64.getEncoder().encodeToString(record.value()));
        }
        try {
            return new BulkItem(
                    record,
                    logType(record),
                    indices.deadLetter(period.of(time)),
                    parsed(record, RecordHeaders.RECORD_ID, text -> text, coordinates),
                    JSON.writeValueAsBytes(document),
                    Form.BARE,
                    false,
                    BulkItem.Entry.QUARANTINED);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree can always be written", e);
        }
    }

    private static <T> T parsed(
            ConsumerRecord<String, byte[]> record, String name, Function<String, T> parser, T otherwise) {
        String text = BulkItem.header(record, name);
        try {
            return text == null ? otherwise : parser.apply(text);
        } catch (DateTimeException | NumberFormatException e) {
            return otherwise;
        }
    }

    private static Instant time(ConsumerRecord<String, byte[]> record) {
        String text = required(record, RecordHeaders.EVENT_TIME);
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new UnreadableRecordException(
                    QuarantineReason.EVENT_TIME,
                    "The header %s is '%s'; expected an ISO-8601 time".formatted(RecordHeaders.EVENT_TIME, text));
        }
    }

    private static int position(ConsumerRecord<String, byte[]> record) {
        String text = required(record, RecordHeaders.POSITION);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new UnreadableRecordException(
                    QuarantineReason.NO_IDENTITY,
                    "The header %s is '%s'; expected a whole number".formatted(RecordHeaders.POSITION, text));
        }
    }

    private static String required(ConsumerRecord<String, byte[]> record, String name) {
        String value = BulkItem.header(record, name);
        if (value == null) {
            throw new UnreadableRecordException(
                    QuarantineReason.NO_IDENTITY, "The record came without the header '%s'".formatted(name));
        }
        return value;
    }
}
