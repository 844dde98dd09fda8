package io.bongsu.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What happened to an account, with everything known of it afterwards: the topic keeps only the newest event of each account, so each must
 * stand alone. It may be delivered more than once, always with the same {@code id}. JSON names are snake_case.
 *
 * @param id the event's identity, the same in every delivery
 * @param kind what happened
 * @param at when, UTC
 * @param account twelve digits; the record's key
 * @param name the account's name
 * @param email the root user's e-mail address
 * @param ou name of its organizational unit, as the factory's settings call it
 * @param ouId id of its organizational unit
 * @param environment for example {@code prod}
 * @param dataClass the most sensitive data that may be in it, for example {@code personal}
 * @param ismsScope whether it is in the scope of the ISMS-P certificate
 * @param owner e-mail address of who answers for it
 * @param blueprint name and version of what it was made from, as {@code sandbox@1}
 * @param pack the guardrails that it is held to
 * @param regions the Regions that it may use
 * @param tags its tags
 * @param request the account request it came from
 */
public record AccountEvent(
        String id,
        Kind kind,
        Instant at,
        String account,
        String name,
        String email,
        String ou,
        String ouId,
        String environment,
        String dataClass,
        boolean ismsScope,
        String owner,
        String blueprint,
        String pack,
        List<String> regions,
        Map<String, String> tags,
        String request) {

    public AccountEvent {
        requireNonNull(id, "id");
        requireNonNull(kind, "kind");
        requireNonNull(at, "at");
        requireNonNull(account, "account");
        regions = List.copyOf(regions);
        tags = Map.copyOf(tags);
    }

    /** What can happen to an account. */
    public enum Kind {
        /** It was made, prepared and given to its owner. */
        HANDED_OVER,
        /** It existed before and is now governed. */
        IMPORTED,
        /** A name, an address, an owner or a place changed. */
        CHANGED,
        /** It is closed; its logs stay searchable. */
        SUSPENDED
    }
}
