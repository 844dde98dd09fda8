package io.bongsu.policy.topology;

import io.bongsu.policy.PolicyEngineConfig;
import io.bongsu.policy.PolicyTopics;
import io.bongsu.policy.catalogue.Catalogue;
import io.bongsu.policy.finding.OcsfWriter;
import io.bongsu.policy.judge.Judge;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The processors and stores:
 *
 * <pre>
 * logs.cloudtrail ─► filter ─► matched events ─► event intake ─┐
 *                                                              ├─► judging ─► findings
 * config.items ────► item intake ──────────────────────────────┘
 * </pre>
 */
final class PolicyTopology {

    /** Resource key to its newest item. */
    static final String RESOURCES = "resources";

    /** What waits to be judged; see {@link Waiting}. */
    static final String PENDING = "pending";

    /** What is remembered of each finding; see {@link Findings}. */
    static final String FINDINGS = "findings";

    private PolicyTopology() {}

    /** The topics it reads and writes. */
    record Names(String items, String cloudtrail, String matched, String findings) {}

    static Topology build(
            Names topics,
            Catalogue catalogue,
            Judge judge,
            OcsfWriter ocsf,
            Books books,
            PolicyMetrics metrics,
            PolicyEngineConfig.Judging config) {
        int batchSize = config.batchSize();
        Duration interval = Duration.ofMillis(config.intervalMillis());
        Topology topology = new Topology();
        topology.addSource("logs", new StringDeserializer(), new ByteArrayDeserializer(), topics.cloudtrail());
        topology.addProcessor("filter", () -> new EventFilter(catalogue, metrics), "logs");
        topology.addSink("matched-out", topics.matched(), new StringSerializer(), new ByteArraySerializer(), "filter");

        topology.addSource("matched-in", new StringDeserializer(), new ByteArrayDeserializer(), topics.matched());
        topology.addSource("items", new StringDeserializer(), new ByteArrayDeserializer(), topics.items());
        topology.addProcessor("event-intake", EventIntake::new, "matched-in");
        topology.addProcessor("item-intake", () -> new ItemIntake(metrics), "items");
        topology.addProcessor(
                "judging",
                () -> new Judging(catalogue, judge, ocsf, books, metrics, batchSize, interval),
                "event-intake",
                "item-intake");
        topology.addSink(
                "findings-out", topics.findings(), new StringSerializer(), new ByteArraySerializer(), "judging");
        topology.addStateStore(store(RESOURCES), "item-intake", "judging");
        topology.addStateStore(store(PENDING), "judging");
        topology.addStateStore(store(FINDINGS), "judging");
        return topology;
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                // An item is as large as a record may be; a changelog's records must be able to hold it.
                .withLoggingEnabled(Map.of("max.message.bytes", Integer.toString(PolicyTopics.MAX_MESSAGE_BYTES)));
    }
}
