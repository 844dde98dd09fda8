package io.bongsu.factory.steps;

import io.bongsu.factory.inventory.Inventory;
import io.bongsu.factory.request.Who;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.time.Duration;
import java.util.List;

/** Makes sure that name and address are still free: an approval may have taken days. */
public final class ReserveStep implements Step {

    static final String NAME = "reserve";

    private final Inventory inventory;
    private final Duration maxAge;

    ReserveStep(Inventory inventory, Duration maxAge) {
        this.inventory = inventory;
        this.maxAge = maxAge;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Check that name and address are still free";
    }

    @Override
    public Outcome run(StepContext context) {
        inventory.ensureNotOlderThan(maxAge);
        List<Inventory.Entry> sameEmail = inventory.byEmail(context.request().email());
        if (!sameEmail.isEmpty()) {
            return taken("EMAIL_TAKEN", context.request().email(), sameEmail.getFirst());
        }
        List<Inventory.Entry> sameName = inventory.byName(context.request().name());
        if (!sameName.isEmpty()) {
            return taken("NAME_TAKEN", context.request().name(), sameName.getFirst());
        }
        return Outcome.done();
    }

    private static Outcome taken(String code, String given, Inventory.Entry account) {
        return new Outcome.Hold(
                Who.REQUESTER,
                code,
                "'%s' was free when the request was accepted and is now that of account %s; abort and ask again with another"
                        .formatted(given, account.id()));
    }

    @Override
    public boolean skippable() {
        return false;
    }
}
