package io.bongsu.factory.drift;

import java.time.Instant;

/**
 * A change that somebody made, as CloudTrail tells it.
 *
 * @param subject the account or the policy that it touched
 * @param items what of it: an item, or the beginning of several ({@code tag:})
 * @param event the call, {@code service:Operation}
 * @param eventId CloudTrail's id of it
 * @param principal who called, as an ARN where there is one
 * @param at when
 */
public record Change(String subject, String items, String event, String eventId, String principal, Instant at) {

    /** Whether it can be what changed this item. */
    boolean concerns(String item) {
        return items.endsWith(":") ? item.startsWith(items) : item.equals(items);
    }

    /** Whether it touched a policy and not an account. */
    boolean ofPolicy() {
        return subject.startsWith("p-");
    }
}
