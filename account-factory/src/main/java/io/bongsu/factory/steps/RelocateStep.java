package io.bongsu.factory.steps;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;

/** Moves an account that is there to another organizational unit; taken back, it goes where it came from. */
public final class RelocateStep implements Step {

    private final Move move;

    RelocateStep(AwsClients aws) {
        this.move = new Move(aws);
    }

    @Override
    public String name() {
        return "relocate";
    }

    @Override
    public String title() {
        return "Move the account to another OU";
    }

    @Override
    public Outcome run(StepContext context) {
        return move.to(context.request().ouId(), context);
    }

    @Override
    public Outcome undo(StepContext context) {
        return move.back(context);
    }
}
