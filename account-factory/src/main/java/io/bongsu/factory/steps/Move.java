package io.bongsu.factory.steps;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.util.Map;
import software.amazon.awssdk.services.organizations.model.DuplicateAccountException;

/** Moving the account to an organizational unit, from wherever it is. */
final class Move {

    private final AwsClients aws;

    Move(AwsClients aws) {
        this.aws = aws;
    }

    Outcome to(String ouId, StepContext context) {
        String account = context.account();
        String from = parent(account);
        if (from.equals(ouId)) {
            return Outcome.done(Step.OU_ID, ouId);
        }
        context.intend(Map.of("call", "organizations:MoveAccount", "from", from, "to", ouId));
        try {
            aws.organizations()
                    .moveAccount(request ->
                            request.accountId(account).sourceParentId(from).destinationParentId(ouId));
        } catch (DuplicateAccountException e) {
            // It is there already: an answer that was lost, or somebody else.
            return Outcome.done(Step.OU_ID, ouId);
        }
        return Outcome.done(Step.OU_ID, ouId);
    }

    /** Id of the root or the organizational unit that the account is in. */
    String parent(String account) {
        return aws.organizations()
                .listParents(request -> request.childId(account))
                .parents()
                .getFirst()
                .id();
    }
}
