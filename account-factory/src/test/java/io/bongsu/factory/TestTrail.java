package io.bongsu.factory;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** CloudTrail records as the collector writes them. */
final class TestTrail {

    /** Somebody with the rights of an administrator. */
    static final String MALLORY = "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_AdministratorAccess/mallory";

    private final KafkaProducer<String, byte[]> producer;
    private final String topic;

    TestTrail(KafkaProducer<String, byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /** What CloudTrail writes of a call of Organizations. */
    static String record(String operation, String principal, Instant at, Map<String, String> parameters) {
        StringBuilder given = new StringBuilder();
        parameters.forEach((name, value) ->
                given.append(given.isEmpty() ? "" : ", ").append("\"%s\": \"%s\"".formatted(name, value)));
        return """
                {"eventVersion": "1.09", "userIdentity": {"type": "AssumedRole", "arn": "%s", "accountId": "111122223333"}, "eventTime": "%s",
                 "eventSource": "organizations.amazonaws.com", "eventName": "%s", "awsRegion": "us-east-1", "sourceIPAddress": "192.0.2.10",
                 "requestParameters": {%s}, "responseElements": null, "eventID": "%s", "readOnly": false, "eventType": "AwsApiCall",
                 "managementEvent": true, "recipientAccountId": "111122223333"}"""
                .formatted(
                        principal,
                        at,
                        operation,
                        given,
                        UUID.nameUUIDFromBytes(given.toString().getBytes(StandardCharsets.UTF_8)));
    }

    void send(String record) {
        try {
            producer.send(new ProducerRecord<>(topic, record.getBytes(StandardCharsets.UTF_8)))
                    .get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
