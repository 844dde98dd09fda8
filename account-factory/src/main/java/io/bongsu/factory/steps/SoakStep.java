package io.bongsu.factory.steps;

import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Leaves the account in quarantine for a while, in which somebody may miss it. */
public final class SoakStep implements Step {

    private static final String UNTIL = "until";

    private final Duration period;

    SoakStep(Duration period) {
        this.period = period;
    }

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public String title() {
        return "Wait whether somebody misses the account";
    }

    @Override
    public Outcome run(StepContext context) {
        if (context.intent().isEmpty()) {
            context.intend(Map.of(UNTIL, context.now().plus(period).toString()));
        }
        Instant until = Instant.parse(context.intent().orElseThrow().what().get(UNTIL));
        return context.now().isBefore(until)
                ? Outcome.waitForTurn(until, "the soak period to end at " + until)
                : Outcome.done();
    }

    @Override
    public Duration typical() {
        return period;
    }
}
