package io.bongsu.factory.api;

import io.bongsu.factory.drift.Drift;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account with everything that hangs on it.
 *
 * @param account the account
 * @param certificate where its vending certificate is, if it has one
 * @param requests the request it came from and those about it, newest first
 * @param drift differences between what it is to be and what it is, newest first, those that have ended too
 */
public record AccountDetail(
        AccountView account, @Nullable String certificate, List<Brief> requests, List<Drift> drift) {

    public AccountDetail {
        requests = List.copyOf(requests);
        drift = List.copyOf(drift);
    }

    /**
     * A request in a line.
     *
     * @param id its id
     * @param kind VEND, IMPORT, CHANGE, REPAIR or CLOSE
     * @param state where it is
     * @param requester who asked
     * @param createdAt when it was accepted
     */
    public record Brief(UUID id, String kind, String state, String requester, Instant createdAt) {}
}
