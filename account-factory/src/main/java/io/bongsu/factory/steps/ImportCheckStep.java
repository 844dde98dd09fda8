package io.bongsu.factory.steps;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.request.Who;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;

/** Makes sure that the account is there, is active and is where the import says. */
public final class ImportCheckStep implements Step {

    private final AwsClients aws;
    private final Move move;

    ImportCheckStep(AwsClients aws) {
        this.aws = aws;
        this.move = new Move(aws);
    }

    @Override
    public String name() {
        return "import-check";
    }

    @Override
    public String title() {
        return "Look at the account that is to be imported";
    }

    @Override
    public Outcome run(StepContext context) {
        String state = Closure.state(aws, context.account());
        if (!state.equals("ACTIVE")) {
            return new Outcome.Hold(
                    Who.REQUESTER,
                    "ACCOUNT_NOT_ACTIVE",
                    "Account %s is %s; only an active account can be imported; abort"
                            .formatted(context.account(), state));
        }
        String parent = move.parent(context.account());
        if (!parent.equals(context.request().ouId())) {
            return new Outcome.Hold(
                    Who.REQUESTER,
                    "ACCOUNT_MOVED",
                    "Account %s was in %s when it was imported and is in %s now; abort and import it again"
                            .formatted(context.account(), context.request().ouId(), parent));
        }
        return Outcome.done();
    }

    @Override
    public boolean skippable() {
        return false;
    }
}
