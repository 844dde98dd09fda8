package io.bongsu.factory.steps;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.quota.Slots;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Waits until Organizations says that the account is suspended, which is final. */
public final class AwaitClosedStep implements Step {

    private static final Set<String> FINAL = Set.of("SUSPENDED", "CLOSED");
    private static final Duration POLL = Duration.ofMinutes(1);
    private static final Duration LIMIT = Duration.ofDays(2);

    private final AwsClients aws;

    AwaitClosedStep(AwsClients aws) {
        this.aws = aws;
    }

    @Override
    public String name() {
        return "await-closed";
    }

    @Override
    public String title() {
        return "Wait until the account is suspended";
    }

    @Override
    public Outcome run(StepContext context) {
        String state = Closure.state(aws, context.account());
        return FINAL.contains(state)
                ? Outcome.done("state", state)
                : Outcome.waitForAws(context.now().plus(POLL), "Organizations to suspend the account");
    }

    @Override
    public Duration waitLimit() {
        return LIMIT;
    }

    @Override
    public Duration typical() {
        return Duration.ofMinutes(5);
    }

    @Override
    public boolean skippable() {
        return false;
    }

    @Override
    public Optional<String> frees() {
        return Optional.of(Slots.CLOSING);
    }
}
