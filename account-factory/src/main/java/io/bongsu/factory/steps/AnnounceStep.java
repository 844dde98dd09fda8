package io.bongsu.factory.steps;

import io.bongsu.contracts.AccountEvent;
import io.bongsu.factory.handover.AccountEvents;
import io.bongsu.factory.handover.Webhook;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.util.Locale;

/** Tells everybody what became of an account that was there. */
public final class AnnounceStep implements Step {

    private final Announcement announcement;

    AnnounceStep(AccountEvents events, Webhook webhook) {
        this.announcement = new Announcement(events, webhook);
    }

    @Override
    public String name() {
        return "announce";
    }

    @Override
    public String title() {
        return "Tell the other services what became of the account";
    }

    @Override
    public Outcome run(StepContext context) {
        AccountEvent.Kind kind =
                switch (context.request().kind()) {
                    case IMPORT -> AccountEvent.Kind.IMPORTED;
                    case CLOSE -> AccountEvent.Kind.SUSPENDED;
                    default -> AccountEvent.Kind.CHANGED;
                };
        return announcement.of(kind, context.request().id() + ":" + kind.name().toLowerCase(Locale.ROOT), context);
    }
}
