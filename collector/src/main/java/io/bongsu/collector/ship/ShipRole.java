package io.bongsu.collector.ship;

import io.bongsu.collector.CollectorConfig;
import io.bongsu.collector.logtype.LogType;
import io.bongsu.collector.logtype.LogTypes;
import io.bongsu.contracts.Topics;
import io.bongsu.kit.BongsuConfig;
import io.bongsu.kit.KafkaClients;
import io.bongsu.kit.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/** Starts and stops the ship role: topics first, then one worker a queue and one for requests. */
@Singleton
@Default
@Readiness
public final class ShipRole implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(ShipRole.class);
    private static final int RETRY_SECONDS = 2;

    private final CollectorConfig config;
    private final BongsuConfig shared;
    private final KafkaClients kafka;
    private final LogTypes types;
    private final Bucket bucket;
    private final ShipMetrics metrics;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<QueueWorker> queues = new ArrayList<>();
    private volatile @Nullable IngestWorker ingests;
    private volatile @Nullable Producer<String, byte[]> producer;
    private @Nullable Thread main;

    @Inject
    ShipRole(
            CollectorConfig config,
            BongsuConfig shared,
            KafkaClients kafka,
            LogTypes types,
            Bucket bucket,
            MeterRegistry registry) {
        this.config = config;
        this.shared = shared;
        this.kafka = kafka;
        this.types = types;
        this.bucket = bucket;
        this.metrics = new ShipMetrics(registry);
    }

    void start(@Observes StartupEvent event) {
        if (config.role() == CollectorConfig.Role.SHIP) {
            main = Thread.ofPlatform().name("ship").start(this::work);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        queues.forEach(QueueWorker::stop);
        IngestWorker worker = ingests;
        if (worker != null) {
            worker.stop();
        }
        if (main != null) {
            main.join(TimeUnit.SECONDS.toMillis(10));
        }
        Producer<String, byte[]> open = producer;
        if (open != null) {
            open.close();
        }
    }

    /**
     * Puts a request on the ingests topic.
     *
     * @return the request, once Kafka has it
     */
    Ingest request(String location) {
        Ingest.Location parsed = Ingest.parse(location);
        if (parsed instanceof Ingest.Location.Directory && !config.ship().directories()) {
            throw ProblemException.badRequest(
                    "location is the directory '%s', but this installation reads buckets only; set COLLECTOR_SHIP_DIRECTORIES=true where ship and files share a machine"
                            .formatted(location));
        }
        Producer<String, byte[]> open = producer;
        IngestWorker worker = ingests;
        if (open == null || worker == null) {
            throw ProblemException.unavailable("The ship role is not ready yet; ask again in a few seconds");
        }
        Ingest ingest = Ingest.queued(UUID.randomUUID().toString(), location);
        worker.remember(ingest);
        try {
            open.send(new ProducerRecord<>(
                            shared.topics().ingests(), ingest.id(), location.getBytes(StandardCharsets.UTF_8)))
                    .get(30, TimeUnit.SECONDS);
            return ingest;
        } catch (ExecutionException | TimeoutException e) {
            throw ProblemException.unavailable("Kafka did not take the request: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.unavailable("The service is stopping");
        }
    }

    @Nullable Ingest find(String id) {
        IngestWorker worker = ingests;
        return worker == null ? null : worker.find(id);
    }

    boolean here() {
        return config.role() == CollectorConfig.Role.SHIP;
    }

    private void work() {
        while (stopped.getCount() > 0) {
            try {
                prepare();
                IngestWorker worker = ingests;
                if (worker != null) {
                    worker.run();
                }
            } catch (RuntimeException e) {
                LOG.errorf(e, "ship failed retry_seconds=%d", RETRY_SECONDS);
                if (awaitStop()) {
                    return;
                }
            }
        }
    }

    /** What is needed once; done again only as far as it isn't yet. */
    private void prepare() {
        if (ingests != null) {
            return;
        }
        Topics topics = shared.topics();
        List<String> names = new ArrayList<>();
        types.all().stream().map((LogType type) -> type.topic(topics)).forEach(names::add);
        names.add(topics.deadLetter());
        names.add(topics.ingests());
        kafka.ensureTopics(
                names, Map.of("max.message.bytes", Integer.toString(KafkaClients.MAX_RECORD_BYTES + (128 << 10))));
        Producer<String, byte[]> shared = kafka.producer();
        producer = shared;
        Shipper shipper = new Shipper(types, topics, shared, config.ship().maxRecordBytes(), Clock.systemUTC());
        Semaphore places = new Semaphore(config.ship().concurrency());
        for (String queue : config.ship().queues().orElse(List.of())) {
            QueueWorker worker = new QueueWorker(
                    queue,
                    sqs(),
                    bucket,
                    shipper,
                    shared,
                    topics.deadLetter(),
                    config.ship().visibilitySeconds(),
                    places,
                    metrics);
            queues.add(worker);
            Thread.ofPlatform().name("queue-" + queues.size()).daemon().start(worker);
        }
        ingests = new IngestWorker(kafka, topics.ingests(), topics.prefix() + "ship", bucket, shipper, places, metrics);
    }

    private SqsClient sqs() {
        SqsClientBuilder builder = SqsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder());
        config.ship().sqsEndpoint().ifPresent(builder::endpointOverride);
        return builder.build();
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
        return HealthCheckResponse.builder()
                .name("ship")
                .status(!here() || ingests != null)
                .build();
    }
}
