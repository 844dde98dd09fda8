package io.bongsu.collector.ship;

import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The records of one object on their way to Kafka; done when the broker has acknowledged every one. */
final class Delivery {

    private final Producer<String, byte[]> producer;

    private final InFlight inFlight = new InFlight();

    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    Delivery(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    /** Hands a record to the producer; blocks while its memory is full. */
    void send(ProducerRecord<String, byte[]> record) throws IOException {
        failIfFailed();
        inFlight.add();
        try {
            // What the future would say, the callback says sooner.
            Future<?> unused = producer.send(record, (metadata, e) -> {
                if (e != null) {
                    failure.compareAndSet(null, e);
                }
                inFlight.done();
            });
        } catch (KafkaException e) {
            inFlight.done();
            throw new IOException("Kafka takes no records: " + e.getMessage(), e);
        }
    }

    /**
     * Waits until Kafka has acknowledged every record.
     *
     * @throws IOException when it refused one
     */
    void await() throws IOException {
        try {
            inFlight.awaitNone();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while records were sent", e);
        }
        failIfFailed();
    }

    private void failIfFailed() throws IOException {
        Exception e = failure.get();
        if (e != null) {
            throw new IOException("Kafka refused a record: " + e.getMessage(), e);
        }
    }

    /** A count that can be waited for to become zero. */
    private static final class InFlight {
        private long count;

        synchronized void add() {
            count++;
        }

        synchronized void done() {
            count--;
            if (count == 0) {
                notifyAll();
            }
        }

        synchronized void awaitNone() throws InterruptedException {
            while (count > 0) {
                wait();
            }
        }
    }
}
