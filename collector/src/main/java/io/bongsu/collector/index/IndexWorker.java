package io.bongsu.collector.index;

import io.bongsu.collector.document.DocumentWriter.Form;
import io.bongsu.collector.logtype.ContentHash;
import io.bongsu.collector.logtype.UnreadableRecordException;
import io.bongsu.contracts.QuarantineReason;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * One consumer of the index role. Takes what Kafka gives, sends it to OpenSearch, and commits the offsets with the books once every
 * record of the batch is where it belongs. While OpenSearch can't take more, the consumer stays in its group and waits.
 */
final class IndexWorker implements Runnable {

    private static final Logger LOG = Logger.getLogger(IndexWorker.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    private final Consumer<String, byte[]> consumer;
    private final Producer<String, byte[]> deadLetters;
    private final String deadLetterTopic;
    private final Collection<String> topics;
    private final Documents documents;
    private final Bulk bulk;
    private final int bulkBytes;
    private final PipelineMetrics metrics;

    private final Map<TopicPartition, Books> books = new HashMap<>();
    private final Set<TopicPartition> lost = new HashSet<>();
    private boolean waiting;
    private volatile boolean stopping;

    IndexWorker(
            Consumer<String, byte[]> consumer,
            Producer<String, byte[]> deadLetters,
            String deadLetterTopic,
            Collection<String> topics,
            Documents documents,
            Bulk bulk,
            int bulkBytes,
            PipelineMetrics metrics) {
        this.consumer = consumer;
        this.deadLetters = deadLetters;
        this.deadLetterTopic = deadLetterTopic;
        this.topics = topics;
        this.documents = documents;
        this.bulk = bulk;
        this.bulkBytes = bulkBytes;
        this.metrics = metrics;
    }

    @Override
    public void run() {
        try (consumer) {
            consumer.subscribe(topics, new Partitions());
            while (!stopping) {
                ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    lost.clear();
                    deliver(records);
                }
            }
        } catch (WakeupException e) {
            LOG.debug("index worker stops");
        }
    }

    /** Makes {@link #run} end; what isn't committed by then comes again. */
    void stop() {
        stopping = true;
        consumer.wakeup();
    }

    private void deliver(ConsumerRecords<String, byte[]> records) {
        Batch batch = new Batch(documents, deadLetters, deadLetterTopic);
        List<BulkItem> chunk = new ArrayList<>();
        int bytes = 0;
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                BulkItem item = documents.item(record, Form.PLAIN);
                chunk.add(item);
                bytes += item.document().length;
            } catch (UnreadableRecordException e) {
                batch.quarantine(record, e.reason(), String.valueOf(e.getMessage()));
            }
            if (bytes >= bulkBytes) {
                store(chunk, batch);
                chunk = new ArrayList<>();
                bytes = 0;
            }
        }
        store(chunk, batch);
        batch.awaitDeadLetters();
        commit(records, batch);
    }

    /** Sends items until each has an end: stored, already there, or quarantined. */
    private void store(List<BulkItem> items, Batch batch) {
        List<BulkItem> open = items;
        Duration wait = FIRST_WAIT;
        while (!open.isEmpty() && !stopping) {
            List<BulkItem> again = new ArrayList<>();
            String trouble = null;
            boolean progress = false;
            try {
                List<Bulk.Outcome> outcomes = bulk.create(open);
                List<BulkItem> taken = new ArrayList<>();
                for (int i = 0; i < open.size(); i++) {
                    BulkItem item = open.get(i);
                    switch (outcomes.get(i)) {
                        case Bulk.Outcome.Created created -> {
                            batch.stored(item);
                            progress = true;
                        }
                        case Bulk.Outcome.Exists exists -> taken.add(item);
                        case Bulk.Outcome.Refused refused -> {
                            mend(item, refused.message(), batch, again);
                            progress = true;
                        }
                        case Bulk.Outcome.TryAgain later -> {
                            again.add(item);
                            trouble = later.message();
                        }
                    }
                }
                if (!taken.isEmpty()) {
                    compare(taken, batch, again);
                    progress = true;
                }
            } catch (IOException e) {
                // Nothing is known of the documents; creating them again is harmless. Those with an end already are not
                // sent again.
                again = open.stream().filter(item -> !batch.ended(item)).toList();
                trouble = "OpenSearch can't be reached: " + e;
            }
            open = again;
            if (trouble != null) {
                LOG.warnf(
                        "opensearch takes no documents now waiting_ms=%d documents=%d cause=%s",
                        wait.toMillis(), open.size(), trouble);
                metrics.waited();
                pause(wait);
                wait = progress ? FIRST_WAIT : longer(wait);
            }
        }
    }

    /** OpenSearch refused the document: next a mended form, then the bare text, then quarantine. */
    private void mend(BulkItem item, String refusal, Batch batch, List<BulkItem> again) {
        if (item.form() == Form.BARE) {
            batch.quarantine(item.record(), QuarantineReason.REJECTED, "OpenSearch refused the document: " + refusal);
            return;
        }
        Form next = item.form() == Form.PLAIN ? Form.MENDED : Form.BARE;
        LOG.debugf("document mended form=%s index=%s cause=%s", next, item.index(), refusal);
        again.add(item.in(next, documents.item(item.record(), next).document()));
    }

    /** The ids are taken: by the same record (a repetition), by this very offset (a crash's repetition), or by different content. */
    private void compare(List<BulkItem> taken, Batch batch, List<BulkItem> again) throws IOException {
        List<Bulk.Stored> stored = bulk.stored(taken);
        for (int i = 0; i < taken.size(); i++) {
            BulkItem item = taken.get(i);
            Bulk.Stored there = stored.get(i);
            String hash = ContentHash.of(item.record().value());
            if (there == null) {
                again.add(item);
            } else if (there.kafka().equals(BulkItem.coordinates(item.record()))) {
                batch.stored(item);
            } else if (there.hash().equals(hash)) {
                batch.suppressed(item);
            } else if (item.conflicting()) {
                throw new IllegalStateException("Document %s in %s bears a content hash that is not its content's"
                        .formatted(item.id(), item.index()));
            } else {
                again.add(item.beside(item.id() + "~" + hash));
            }
        }
    }

    private void commit(ConsumerRecords<String, byte[]> records, Batch batch) {
        if (stopping) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        Map<TopicPartition, Books> kept = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            if (lost.contains(partition)) {
                continue;
            }
            Books sum = books.getOrDefault(partition, Books.EMPTY).plus(batch.counters(partition));
            kept.put(partition, sum);
            long next = records.records(partition).getLast().offset() + 1;
            offsets.put(partition, new OffsetAndMetadata(next, sum.toMetadata()));
        }
        try {
            consumer.commitSync(offsets);
            books.putAll(kept);
            kept.keySet().forEach(partition -> metrics.count(batch.counters(partition)));
        } catch (CommitFailedException | RebalanceInProgressException e) {
            // Another consumer has the partitions now and will find the documents stored, by these very offsets.
            LOG.warnf("offsets not committed partitions=%s cause=%s", offsets.keySet(), e.getMessage());
        }
    }

    /** Waits without leaving the consumer group. */
    private void pause(Duration wait) {
        waiting = true;
        consumer.pause(consumer.assignment());
        try {
            Instant end = Instant.now().plus(wait);
            for (Duration left = wait; left.isPositive() && !stopping; left = Duration.between(Instant.now(), end)) {
                ConsumerRecords<String, byte[]> none = consumer.poll(left);
                if (!none.isEmpty()) {
                    throw new IllegalStateException("Paused partitions gave records: " + none.partitions());
                }
            }
        } finally {
            waiting = false;
            consumer.resume(consumer.assignment());
        }
    }

    private static Duration longer(Duration wait) {
        Duration doubled = wait.multipliedBy(2);
        return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    }

    /** Reads a partition's books when it comes, forgets them when it goes. */
    private final class Partitions implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            consumer.committed(new HashSet<>(assigned))
                    .forEach((partition, committed) -> books.put(
                            partition, committed == null ? Books.EMPTY : Books.ofMetadata(committed.metadata())));
            if (waiting) {
                consumer.pause(assigned);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            lost.addAll(revoked);
            revoked.forEach(books::remove);
        }
    }
}
