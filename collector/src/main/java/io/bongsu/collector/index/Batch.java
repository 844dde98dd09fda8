package io.bongsu.collector.index;

import io.bongsu.collector.deadletter.DeadLetter;
import io.bongsu.collector.document.DocumentWriter.Form;
import io.bongsu.contracts.PipelineView.Counters;
import io.bongsu.contracts.QuarantineReason;
import io.bongsu.contracts.RecordHeaders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/** What became of the records between two commits. */
final class Batch {

    private final Documents documents;
    private final Producer<String, byte[]> deadLetters;
    private final String deadLetterTopic;
    private final Map<TopicPartition, Map<String, Counters>> counters = new HashMap<>();
    private final Set<ConsumerRecord<String, byte[]>> ended = new HashSet<>();
    private final List<Future<?>> sent = new ArrayList<>();

    Batch(Documents documents, Producer<String, byte[]> deadLetters, String deadLetterTopic) {
        this.documents = documents;
        this.deadLetters = deadLetters;
        this.deadLetterTopic = deadLetterTopic;
    }

    void stored(BulkItem item) {
        boolean quarantined = item.entry() == BulkItem.Entry.QUARANTINED;
        count(
                item.record(),
                new Counters(
                        1,
                        quarantined ? 0 : 1,
                        0,
                        0,
                        quarantined ? 1 : 0,
                        item.conflicting() ? 1 : 0,
                        !quarantined && item.form() != Form.PLAIN ? 1 : 0));
    }

    void suppressed(BulkItem item) {
        count(item.record(), new Counters(1, 0, 1, 0, 0, 0, 0));
    }

    void quarantine(ConsumerRecord<String, byte[]> record, QuarantineReason reason, String message) {
        if (record.topic().equals(deadLetterTopic)) {
            throw new IllegalStateException("A dead letter can't be stored (partition %d, offset %d): %s"
                    .formatted(record.partition(), record.offset(), message));
        }
        DeadLetter letter = new DeadLetter(
                DeadLetter.Stage.INDEX,
                documents.logType(record),
                reason,
                message,
                Objects.requireNonNullElse(BulkItem.header(record, RecordHeaders.SOURCE), BulkItem.coordinates(record)),
                place(record),
                Instant.ofEpochMilli(record.timestamp()),
                record.value());
        sent.add(deadLetters.send(letter.toKafka(deadLetterTopic)));
        count(record, new Counters(1, 0, 0, 0, 1, 0, 0));
    }

    private static int place(ConsumerRecord<String, byte[]> record) {
        String position = BulkItem.header(record, RecordHeaders.POSITION);
        return position != null && position.matches("\\d{1,9}") ? Integer.parseInt(position) : -1;
    }

    private void count(ConsumerRecord<String, byte[]> record, Counters one) {
        ended.add(record);
        if (documents.countedBefore(record)) {
            return;
        }
        counters.computeIfAbsent(new TopicPartition(record.topic(), record.partition()), p -> new HashMap<>())
                .merge(documents.logType(record), one, Counters::plus);
    }

    boolean ended(BulkItem item) {
        return ended.contains(item.record());
    }

    Map<String, Counters> counters(TopicPartition partition) {
        return counters.getOrDefault(partition, Map.of());
    }

    void awaitDeadLetters() {
        try {
            for (Future<?> send : sent) {
                send.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while dead letters were sent", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A dead letter could not be sent; its batch is taken again", e.getCause());
        }
    }
}
