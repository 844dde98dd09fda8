package io.bongsu.factory.steps;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.util.Map;
import software.amazon.awssdk.services.organizations.model.DuplicateAccountException;

/** Moving the account to an organizational unit, from wherever it is. */
final class Move {

    private static final String FROM = "from";

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
        context.intend(Map.of("call", "organizations:MoveAccount", FROM, from, "to", ouId));
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

    /** Takes back a move: to where the account was when it was intended. */
    Outcome back(StepContext context) {
        String from = context.intent().map(each -> each.what().get(FROM)).orElse(null);
        if (from == null) {
            return Outcome.done();
        }
        String account = context.account();
        String is = parent(account);
        if (!is.equals(from)) {
            try {
                aws.organizations()
                        .moveAccount(request ->
                                request.accountId(account).sourceParentId(is).destinationParentId(from));
            } catch (DuplicateAccountException e) {
                // It is back already: an answer that was lost.
                return Outcome.done(Step.OU_ID, from);
            }
        }
        return Outcome.done(Step.OU_ID, from);
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
