package io.bongsu.collector.ship;

import io.bongsu.collector.codec.BrokenStreamException;
import io.bongsu.collector.codec.Codec;
import io.bongsu.collector.codec.Piece;
import io.bongsu.collector.codec.RecordCodec;
import io.bongsu.collector.deadletter.DeadLetter;
import io.bongsu.collector.logtype.IdentifiedRecord;
import io.bongsu.collector.logtype.LogType;
import io.bongsu.collector.logtype.LogTypes;
import io.bongsu.collector.logtype.SourceObject;
import io.bongsu.collector.logtype.UnreadableRecordException;
import io.bongsu.contracts.QuarantineReason;
import io.bongsu.contracts.RecordHeaders;
import io.bongsu.contracts.Topics;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Reads one object and puts its records on Kafka. What can't be read goes to the dead-letter topic and reading goes on. Safe for use by
 * several threads; holds one record of each object in memory.
 */
final class Shipper {

    /** How much of an object is looked at where its key says nothing. */
    private static final int PEEK = 4 << 10;

    private final LogTypes types;
    private final Topics topics;
    private final Producer<String, byte[]> producer;
    private final int maxRecordBytes;
    private final Clock clock;

    Shipper(LogTypes types, Topics topics, Producer<String, byte[]> producer, int maxRecordBytes, Clock clock) {
        this.types = types;
        this.topics = topics;
        this.producer = producer;
        this.maxRecordBytes = maxRecordBytes;
        this.clock = clock;
    }

    /**
     * Ships an object.
     *
     * @return what was read, once Kafka has acknowledged all of it
     * @throws IOException when the object can't be read to its end or Kafka doesn't take it; shipping it again is safe
     */
    ShippedObject ship(ObjectSource source) throws IOException {
        SourceObject object = source.object();
        if (types.ignores(object.key())) {
            return new ShippedObject(1, 0, Map.of(), 0);
        }
        ObjectSource.Content content = source.open();
        try (Counting stored = new Counting(content.stream())) {
            Reading reading = new Reading(object, content.modified(), new Delivery(producer));
            reading.read(stored);
            reading.delivery.await();
            return new ShippedObject(
                    1,
                    stored.bytes,
                    reading.records == 0 ? Map.of() : Map.of(reading.typeName(), reading.records),
                    reading.quarantined);
        }
    }

    /** One object being read. */
    private final class Reading {

        private final SourceObject object;
        private final Instant modified;
        private final Delivery delivery;
        private @Nullable LogType type;
        private long records;
        private long quarantined;
        private int position = -1;

        Reading(SourceObject object, Instant modified, Delivery delivery) {
            this.object = object;
            this.modified = modified;
            this.delivery = delivery;
        }

        void read(InputStream stored) throws IOException {
            type = types.byKey(object.key()).orElse(null);
            try (InputStream plain = new BufferedInputStream(Codec.decompress(stored, object.key()), 64 << 10)) {
                if (type == null) {
                    byte[] beginning = peek(plain);
                    type = types.byContent(new String(beginning, StandardCharsets.ISO_8859_1))
                            .orElse(null);
                    if (type == null) {
                        unknown(beginning);
                        return;
                    }
                }
                RecordCodec codec = type.codec().open(plain, maxRecordBytes);
                for (Piece piece = codec.next(); piece != null; piece = codec.next()) {
                    position = piece.position();
                    take(type, piece);
                }
            } catch (BrokenStreamException e) {
                quarantine(e.reason(), String.valueOf(e.getMessage()), new byte[0], position + 1);
            }
        }

        private void unknown(byte[] beginning) throws IOException {
            if (beginning.length == 0) {
                quarantine(QuarantineReason.EMPTY, "The object has no bytes; expected records", beginning, -1);
            } else {
                quarantine(
                        QuarantineReason.UNKNOWN_LOG_TYPE,
                        "No log type knows the key or the beginning of the content; known are "
                                + types.all().stream().map(LogType::name).toList(),
                        beginning,
                        -1);
            }
        }

        private void take(LogType recognised, Piece piece) throws IOException {
            switch (piece) {
                case Piece.Broken broken ->
                    quarantine(broken.reason(), broken.message(), broken.bytes(), broken.position());
                case Piece.Record record -> {
                    Optional<IdentifiedRecord> identified = identify(recognised, record);
                    if (identified.isPresent()) {
                        delivery.send(toKafka(recognised, identified.get()));
                        records++;
                    }
                }
            }
        }

        private Optional<IdentifiedRecord> identify(LogType recognised, Piece.Record record) throws IOException {
            try {
                return Optional.of(recognised.identify(record, object, clock.instant()));
            } catch (UnreadableRecordException e) {
                boolean envelope = record.alone()
                        && recognised.codec() instanceof Codec.Json json
                        && json.records() != null
                        && e.reason() != QuarantineReason.MALFORMED;
                quarantine(
                        envelope ? QuarantineReason.MISSING_RECORDS : e.reason(),
                        envelope
                                ? "The object is neither an envelope with a list of records nor a record: "
                                        + e.getMessage()
                                : String.valueOf(e.getMessage()),
                        record.bytes(),
                        record.position());
                return Optional.empty();
            }
        }

        private ProducerRecord<String, byte[]> toKafka(LogType recognised, IdentifiedRecord record) {
            ProducerRecord<String, byte[]> message =
                    new ProducerRecord<>(recognised.topic(topics), record.key(), record.bytes());
            Headers headers = message.headers();
            put(headers, RecordHeaders.LOG_TYPE, recognised.name());
            put(headers, RecordHeaders.ACCOUNT, record.account());
            put(headers, RecordHeaders.REGION, record.region());
            put(headers, RecordHeaders.SOURCE, object.uri());
            put(headers, RecordHeaders.POSITION, Integer.toString(record.position()));
            put(headers, RecordHeaders.RECORD_ID, record.id());
            put(headers, RecordHeaders.EVENT_TIME, record.time().toString());
            if (record.schema() != null) {
                put(headers, RecordHeaders.SCHEMA, record.schema());
            }
            return message;
        }

        private void quarantine(QuarantineReason reason, String message, byte[] evidence, int place)
                throws IOException {
            DeadLetter letter = new DeadLetter(
                    DeadLetter.Stage.SHIP, typeName(), reason, message, object.uri(), place, modified, evidence);
            delivery.send(letter.toKafka(topics.deadLetter()));
            quarantined++;
        }

        private String typeName() {
            return type == null ? LogTypes.UNKNOWN : type.name();
        }
    }

    /** One read, no more: a second could meet the end of a damaged stream before its good records were taken. */
    private static byte[] peek(InputStream in) throws IOException {
        byte[] beginning = new byte[PEEK];
        in.mark(PEEK);
        int n = in.read(beginning, 0, PEEK);
        in.reset();
        return Arrays.copyOf(beginning, Math.max(n, 0));
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8)));
    }

    /** Counts the bytes as stored. */
    private static final class Counting extends FilterInputStream {
        private long bytes;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            bytes += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            bytes += Math.max(n, 0);
            return n;
        }
    }
}
