package io.bongsu.collector.ship;

import io.bongsu.kit.KafkaClients;
import io.bongsu.kit.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Works through the requests on the ingests topic, one after another. A request's offset is committed when all of its records are on
 * Kafka; a process that dies before that leaves it to the next one, which begins it anew.
 */
final class IngestWorker implements Runnable {

    private static final Logger LOG = Logger.getLogger(IngestWorker.class);
    private static final Duration POLL = Duration.ofMillis(300);

    /** Finished requests that can still be asked for. */
    private static final int REMEMBERED = 1_000;

    private final KafkaClients kafka;
    private final String topic;
    private final String group;
    private final Bucket bucket;
    private final Shipper shipper;
    private final Semaphore places;
    private final ShipMetrics metrics;
    private final Map<String, Ingest> known = new ConcurrentHashMap<>();
    private volatile @Nullable Consumer<String, byte[]> consumer;
    private volatile boolean stopping;

    IngestWorker(
            KafkaClients kafka,
            String topic,
            String group,
            Bucket bucket,
            Shipper shipper,
            Semaphore places,
            ShipMetrics metrics) {
        this.kafka = kafka;
        this.topic = topic;
        this.group = group;
        this.bucket = bucket;
        this.shipper = shipper;
        this.places = places;
        this.metrics = metrics;
    }

    @Nullable Ingest find(String id) {
        return known.get(id);
    }

    void remember(Ingest ingest) {
        if (known.size() > REMEMBERED) {
            known.values().removeIf(old -> old.state() == Ingest.State.done || old.state() == Ingest.State.failed);
        }
        known.put(ingest.id(), ingest);
    }

    void stop() {
        stopping = true;
        Consumer<String, byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
    }

    @Override
    public void run() {
        try (Consumer<String, byte[]> requests = kafka.consumer(
                        group,
                        Map.of(
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1,
                                // A request left by a process that died is taken up after this time.
                                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000,
                                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000));
                ExecutorService worker = Executors.newVirtualThreadPerTaskExecutor()) {
            consumer = requests;
            requests.subscribe(List.of(topic), new Finished(requests));
            while (!stopping) {
                for (ConsumerRecord<String, byte[]> request : requests.poll(POLL)) {
                    Future<?> work = worker.submit(() -> perform(request));
                    if (!await(work, requests)) {
                        return;
                    }
                    Ingest ended = find(request.key());
                    requests.commitSync(Map.of(
                            new TopicPartition(request.topic(), request.partition()),
                            new OffsetAndMetadata(request.offset() + 1, ended == null ? "" : ended.toMetadata())));
                }
            }
        } catch (WakeupException e) {
            LOG.debug("ingest worker stops");
        } finally {
            consumer = null;
        }
    }

    /** The end of a partition's last request stands in its commit, so that whoever waits for it learns of it after a restart too. */
    private final class Finished implements ConsumerRebalanceListener {

        private final Consumer<String, byte[]> requests;

        Finished(Consumer<String, byte[]> requests) {
            this.requests = requests;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            requests.committed(new HashSet<>(assigned)).values().stream()
                    .filter(Objects::nonNull)
                    .map(commit -> Ingest.ofMetadata(commit.metadata()))
                    .flatMap(Optional::stream)
                    .forEach(ingest -> known.putIfAbsent(ingest.id(), ingest));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            // Nothing is kept by partition.
        }
    }

    /** Waits for the work while staying in the group. */
    private boolean await(Future<?> work, Consumer<String, byte[]> requests) {
        Set<TopicPartition> paused = new HashSet<>();
        while (!work.isDone() && !stopping) {
            requests.pause(requests.assignment());
            paused.addAll(requests.assignment());
            ConsumerRecords<String, byte[]> none = requests.poll(POLL);
            // A partition that came during the wait gives its records again after the pause.
            for (TopicPartition partition : none.partitions()) {
                requests.seek(partition, none.records(partition).getFirst().offset());
            }
        }
        if (stopping) {
            work.cancel(true);
            return false;
        }
        paused.retainAll(requests.assignment());
        requests.resume(paused);
        return true;
    }

    private void perform(ConsumerRecord<String, byte[]> request) {
        String location = new String(request.value(), StandardCharsets.UTF_8);
        Ingest ingest = Ingest.queued(request.key(), location);
        Progress progress = new Progress(ingest);
        try (Stream<ObjectSource> objects = objects(location)) {
            ship(objects, progress);
            progress.end(Ingest.State.done, null);
        } catch (NoSuchFileException e) {
            progress.end(Ingest.State.failed, location + " is not there");
        } catch (IOException | UncheckedIOException | SdkException | ProblemException e) {
            LOG.warnf("ingest failed id=%s cause=%s", ingest.id(), e.getMessage());
            progress.end(Ingest.State.failed, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.errorf(e, "ingest failed id=%s", ingest.id());
            progress.end(Ingest.State.failed, "The service failed; its log has the cause under 'ingest failed'");
        }
    }

    private Stream<ObjectSource> objects(String location) throws IOException {
        return switch (Ingest.parse(location)) {
            case Ingest.Location.Directory directory -> {
                if (!Files.isDirectory(directory.path())) {
                    throw new NoSuchFileException(location);
                }
                yield DirectoryListing.list(directory.path());
            }
            case Ingest.Location.Prefix prefix -> bucket.list(prefix.bucket(), prefix.prefix());
        };
    }

    private void ship(Stream<ObjectSource> objects, Progress progress) throws IOException, InterruptedException {
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            ExecutorCompletionService<ShippedObject> done = new ExecutorCompletionService<>(readers);
            int open = 0;
            for (var each = objects.iterator(); each.hasNext(); ) {
                ObjectSource object = each.next();
                places.acquire();
                Future<ShippedObject> started = done.submit(() -> {
                    try {
                        return shipper.ship(object);
                    } finally {
                        places.release();
                    }
                });
                open += started.isCancelled() ? 0 : 1;
                for (Future<ShippedObject> ended = done.poll(); ended != null; ended = done.poll()) {
                    progress.add(result(ended));
                    open--;
                }
            }
            for (; open > 0; open--) {
                progress.add(result(done.take()));
            }
        }
    }

    private static ShippedObject result(Future<ShippedObject> ended) throws IOException, InterruptedException {
        try {
            return ended.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException("Reading an object failed", e.getCause());
        }
    }

    /** A request's running sum, visible to who asks for it. */
    private final class Progress {

        private final Ingest ingest;
        private ShippedObject sum = ShippedObject.NONE;

        Progress(Ingest ingest) {
            this.ingest = ingest;
            remember(ingest.with(Ingest.State.running, sum, null));
        }

        void add(ShippedObject shipped) {
            sum = sum.plus(shipped);
            metrics.count(shipped);
            remember(ingest.with(Ingest.State.running, sum, null));
        }

        void end(Ingest.State state, @Nullable String error) {
            remember(ingest.with(state, sum, error));
        }
    }
}
