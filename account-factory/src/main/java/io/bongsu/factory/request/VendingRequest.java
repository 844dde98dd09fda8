package io.bongsu.factory.request;

import io.bongsu.factory.blueprint.Blueprint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An accepted request with its steps: for a new account, or about one that is there.
 *
 * @param id the request's own identity, whatever becomes of name and address
 * @param kind what it wants
 * @param originId the request that the account came from; none of a request for a new account
 * @param wish what was asked for
 * @param blueprint what it is made from, as it was when the request was accepted
 * @param name the account's name
 * @param email the root user's address
 * @param ou name of the organizational unit it goes to
 * @param ouId its id
 * @param requester who asked
 * @param state where it is
 * @param heldFor who must act, while it is held
 * @param run how often it was taken up; what an older run writes is refused
 * @param accountId the account, once there is one
 * @param createdAt when it was accepted
 * @param updatedAt when it last changed
 * @param endedAt when it ended
 * @param steps in order
 */
public record VendingRequest(
        UUID id,
        RequestKind kind,
        @Nullable UUID originId,
        AccountRequest wish,
        Blueprint blueprint,
        String name,
        String email,
        String ou,
        String ouId,
        String requester,
        RequestState state,
        @Nullable Who heldFor,
        long run,
        @Nullable String accountId,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant endedAt,
        List<StepRow> steps) {

    public VendingRequest {
        steps = List.copyOf(steps);
    }

    /** The request that the account comes from: this one, or an earlier one. */
    public UUID origin() {
        return originId == null ? id : originId;
    }

    public boolean held() {
        return heldFor != null;
    }

    public Optional<StepRow> step(String name) {
        return steps.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** The first step that isn't done. */
    public Optional<StepRow> current() {
        return steps.stream().filter(each -> !each.state().passed()).findFirst();
    }
}
