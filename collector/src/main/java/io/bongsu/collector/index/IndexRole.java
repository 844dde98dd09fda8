package io.bongsu.collector.index;

import io.bongsu.collector.CollectorConfig;
import io.bongsu.collector.logtype.LogType;
import io.bongsu.collector.logtype.LogTypes;
import io.bongsu.contracts.Topics;
import io.bongsu.kit.BongsuConfig;
import io.bongsu.kit.KafkaClients;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.opensearch.client.opensearch.OpenSearchClient;

/** Starts and stops the index role: templates and topics first, then the consumers, each begun anew should it fail. */
@Singleton
@Default
@Readiness
public final class IndexRole implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(IndexRole.class);
    private static final int RETRY_SECONDS = 2;

    private final CollectorConfig config;
    private final BongsuConfig shared;
    private final KafkaClients kafka;
    private final OpenSearchClient opensearch;
    private final LogTypes types;
    private final PipelineMetrics metrics;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<IndexWorker> workers = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger running = new AtomicInteger();

    @Inject
    IndexRole(
            CollectorConfig config,
            BongsuConfig shared,
            KafkaClients kafka,
            OpenSearchClient opensearch,
            LogTypes types,
            MeterRegistry registry) {
        this.config = config;
        this.shared = shared;
        this.kafka = kafka;
        this.opensearch = opensearch;
        this.types = types;
        this.metrics = new PipelineMetrics(registry);
    }

    void start(@Observes StartupEvent event) {
        if (config.role() == CollectorConfig.Role.INDEX) {
            for (int i = 0; i < config.index().consumers(); i++) {
                threads.add(Thread.ofPlatform().name("index-" + i).start(this::work));
            }
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        workers.forEach(IndexWorker::stop);
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        }
    }

    /** The consumer group whose commits are the pipeline's books. */
    static String group(BongsuConfig shared) {
        return shared.topicPrefix() + "index";
    }

    /** Every topic that the role reads. */
    static List<String> topics(LogTypes types, Topics names) {
        List<String> topics = new ArrayList<>();
        for (LogType type : types.all()) {
            topics.add(type.topic(names));
        }
        topics.add(names.deadLetter());
        return List.copyOf(topics);
    }

    private void work() {
        while (stopped.getCount() > 0) {
            try {
                prepareAndRun();
            } catch (IOException | RuntimeException e) {
                LOG.errorf(e, "index worker failed retry_seconds=%d", RETRY_SECONDS);
                if (awaitStop()) {
                    return;
                }
            }
        }
    }

    private void prepareAndRun() throws IOException {
        new Templates(opensearch, types, shared.indices()).install();
        List<String> topics = topics(types, shared.topics());
        kafka.ensureTopics(
                topics, Map.of("max.message.bytes", Integer.toString(KafkaClients.MAX_RECORD_BYTES + (128 << 10))));
        try (KafkaProducer<String, byte[]> deadLetters = kafka.producer()) {
            IndexWorker worker = new IndexWorker(
                    kafka.consumer(
                            group(shared),
                            Map.of(
                                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 4_000,
                                    ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 << 20,
                                    ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20,
                                    ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1,
                                    ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000,
                                    ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000)),
                    deadLetters,
                    shared.topics().deadLetter(),
                    topics,
                    new Documents(
                            types,
                            shared.topics(),
                            shared.indices(),
                            config.index().period(),
                            Clock.systemUTC()),
                    new Bulk(opensearch),
                    config.index().bulkBytes(),
                    metrics);
            workers.add(worker);
            running.incrementAndGet();
            try {
                worker.run();
            } finally {
                running.decrementAndGet();
                workers.remove(worker);
            }
        }
    }

    private boolean awaitStop() {
        try {
            return stopped.await(RETRY_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public HealthCheckResponse call() {
        boolean ready = config.role() != CollectorConfig.Role.INDEX
                || running.get() == config.index().consumers();
        return HealthCheckResponse.builder()
                .name("index")
                .status(ready)
                .withData("consumers", running.get())
                .build();
    }
}
