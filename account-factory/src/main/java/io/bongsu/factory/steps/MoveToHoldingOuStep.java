package io.bongsu.factory.steps;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;

/** Puts the account where it waits until it is ready; new accounts appear in the root, where hardly any policy holds. */
public final class MoveToHoldingOuStep implements Step {

    private final Move move;
    private final String holdingOu;

    MoveToHoldingOuStep(AwsClients aws, String holdingOu) {
        this.move = new Move(aws);
        this.holdingOu = holdingOu;
    }

    @Override
    public String name() {
        return "move-to-holding-ou";
    }

    @Override
    public String title() {
        return "Move the account to the holding OU";
    }

    @Override
    public Outcome run(StepContext context) {
        return move.to(holdingOu, context);
    }

    @Override
    public boolean skippable() {
        return false;
    }
}
