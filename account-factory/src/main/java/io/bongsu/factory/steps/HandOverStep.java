package io.bongsu.factory.steps;

import io.bongsu.contracts.AccountEvent;
import io.bongsu.factory.handover.AccountEvents;
import io.bongsu.factory.handover.Webhook;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;

/** Tells everybody that the account is ready. */
public final class HandOverStep implements Step {

    private final Announcement announcement;

    HandOverStep(AccountEvents events, Webhook webhook) {
        this.announcement = new Announcement(events, webhook);
    }

    @Override
    public String name() {
        return "hand-over";
    }

    @Override
    public String title() {
        return "Tell the owner and the other services";
    }

    @Override
    public Outcome run(StepContext context) {
        return announcement.of(AccountEvent.Kind.HANDED_OVER, context.request().id() + ":handed-over", context);
    }
}
