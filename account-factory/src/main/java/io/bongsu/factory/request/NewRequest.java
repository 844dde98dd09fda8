package io.bongsu.factory.request;

import io.bongsu.factory.blueprint.Blueprint;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request that is being accepted.
 *
 * @param id its identity from now on
 * @param kind what it wants
 * @param originId the request that the account came from; none of a request for a new account
 * @param accountId the account, where there is one
 * @param idempotencyKey the same for every repetition
 * @param bodyHash what it was made from, hashed
 * @param wish what the account is to be
 * @param blueprint what it is made from
 * @param name the account's name
 * @param email the root user's address
 * @param ou name of its organizational unit
 * @param ouId the unit's id
 * @param requester who asks
 * @param state where it begins
 * @param steps names, in order
 */
public record NewRequest(
        UUID id,
        RequestKind kind,
        @Nullable UUID originId,
        @Nullable String accountId,
        @Nullable String idempotencyKey,
        String bodyHash,
        AccountRequest wish,
        Blueprint blueprint,
        String name,
        String email,
        String ou,
        String ouId,
        String requester,
        RequestState state,
        List<String> steps) {

    public NewRequest {
        steps = List.copyOf(steps);
    }
}
