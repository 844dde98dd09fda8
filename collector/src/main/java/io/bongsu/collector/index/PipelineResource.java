package io.bongsu.collector.index;

import io.bongsu.collector.CollectorConfig;
import io.bongsu.collector.logtype.LogTypes;
import io.bongsu.contracts.PipelineView;
import io.bongsu.contracts.PipelineView.Counters;
import io.bongsu.kit.BongsuConfig;
import io.bongsu.kit.KafkaClients;
import io.bongsu.kit.ProblemException;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The pipeline's books over REST, read from Kafka at each call, so that any replica of the role gives the whole. */
@Singleton
@Path("/api/v1/pipeline")
public class PipelineResource {

    private static final int TIMEOUT_SECONDS = 10;

    private final CollectorConfig config;
    private final BongsuConfig shared;
    private final LogTypes types;
    private final Admin admin;

    @Inject
    PipelineResource(CollectorConfig config, BongsuConfig shared, LogTypes types, KafkaClients kafka) {
        this.config = config;
        this.shared = shared;
        this.types = types;
        this.admin = kafka.admin();
    }

    void close(@Observes ShutdownEvent event) {
        admin.close();
    }

    @GET
    @Operation(
            summary = "What became of every record read, by log type",
            description = "read = stored + suppressed + filtered + quarantined once lag is 0")
    public PipelineView pipeline() {
        if (config.role() != CollectorConfig.Role.INDEX) {
            throw ProblemException.notFound(
                    "This is a collector in the role ship; the pipeline's books are with the role index");
        }
        List<String> topics = IndexRole.topics(types, shared.topics());
        try {
            Map<String, TopicDescription> descriptions =
                    admin.describeTopics(topics).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            List<TopicPartition> partitions = descriptions.values().stream()
                    .flatMap(topic ->
                            topic.partitions().stream().map(p -> new TopicPartition(topic.name(), p.partition())))
                    .toList();
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(IndexRole.group(shared))
                    .partitionsToOffsetAndMetadata()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(partitions, OffsetSpec.latest());
            Map<TopicPartition, ListOffsetsResultInfo> starts = offsets(partitions, OffsetSpec.earliest());
            Map<String, Counters> sums = new TreeMap<>();
            types.all().forEach(type -> sums.put(type.name(), Counters.ZERO));
            long lag = 0;
            for (TopicPartition partition : partitions) {
                OffsetAndMetadata commit = committed.get(partition);
                long done = commit == null ? starts.get(partition).offset() : commit.offset();
                lag += Math.max(0, ends.get(partition).offset() - done);
                if (commit != null) {
                    Books.ofMetadata(commit.metadata())
                            .byLogType()
                            .forEach((type, c) -> sums.merge(type, c, Counters::plus));
                }
            }
            return new PipelineView(sums, lag);
        } catch (ExecutionException | TimeoutException e) {
            throw ProblemException.unavailable("Kafka did not answer in %d s (%s). See that the broker at %s runs"
                    .formatted(
                            TIMEOUT_SECONDS,
                            e.getCause() == null ? "no answer" : e.getCause().getMessage(),
                            shared.kafka().bootstrapServers()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.unavailable("The service is stopping");
        }
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(List<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException, TimeoutException {
        return admin.listOffsets(partitions.stream().collect(Collectors.toMap(p -> p, p -> spec)))
                .all()
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
