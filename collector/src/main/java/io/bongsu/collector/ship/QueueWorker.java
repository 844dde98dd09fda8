package io.bongsu.collector.ship;

import io.bongsu.collector.deadletter.DeadLetter;
import io.bongsu.collector.logtype.LogTypes;
import io.bongsu.contracts.QuarantineReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Reads the objects that one SQS queue announces. A message is deleted only when Kafka has acknowledged every record of every object it
 * names; while the reading goes on it stays hidden, and what fails comes again until the queue's own redrive policy moves it away.
 */
final class QueueWorker implements Runnable {

    private static final Logger LOG = Logger.getLogger(QueueWorker.class);
    private static final int LONG_POLL_SECONDS = 20;
    private static final int MAX_MESSAGES = 10;

    private final String queue;
    private final SqsClient sqs;
    private final Bucket bucket;
    private final Shipper shipper;
    private final Producer<String, byte[]> producer;
    private final String deadLetterTopic;
    private final int visibilitySeconds;
    private final Semaphore places;
    private final ShipMetrics metrics;
    private final CountDownLatch stopped = new CountDownLatch(1);

    QueueWorker(
            String queue,
            SqsClient sqs,
            Bucket bucket,
            Shipper shipper,
            Producer<String, byte[]> producer,
            String deadLetterTopic,
            int visibilitySeconds,
            Semaphore places,
            ShipMetrics metrics) {
        this.queue = queue;
        this.sqs = sqs;
        this.bucket = bucket;
        this.shipper = shipper;
        this.producer = producer;
        this.deadLetterTopic = deadLetterTopic;
        this.visibilitySeconds = visibilitySeconds;
        this.places = places;
        this.metrics = metrics;
    }

    void stop() {
        stopped.countDown();
    }

    @Override
    public void run() {
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
                ScheduledExecutorService heartbeat = Executors.newSingleThreadScheduledExecutor()) {
            while (stopped.getCount() > 0) {
                try {
                    List<Message> messages = receive();
                    for (Message message : messages) {
                        places.acquire();
                        readers.execute(() -> read(message, heartbeat));
                    }
                } catch (SdkException e) {
                    LOG.warnf("queue not readable queue=%s cause=%s", queue, e.getMessage());
                    metrics.failed("receive");
                    if (stopped.await(2, TimeUnit.SECONDS)) {
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Message> receive() {
        return sqs.receiveMessage(request -> request.queueUrl(queue)
                        .maxNumberOfMessages(MAX_MESSAGES)
                        .waitTimeSeconds(LONG_POLL_SECONDS)
                        .visibilityTimeout(visibilitySeconds)
                        .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP))
                .messages();
    }

    private void read(Message message, ScheduledExecutorService heartbeat) {
        long period = Duration.ofSeconds(visibilitySeconds).toMillis() / 3;
        ScheduledFuture<?> hiding =
                heartbeat.scheduleAtFixedRate(() -> hide(message), period, period, TimeUnit.MILLISECONDS);
        try {
            try {
                for (Notification.ObjectName name :
                        Notification.parse(message.body()).objects()) {
                    metrics.count(shipper.ship(bucket.object(name.bucket(), name.key())));
                }
            } catch (Notification.UnknownFormException e) {
                quarantine(message, e);
            }
            hiding.cancel(false);
            sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
        } catch (IOException | SdkException e) {
            // Not deleted: it comes again when its visibility ends.
            LOG.warnf("message not done queue=%s message=%s cause=%s", queue, message.messageId(), e.getMessage());
            metrics.failed("object");
        } catch (RuntimeException e) {
            LOG.errorf(e, "message failed queue=%s message=%s", queue, message.messageId());
            metrics.failed("object");
        } finally {
            hiding.cancel(false);
            places.release();
        }
    }

    private void hide(Message message) {
        try {
            sqs.changeMessageVisibility(request -> request.queueUrl(queue)
                    .receiptHandle(message.receiptHandle())
                    .visibilityTimeout(visibilitySeconds));
        } catch (SdkException e) {
            LOG.warnf(
                    "visibility not renewed queue=%s message=%s cause=%s", queue, message.messageId(), e.getMessage());
        }
    }

    private void quarantine(Message message, Notification.UnknownFormException e) throws IOException {
        String sent = message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP);
        DeadLetter letter = new DeadLetter(
                DeadLetter.Stage.SHIP,
                LogTypes.UNKNOWN,
                QuarantineReason.UNKNOWN_NOTIFICATION,
                String.valueOf(e.getMessage()),
                queue,
                -1,
                sent == null ? Instant.now() : Instant.ofEpochMilli(Long.parseLong(sent)),
                message.body().getBytes(StandardCharsets.UTF_8));
        Delivery delivery = new Delivery(producer);
        delivery.send(letter.toKafka(deadLetterTopic));
        delivery.await();
        metrics.count(new ShippedObject(0, 0, Map.of(), 1));
    }
}
