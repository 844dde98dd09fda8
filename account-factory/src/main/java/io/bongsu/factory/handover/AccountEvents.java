package io.bongsu.factory.handover;

import io.bongsu.contracts.AccountEvent;
import io.bongsu.factory.request.Json;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** The topic of account events. */
public final class AccountEvents {

    private static final Logger LOG = Logger.getLogger(AccountEvents.class);
    private static final int SECONDS = 10;

    private final KafkaProducer<String, byte[]> producer;
    private final String topic;

    public AccountEvents(KafkaProducer<String, byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /** Whether all in-sync replicas have it; where not, it may still arrive, and is to be sent again. */
    public boolean send(AccountEvent event) {
        byte[] value = Json.write(event).getBytes(StandardCharsets.UTF_8);
        try {
            producer.send(new ProducerRecord<>(topic, event.account(), value)).get(SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.warnf(e, "account event not sent");
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
