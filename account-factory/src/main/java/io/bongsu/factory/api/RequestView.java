package io.bongsu.factory.api;

import io.bongsu.factory.approval.Approval;
import io.bongsu.factory.intake.Estimate;
import io.bongsu.factory.request.AccountRequest;
import io.bongsu.factory.request.RequestKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A request as the API gives it.
 *
 * @param id its id; none in a dry run
 * @param kind VEND, IMPORT, CHANGE, REPAIR or CLOSE
 * @param request what was asked for
 * @param name the account's name
 * @param email the root user's address
 * @param blueprint what it is made from, with the version
 * @param ou name of the organizational unit it goes to
 * @param requester who asked
 * @param state AWAITING_APPROVAL, RUNNING, HELD, ABORTING, HANDED_OVER, DONE, CLOSED, DENIED, EXPIRED, ABORTED; DRY_RUN of a dry run
 * @param next who must act now, and what they can do
 * @param accountId the account, once there is one
 * @param approval the approval that it has or needs
 * @param plan what will be done, and when it should be finished, of a request for a new account
 * @param steps where each step is; empty in a dry run
 * @param createdAt when it was accepted
 * @param updatedAt when it last changed
 * @param endedAt when it ended
 */
@Schema(name = "AccountRequestStatus")
public record RequestView(
        @Nullable UUID id,
        RequestKind kind,
        AccountRequest request,
        String name,
        String email,
        String blueprint,
        String ou,
        String requester,
        String state,
        @Nullable Next next,
        @Nullable String accountId,
        @Nullable Approval approval,
        @Nullable Estimate plan,
        List<StepView> steps,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable Instant endedAt) {

    public RequestView {
        steps = List.copyOf(steps);
    }

    /**
     * What happens next.
     *
     * @param who FACTORY, APPROVER, REQUESTER or OPERATOR
     * @param action what they do or can do
     */
    public record Next(String who, String action) {}
}
