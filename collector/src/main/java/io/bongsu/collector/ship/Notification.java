package io.bongsu.collector.ship;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The objects that an SQS message announces. Understands S3's own notification (several {@code Records}, keys URL-encoded), the same
 * wrapped by SNS, CloudTrail's SNS notification ({@code s3Bucket}, {@code s3ObjectKey}), and EventBridge's "Object Created" (key as it is).
 *
 * @param objects in the order announced; empty for S3's test message
 */
record Notification(List<ObjectName> objects) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_WRAPPINGS = 3;

    Notification {
        objects = List.copyOf(objects);
    }

    /** An object's place. */
    record ObjectName(String bucket, String key) {}

    /**
     * Reads a message's body.
     *
     * @throws UnknownFormException when it is of none of the forms
     */
    static Notification parse(String body) throws UnknownFormException {
        try {
            return parse(JSON.readTree(body), 0);
        } catch (JsonProcessingException e) {
            throw new UnknownFormException("The message is no JSON; expected an S3, SNS or EventBridge notification");
        }
    }

    private static Notification parse(JsonNode message, int wrappings)
            throws UnknownFormException, JsonProcessingException {
        if (message.path("Type").asText().equals("Notification")
                && message.path("Message").isTextual()) {
            if (wrappings == MAX_WRAPPINGS) {
                throw new UnknownFormException(
                        "The message is wrapped by SNS more than %d times".formatted(MAX_WRAPPINGS));
            }
            return parse(JSON.readTree(message.path("Message").textValue()), wrappings + 1);
        }
        if (message.path("Event").asText().equals("s3:TestEvent")) {
            return new Notification(List.of());
        }
        if (message.path("Records").isArray()) {
            return ofS3(message.path("Records"));
        }
        if (message.path("source").asText().equals("aws.s3")
                && message.path("detail").isObject()) {
            JsonNode detail = message.path("detail");
            return new Notification(List.of(name(
                    detail.path("bucket").path("name"), detail.path("object").path("key"), false)));
        }
        if (message.path("s3ObjectKey").isArray()) {
            List<ObjectName> names = new ArrayList<>();
            for (JsonNode key : message.path("s3ObjectKey")) {
                names.add(name(message.path("s3Bucket"), key, false));
            }
            return new Notification(names);
        }
        throw new UnknownFormException(
                "The message has none of Records, detail of source aws.s3, s3ObjectKey; expected an S3, SNS or EventBridge notification");
    }

    private static Notification ofS3(JsonNode records) throws UnknownFormException {
        List<ObjectName> names = new ArrayList<>();
        for (JsonNode record : records) {
            // Removals and restores are announced too where somebody asked for s3:*; there is nothing to read then.
            String event = record.path("eventName").asText();
            if (event.isEmpty() || event.contains("ObjectCreated")) {
                JsonNode s3 = record.path("s3");
                names.add(name(s3.path("bucket").path("name"), s3.path("object").path("key"), true));
            }
        }
        return new Notification(names);
    }

    private static ObjectName name(JsonNode bucket, JsonNode key, boolean encoded) throws UnknownFormException {
        if (!bucket.isTextual() || !key.isTextual()) {
            throw new UnknownFormException(
                    "The notification names bucket %s and key %s; expected two texts".formatted(bucket, key));
        }
        try {
            String plain = encoded ? URLDecoder.decode(key.textValue(), StandardCharsets.UTF_8) : key.textValue();
            return new ObjectName(bucket.textValue(), plain);
        } catch (IllegalArgumentException e) {
            throw new UnknownFormException("The key '%s' is not URL-encoded as S3 does it".formatted(key.textValue()));
        }
    }

    /** A message that announces nothing we know how to read. */
    static final class UnknownFormException extends Exception {
        UnknownFormException(String message) {
            super(message.length() > 1000 ? message.substring(0, 1000) : message);
        }
    }
}
