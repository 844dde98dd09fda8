package io.bongsu.policy.finding;

import static java.util.Objects.requireNonNull;

import io.bongsu.contracts.FindingView;
import io.bongsu.policy.input.ConfigurationItem;
import io.bongsu.policy.input.ResourceKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was judged.
 *
 * @param key identity; with the guardrail it makes the finding's uid
 * @param resource as people see it
 * @param capturedAt when AWS saw the judged state, or when the event happened; null where even that can't be read
 * @param record the event's bytes, or null for a resource
 */
public record Subject(
        String key, FindingView.Resource resource, @Nullable Instant capturedAt, byte @Nullable [] record) {

    /** AWS Config's type name for an account as a whole. */
    private static final String ACCOUNT = "AWS::::Account";

    public Subject {
        requireNonNull(key, "key");
        requireNonNull(resource, "resource");
    }

    /** A resource. */
    public static Subject of(ConfigurationItem item) {
        ResourceKey key = item.key();
        return new Subject(
                key.toString(),
                new FindingView.Resource(
                        key.id(),
                        key.type(),
                        item.name(),
                        item.arn() == null ? "" : item.arn(),
                        key.account(),
                        key.region()),
                item.capturedAt(),
                null);
    }

    /** A resource of which no item can be read. */
    public static Subject of(ResourceKey key) {
        return new Subject(
                key.toString(),
                new FindingView.Resource(key.id(), key.type(), key.id(), "", key.account(), key.region()),
                null,
                null);
    }

    /** An event; it is about an account as a whole. */
    public static Subject ofEvent(String recordId, String account, String region, @Nullable Instant at, byte[] record) {
        return new Subject(
                recordId, new FindingView.Resource(account, ACCOUNT, account, "", account, region), at, record);
    }
}
