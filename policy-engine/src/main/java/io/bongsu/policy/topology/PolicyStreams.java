package io.bongsu.policy.topology;

import io.bongsu.contracts.Topics;
import io.bongsu.kit.BongsuConfig;
import io.bongsu.kit.KafkaClients;
import io.bongsu.policy.PolicyEngineConfig;
import io.bongsu.policy.PolicyTopics;
import io.bongsu.policy.catalogue.Catalogue;
import io.bongsu.policy.finding.OcsfWriter;
import io.bongsu.policy.judge.Judge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts and stops the Kafka Streams application, and knows how much it has yet to do. */
@Singleton
public final class PolicyStreams {

    private static final Logger LOG = Logger.getLogger(PolicyStreams.class);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final int RETRY_SECONDS = 2;
    private static final int WORTH_A_FETCH = 64 << 10;
    private static final int FETCH_WAIT_MILLIS = 50;

    private final BongsuConfig shared;
    private final PolicyEngineConfig config;
    private final KafkaClients kafka;
    private final PolicyTopics topicSetup;
    private final Catalogue catalogue;
    private final Books books = new Books();
    private final PolicyMetrics metrics;
    private final Judge judge;
    private final OcsfWriter ocsf;
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** Set once, by the starting thread. */
    private volatile @Nullable KafkaStreams streams;

    @Inject
    public PolicyStreams(
            BongsuConfig shared,
            PolicyEngineConfig config,
            KafkaClients kafka,
            PolicyTopics topicSetup,
            Catalogue catalogue,
            MeterRegistry registry,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.shared = shared;
        this.config = config;
        this.kafka = kafka;
        this.topicSetup = topicSetup;
        this.catalogue = catalogue;
        this.metrics = new PolicyMetrics(registry, books);
        this.ocsf = new OcsfWriter(version);
        this.judge = new Judge(
                config.opaUrl(),
                config.judging().inFlight(),
                Duration.ofMillis(config.judging().timeoutMillis()),
                config.judging().attempts(),
                Duration.ofMillis(config.judging().retryMillis()),
                Clock.systemUTC());
    }

    void onStart(@Observes StartupEvent unused) {
        start();
    }

    void onStop(@Observes ShutdownEvent unused) {
        stop();
    }

    /** Begins as soon as Kafka is there; returns at once. */
    public void start() {
        Thread.ofPlatform().name("policy-streams-start").daemon().start(this::startWhenKafkaIsThere);
    }

    /** Ends in order, and leaves the work to others. */
    public void stop() {
        stopping.countDown();
        KafkaStreams running = streams;
        if (running != null) {
            // Leaving the group at once lets the next process, or the others, go on without waiting for a timeout.
            running.close(CloseOptions.timeout(STOP)
                    .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        }
        judge.close();
        metrics.close();
    }

    /** Whether changes are being judged. */
    public boolean running() {
        KafkaStreams running = streams;
        return running != null && running.state() == KafkaStreams.State.RUNNING;
    }

    /** Changes that are not yet judged for everybody to see. */
    public long pending() {
        return books.pending();
    }

    /** Verdicts given since this process began. */
    public long evaluated() {
        return books.evaluatedCount();
    }

    private void startWhenKafkaIsThere() {
        while (stopping.getCount() > 0) {
            try {
                startNow();
                return;
            } catch (RuntimeException e) {
                LOG.errorf(e, "streams can't start retry_seconds=%d", RETRY_SECONDS);
                try {
                    if (stopping.await(RETRY_SECONDS, TimeUnit.SECONDS)) {
                        return;
                    }
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private void startNow() {
        Topics topics = shared.topics();
        topicSetup.ensure();
        PolicyTopology.Names names = new PolicyTopology.Names(
                topics.configItems(), topics.logs("cloudtrail"), topicSetup.matchedEvents(), topics.findings());
        KafkaStreams made = new KafkaStreams(
                PolicyTopology.build(names, catalogue, judge, ocsf, books, metrics, config.judging()),
                properties(),
                new CommitTellingClients(books));
        made.setUncaughtExceptionHandler(e -> {
            metrics.threadFailed();
            LOG.error("stream thread failed and is replaced", e);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        streams = made;
        made.start();
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.putAll(kafka.common());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, topicSetup.applicationId());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDirectory().toString());
        // Exactly once, so that a finding's history and first-seen time survive a crash as they are, not only its
        // verdict.
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.streams().threads());
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, (long) config.streams().commitIntervalMillis());
        properties.put(
                StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.streams().standbyReplicas());
        properties.put(
                StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) shared.kafka().replicationFactor());
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        // What waits is looked at between polls, so a poll must not be longer than that takes.
        properties.put(
                StreamsConfig.POLL_MS_CONFIG, Math.min(20L, config.judging().intervalMillis()));
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 500);
        // Changes trickle in one by one; taken a few at a time they cost the broker and this process a tenth.
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), WORTH_A_FETCH);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), FETCH_WAIT_MILLIS);
        // A process that is killed gives up its partitions after this.
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 8_000);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 2_000);
        // Nobody sees a record before its transaction is committed, and a commit sends at once what lingers.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 100);
        // The first record of a transaction is refused until the one before is wholly closed, a matter of a few
        // milliseconds; Kafka's
        // default of 100 to 1,000 ms between attempts would be most of a finding's way.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 10L);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG), 200L);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                KafkaClients.MAX_RECORD_BYTES + (64 << 10));
        return properties;
    }
}
