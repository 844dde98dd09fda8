package io.bongsu.factory.steps;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;

/** Moves the finished account from the holding OU to its place. */
public final class MoveToOuStep implements Step {

    private final Move move;
    private final String holdingOu;

    MoveToOuStep(AwsClients aws, String holdingOu) {
        this.move = new Move(aws);
        this.holdingOu = holdingOu;
    }

    @Override
    public String name() {
        return "move-to-ou";
    }

    @Override
    public String title() {
        return "Move the account to its OU";
    }

    @Override
    public Outcome run(StepContext context) {
        return move.to(context.request().ouId(), context);
    }

    /** An aborted account waits in the holding OU for somebody to close it. */
    @Override
    public Outcome undo(StepContext context) {
        return context.intent().isEmpty() ? Outcome.done() : move.to(holdingOu, context);
    }

    @Override
    public boolean skippable() {
        return false;
    }
}
