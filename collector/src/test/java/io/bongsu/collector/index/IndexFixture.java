package io.bongsu.collector.index;

import io.bongsu.collector.CollectorConfig;
import io.bongsu.collector.logtype.LogTypes;
import io.bongsu.contracts.Indices;
import io.bongsu.contracts.PipelineView.Counters;
import io.bongsu.contracts.Topics;
import io.bongsu.kit.KafkaClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.opensearch.client.opensearch.OpenSearchClient;

/** Runs the index role's own worker in this JVM and reads its books. */
public final class IndexFixture implements AutoCloseable {

    private final KafkaClients kafka;
    private final List<String> topics;
    private final String group;
    private final KafkaProducer<String, byte[]> deadLetters;
    private final IndexWorker worker;
    private final Thread thread;

    public IndexFixture(KafkaClients kafka, OpenSearchClient client, LogTypes types, Topics names, Indices indices)
            throws IOException {
        this.kafka = kafka;
        topics = IndexRole.topics(types, names);
        group = names.prefix() + "index";
        new Templates(client, types, indices).install();
        kafka.ensureTopics(topics, Map.of("max.message.bytes", Integer.toString(5 << 20)));
        deadLetters = kafka.producer();
        worker = new IndexWorker(
                kafka.consumer(group, Map.of()),
                deadLetters,
                names.deadLetter(),
                topics,
                new Documents(types, names, indices, CollectorConfig.Period.MONTH, Clock.systemUTC()),
                new Bulk(client),
                1 << 20,
                new PipelineMetrics(new SimpleMeterRegistry()));
        thread = Thread.ofPlatform().start(worker);
    }

    /** Waits until the role has committed everything that is on Kafka now, dead letters that come of it included. */
    public void awaitIdle() throws Exception {
        try (Admin admin = kafka.admin()) {
            long deadline = System.nanoTime() + 60_000_000_000L;
            while (lag(admin) > 0) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("The index role has %d records left after 60 s".formatted(lag(admin)));
                }
                thread.join(50);
                if (!thread.isAlive()) {
                    throw new AssertionError("The index worker died");
                }
            }
        }
    }

    private long lag(Admin admin) throws Exception {
        Set<TopicPartition> partitions = new HashSet<>();
        admin.describeTopics(topics).allTopicNames().get().forEach((topic, description) -> description
                .partitions()
                .forEach(p -> partitions.add(new TopicPartition(topic, p.partition()))));
        Map<TopicPartition, OffsetAndMetadata> committed = committed(admin);
        long lag = 0;
        for (var end : admin.listOffsets(
                        partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
                .all()
                .get()
                .entrySet()) {
            OffsetAndMetadata commit = committed.get(end.getKey());
            lag += end.getValue().offset() - (commit == null ? 0 : commit.offset());
        }
        return lag;
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(Admin admin) throws Exception {
        return admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
    }

    public Counters books(String logType) throws Exception {
        try (Admin admin = kafka.admin()) {
            return committed(admin).values().stream()
                    .map(commit ->
                            Books.ofMetadata(commit.metadata()).byLogType().getOrDefault(logType, Counters.ZERO))
                    .reduce(Counters.ZERO, Counters::plus);
        }
    }

    @Override
    public void close() {
        worker.stop();
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        deadLetters.close();
    }
}
