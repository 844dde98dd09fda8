package io.bongsu.factory.trail;

import io.bongsu.factory.drift.Change;
import io.bongsu.factory.drift.Comparison;
import io.bongsu.factory.quota.Pause;
import io.bongsu.factory.workflow.Failure;
import io.bongsu.kit.database.DatabaseException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows the topic of CloudTrail records and has compared whatever somebody else changed. A record counts as read once it is compared, so
 * a record may be compared twice, which changes nothing.
 */
public final class TrailConsumer implements Runnable {

    /** What its consumer needs beside the usual. */
    public static final Map<String, Object> PROPERTIES = Map.of(
            ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 900_000,
            // A topic that isn't there yet is found soon after it is made.
            ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);

    private static final Logger LOG = Logger.getLogger(TrailConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final String topic;
    private final Comparison comparison;
    private final Failure.Classifier failures;
    private final MeterRegistry meters;
    private volatile @Nullable Consumer<String, byte[]> current;
    private volatile boolean stopping;

    public TrailConsumer(
            Supplier<Consumer<String, byte[]>> consumers,
            String topic,
            Comparison comparison,
            Failure.Classifier failures,
            MeterRegistry meters) {
        this.consumers = consumers;
        this.topic = topic;
        this.comparison = comparison;
        this.failures = failures;
        this.meters = meters;
    }

    /** Ends {@link #run} soon. */
    public void stop() {
        stopping = true;
        Consumer<String, byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    @Override
    public void run() {
        while (!stopping) {
            try (Consumer<String, byte[]> consumer = consumers.get()) {
                current = consumer;
                // As a pattern: the collector may not have made the topic yet, and that is no error.
                consumer.subscribe(Pattern.compile(Pattern.quote(topic)));
                while (!stopping) {
                    follow(consumer);
                }
            } catch (WakeupException e) {
                LOG.debug("following CloudTrail stops");
            } catch (RuntimeException e) {
                LOG.errorf(e, "following CloudTrail broke off; it begins again");
                Pause.real().of(AGAIN);
            } finally {
                current = null;
            }
        }
    }

    private void follow(Consumer<String, byte[]> consumer) {
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        for (ConsumerRecord<String, byte[]> each : records) {
            if (!take(each)) {
                records.partitions().forEach(partition -> back(consumer, partition, records));
                Pause.real().of(AGAIN);
                return;
            }
        }
        consumer.commitSync();
    }

    /** The whole batch again: what was compared before is compared once more. */
    private static void back(
            Consumer<String, byte[]> consumer, TopicPartition partition, ConsumerRecords<String, byte[]> records) {
        consumer.seek(partition, records.records(partition).getFirst().offset());
    }

    /** Whether it is dealt with; where not, AWS or the database can't be asked now. */
    private boolean take(ConsumerRecord<String, byte[]> record) {
        Optional<Change> change;
        try {
            change = CloudTrailRecord.read(record.value());
        } catch (IOException e) {
            count("unreadable"); // The collector writes it to the dead-letter topic.
            return true;
        }
        if (change.isEmpty()) {
            return true;
        }
        boolean own = comparison.own(change.get());
        try {
            if (own) {
                comparison.changedByUs(change.get());
            } else {
                comparison.changed(change.get());
            }
            count(own ? "own" : "compared");
            return true;
        } catch (DatabaseException e) {
            return later(e);
        } catch (RuntimeException e) {
            return switch (failures.of(e).kind()) {
                case TURN, BUSY, THROTTLED -> later(e);
                default -> {
                    count("failed");
                    LOG.errorf(
                            e,
                            "change of %s not compared; the next sweep does",
                            change.get().subject());
                    yield true;
                }
            };
        }
    }

    private boolean later(RuntimeException e) {
        count("later");
        LOG.warnf(e, "a change can't be compared now; it is tried again");
        return false;
    }

    private void count(String outcome) {
        meters.counter("bongsu.factory.trail.changes", "outcome", outcome).increment();
    }
}
