package io.bongsu.policy.store;

import io.bongsu.contracts.Indices;
import io.bongsu.contracts.Topics;
import io.bongsu.kit.BongsuConfig;
import io.bongsu.kit.KafkaClients;
import io.bongsu.policy.PolicyEngineConfig;
import io.bongsu.policy.PolicyTopics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jboss.logging.Logger;
import org.opensearch.client.opensearch.OpenSearchClient;

/** Runs the two consumers that store findings and resources, and begins again when one fails. */
@Singleton
public final class PolicyIndexing {

    private static final Logger LOG = Logger.getLogger(PolicyIndexing.class);
    private static final int RETRY_SECONDS = 2;

    /** How long few records wait for more: a bulk costs OpenSearch a write to disk, whether it holds one document or a thousand. */
    private static final Duration FINDINGS_LINGER = Duration.ofMillis(100);

    /** Nobody waits for a resource as for a finding. */
    private static final Duration RESOURCES_LINGER = Duration.ofMillis(500);

    private static final int WORTH_A_BULK = 256 << 10;
    private static final long STOP_MILLIS = 10_000;

    private final BongsuConfig shared;
    private final PolicyEngineConfig config;
    private final KafkaClients kafka;
    private final PolicyTopics topics;
    private final OpenSearchCalls calls;
    private final IndexMetrics metrics;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final List<IndexWorker> workers = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    private volatile boolean templatesInPlace;

    @Inject
    public PolicyIndexing(
            BongsuConfig shared,
            PolicyEngineConfig config,
            KafkaClients kafka,
            PolicyTopics topics,
            OpenSearchClient openSearch,
            MeterRegistry registry) {
        this.shared = shared;
        this.config = config;
        this.kafka = kafka;
        this.topics = topics;
        this.calls = new OpenSearchCalls(openSearch);
        this.metrics = new IndexMetrics(registry);
    }

    void onStart(@Observes StartupEvent unused) {
        start();
    }

    void onStop(@Observes ShutdownEvent unused) throws InterruptedException {
        stop();
    }

    /** Begins as soon as Kafka and OpenSearch are there; returns at once. */
    public void start() {
        Topics names = shared.topics();
        Indices indices = shared.indices();
        run("findings-index", topics.findingsGroup(), names.findings(), new FindingDocuments(indices), FINDINGS_LINGER);
        run(
                "resources-index",
                topics.resourcesGroup(),
                names.configItems(),
                new ResourceDocuments(indices),
                RESOURCES_LINGER);
    }

    /** Ends in order; what isn't confirmed comes again. */
    public void stop() throws InterruptedException {
        stopping.countDown();
        workers.forEach(IndexWorker::stop);
        for (Thread thread : threads) {
            thread.join(STOP_MILLIS);
        }
    }

    /** Whether documents are stored with the mappings that searching needs. */
    public boolean templatesInPlace() {
        return templatesInPlace;
    }

    private void run(String name, String group, String topic, DocumentMaker maker, Duration linger) {
        Thread thread = Thread.ofPlatform().name(name).daemon().unstarted(() -> {
            while (stopping.getCount() > 0) {
                try {
                    prepareAndIndex(group, topic, maker, linger);
                } catch (IOException | RuntimeException e) {
                    LOG.errorf(e, "indexing failed group=%s retry_seconds=%d", group, RETRY_SECONDS);
                    pause();
                }
            }
        });
        threads.add(thread);
        thread.start();
    }

    private void prepareAndIndex(String group, String topic, DocumentMaker maker, Duration linger) throws IOException {
        new IndexTemplates(calls, shared.indices()).install();
        templatesInPlace = true;
        topics.ensure();
        try (IndexWorker worker = new IndexWorker(
                kafka.consumer(
                        group,
                        Map.of(
                                // A finding of a transaction that is given up must never be seen.
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                "read_committed",
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                config.indexing().bulkRecords(),
                                ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                                WORTH_A_BULK,
                                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                                (int) linger.toMillis(),
                                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                                (int) Duration.ofSeconds(8).toMillis(),
                                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                                (int) Duration.ofSeconds(2).toMillis())),
                topic,
                maker,
                new BulkWriter(calls, metrics),
                metrics,
                config.indexing())) {
            workers.add(worker);
            try {
                if (stopping.getCount() > 0) {
                    worker.run();
                }
            } finally {
                workers.remove(worker);
            }
        }
    }

    private void pause() {
        try {
            if (stopping.await(RETRY_SECONDS, TimeUnit.SECONDS)) {
                LOG.debug("indexing stops");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
