package io.bongsu.policy.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * AWS Config's configuration item, in the words of history and snapshot files ({@code awsAccountId}) or of the API ({@code accountId}).
 * See https://docs.aws.amazon.com/config/latest/developerguide/config-item-table.html.
 *
 * @param key which resource
 * @param name the resource's name; its id where Config has none
 * @param arn the ARN, or null
 * @param status Config's {@code configurationItemStatus}, for example {@code OK}, {@code ResourceDeleted}
 * @param capturedAt when Config saw this state
 * @param ordinal orders the items of one resource: by capture time, then by a hash of the state's id (of the content where it has none),
 *     so that the order they arrive in doesn't matter. Items of equal ordinal say the same.
 * @param tree the whole item
 */
public record ConfigurationItem(
        ResourceKey key,
        String name,
        @Nullable String arn,
        String status,
        Instant capturedAt,
        long ordinal,
        ObjectNode tree) {

    private static final Set<String> DELETED = Set.of("ResourceDeleted", "ResourceDeletedNotRecorded");
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final int HASH_BITS = 20;

    /**
     * Reads an item.
     *
     * @throws UnjudgeableException when it isn't JSON or lacks its identity or its capture time
     */
    public static ConfigurationItem read(byte[] bytes) {
        JsonNode parsed;
        try {
            parsed = ExactJson.MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw new UnjudgeableException(
                    "The configuration item is no JSON that can be judged: " + firstLine(e.getMessage()), e);
        }
        if (!(parsed instanceof ObjectNode tree)) {
            throw new UnjudgeableException("The configuration item is no JSON object");
        }
        String region = text(tree, "awsRegion");
        ResourceKey key = new ResourceKey(
                required(tree, "awsAccountId", "accountId"),
                region == null ? "global" : region,
                required(tree, "resourceType"),
                required(tree, "resourceId"));
        Instant capturedAt = captureTime(required(tree, "configurationItemCaptureTime"));
        String name = text(tree, "resourceName");
        return new ConfigurationItem(
                key,
                name == null ? key.id() : name,
                text(tree, "ARN", "arn"),
                required(tree, "configurationItemStatus"),
                capturedAt,
                ordinal(capturedAt, tree, bytes),
                tree);
    }

    /** Whether the resource is gone. */
    public boolean deleted() {
        return DELETED.contains(status);
    }

    private static Instant captureTime(String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
                throw new UnjudgeableException(
                        "configurationItemCaptureTime is '%s'; expected a time between 2000 and 2200".formatted(text));
            }
            return time;
        } catch (DateTimeException e) {
            throw new UnjudgeableException(
                    "configurationItemCaptureTime is '%s'; expected ISO 8601 with a zone, as in 2026-11-01T00:00:00.000Z"
                            .formatted(text),
                    e);
        }
    }

    private static long ordinal(Instant capturedAt, ObjectNode tree, byte[] bytes) {
        CRC32C hash = new CRC32C();
        JsonNode state = tree.path("configurationStateId");
        if (state.isValueNode() && !state.isNull()) {
            hash.update(state.asText().getBytes(StandardCharsets.UTF_8));
        } else {
            hash.update(bytes);
        }
        return capturedAt.toEpochMilli() << HASH_BITS | (hash.getValue() & ((1 << HASH_BITS) - 1));
    }

    private static String required(ObjectNode tree, String... names) {
        String text = text(tree, names);
        if (text == null) {
            throw new UnjudgeableException(
                    "The configuration item has no %s; expected text".formatted(String.join(" or ", names)));
        }
        return text;
    }

    private static @Nullable String text(ObjectNode tree, String... names) {
        for (String name : names) {
            JsonNode value = tree.path(name);
            if (value.isTextual() && !value.textValue().isBlank()) {
                return value.textValue();
            }
        }
        return null;
    }

    /** Jackson's messages quote the source in further lines. */
    private static String firstLine(@Nullable String message) {
        return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
    }
}
