package io.bongsu.policy.store;

import io.bongsu.policy.PolicyEngineConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * From one topic into OpenSearch. An offset is committed only after OpenSearch has confirmed what stands before it. While OpenSearch can't
 * take documents the consumer is paused and polled, so that it keeps its partitions.
 */
final class IndexWorker implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(IndexWorker.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<String, byte[]> consumer;
    private final DocumentMaker maker;
    private final BulkWriter writer;
    private final IndexMetrics metrics;
    private final int bulkBytes;
    private final Duration retry;
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final List<ConsumerRecord<String, byte[]>> held = new ArrayList<>();
    private volatile boolean stopping;

    /** The consumer is this worker's own from here on. */
    IndexWorker(
            KafkaConsumer<String, byte[]> consumer,
            String topic,
            DocumentMaker maker,
            BulkWriter writer,
            IndexMetrics metrics,
            PolicyEngineConfig.Indexing config) {
        this.consumer = consumer;
        this.maker = maker;
        this.writer = writer;
        this.metrics = metrics;
        this.bulkBytes = config.bulkBytes();
        this.retry = Duration.ofMillis(config.retryMillis());
        consumer.subscribe(List.of(topic));
    }

    /** Until {@link #stop}. */
    void run() {
        try {
            while (!stopping) {
                List<Document> bulk = new ArrayList<>();
                int bytes = 0;
                for (ConsumerRecord<String, byte[]> record : next()) {
                    for (Document document : maker.documents(record)) {
                        bulk.add(document);
                        bytes += document.json().length;
                    }
                    if (bytes >= bulkBytes) {
                        store(bulk);
                        bulk = new ArrayList<>();
                        bytes = 0;
                    }
                }
                store(bulk);
                commit();
            }
        } catch (WakeupException e) {
            // Stopped: what isn't committed comes again.
            LOG.debug("index worker stops");
        }
    }

    /** From another thread. */
    void stop() {
        stopping = true;
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private List<ConsumerRecord<String, byte[]>> next() {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>(held);
        held.clear();
        consumer.poll(POLL).forEach(records::add);
        return records;
    }

    private void store(List<Document> documents) {
        List<Document> left = documents;
        while (!left.isEmpty()) {
            try {
                left = writer.write(left);
            } catch (IOException e) {
                LOG.warnf("documents can't be stored now count=%d reason=%s", left.size(), e.getMessage());
            }
            if (!left.isEmpty()) {
                metrics.waited();
                standBy();
            }
        }
    }

    private void standBy() {
        consumer.pause(consumer.assignment());
        // A rebalance meanwhile can hand over partitions that aren't paused; their records have their turn later.
        consumer.poll(retry).forEach(held::add);
        consumer.resume(consumer.assignment());
    }

    /** Positions, not records' offsets: a transaction's marker has an offset too, and would look like lag for ever. */
    private void commit() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            long position = consumer.position(partition);
            if (!Long.valueOf(position).equals(committed.put(partition, position))) {
                offsets.put(partition, new OffsetAndMetadata(position));
            }
        }
        committed.keySet().retainAll(consumer.assignment());
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets);
        } catch (CommitFailedException | RebalanceInProgressException e) {
            // Another process has the partitions now and stores the same documents again, to the same effect.
            LOG.warnf("offsets can't be committed reason=%s", e.getMessage());
            committed.clear();
        }
    }
}
