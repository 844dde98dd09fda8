package io.bongsu.policy;

import io.bongsu.contracts.Topics;
import io.bongsu.kit.BongsuConfig;
import io.bongsu.kit.KafkaClients;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The topics that the engine reads and writes, and the names of its consumer groups. */
@Singleton
public final class PolicyTopics {

    /** As the collector makes its topics: a record and its headers. */
    public static final int MAX_MESSAGE_BYTES = KafkaClients.MAX_RECORD_BYTES + (128 << 10);

    private final Topics topics;
    private final KafkaClients kafka;

    @Inject
    public PolicyTopics(BongsuConfig config, KafkaClients kafka) {
        this.topics = config.topics();
        this.kafka = kafka;
    }

    /**
     * Makes those that are missing, those of the collector too: whichever service starts first must not wait for the other.
     *
     * @throws RuntimeException when Kafka can't be reached; worth trying again
     */
    public void ensure() {
        String bytes = Integer.toString(MAX_MESSAGE_BYTES);
        kafka.ensureTopics(
                List.of(topics.configItems(), topics.logs("cloudtrail"), matchedEvents()),
                Map.of("max.message.bytes", bytes));
        kafka.ensureTopics(
                List.of(topics.findings()),
                Map.of(
                        "cleanup.policy",
                        "compact",
                        // A status that is overwritten must reach the history first.
                        "min.compaction.lag.ms",
                        Long.toString(Duration.ofDays(7).toMillis()),
                        "max.message.bytes",
                        bytes));
    }

    /** The Streams application's consumer group, which is also what its internal topics are named by. */
    public String applicationId() {
        return topics.prefix() + "policy-engine";
    }

    /** CloudTrail records that a guardrail asks for, keyed by their identity. */
    public String matchedEvents() {
        return applicationId() + "-matched-events";
    }

    /** The consumer group that stores findings. */
    public String findingsGroup() {
        return applicationId() + "-findings";
    }

    /** The consumer group that stores resources. */
    public String resourcesGroup() {
        return applicationId() + "-resources";
    }
}
