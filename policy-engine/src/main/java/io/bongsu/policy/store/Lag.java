package io.bongsu.policy.store;

import io.bongsu.contracts.Topics;
import io.bongsu.kit.BongsuConfig;
import io.bongsu.kit.KafkaClients;
import io.bongsu.policy.PolicyTopics;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.jspecify.annotations.Nullable;

/** How many records on Kafka the engine has yet to take. */
@Singleton
public final class Lag {

    private static final long TIMEOUT_SECONDS = 10;

    private final KafkaClients kafka;
    private final PolicyTopics groups;
    private final Topics topics;

    /** Guarded by this; made when first asked, because Kafka need not be there at start. */
    private @Nullable Admin admin;

    @Inject
    public Lag(KafkaClients kafka, PolicyTopics groups, BongsuConfig config) {
        this.kafka = kafka;
        this.groups = groups;
        this.topics = config.topics();
    }

    /**
     * Records that no committed transaction of the topology has taken.
     *
     * @throws StoreException when Kafka doesn't answer
     */
    public long ofTopology() {
        return of(
                groups.applicationId(),
                List.of(topics.configItems(), topics.logs("cloudtrail"), groups.matchedEvents()));
    }

    /**
     * Findings and items that OpenSearch has not confirmed.
     *
     * @throws StoreException when Kafka doesn't answer
     */
    public long ofIndexing() {
        return of(groups.findingsGroup(), List.of(topics.findings()))
                + of(groups.resourcesGroup(), List.of(topics.configItems()));
    }

    private long of(String group, List<String> names) {
        try {
            Admin client = client();
            Map<TopicPartition, OffsetAndMetadata> committed = client.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
            for (TopicDescription topic : client.describeTopics(names)
                    .allTopicNames()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .values()) {
                for (TopicPartitionInfo partition : topic.partitions()) {
                    partitions.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest());
                }
            }
            // Without regard to open transactions: what is sent and not yet committed is yet to be taken, too.
            var ends = client.listOffsets(partitions).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            partitions.replaceAll((partition, unused) -> OffsetSpec.earliest());
            var begins = client.listOffsets(partitions).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            long lag = 0;
            for (TopicPartition partition : partitions.keySet()) {
                long begin = begins.get(partition).offset();
                OffsetAndMetadata at = committed.get(partition);
                long from = at == null ? begin : Math.max(begin, at.offset());
                lag += Math.max(0, ends.get(partition).offset() - from);
            }
            return lag;
        } catch (ExecutionException | TimeoutException e) {
            throw new StoreException("Kafka does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted while Kafka was asked", e);
        }
    }

    private synchronized Admin client() {
        if (admin == null) {
            admin = kafka.admin();
        }
        return admin;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close();
        }
    }
}
