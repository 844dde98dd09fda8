package io.bongsu.factory.steps;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.sts.model.StsException;

/** Waits until the new account's role can be assumed, which is so half a minute after the account exists, or later. */
public final class AccountUsableStep implements Step {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final AwsClients aws;

    AccountUsableStep(AwsClients aws) {
        this.aws = aws;
    }

    @Override
    public String name() {
        return "account-usable";
    }

    @Override
    public String title() {
        return "Wait until the account can be entered";
    }

    @Override
    public Outcome run(StepContext context) {
        try {
            aws.probe(context.account());
            return Outcome.done();
        } catch (StsException e) {
            if (e.statusCode() != 403) {
                throw e;
            }
            Instant since = context.waitingSince().orElse(context.now());
            Duration waited = Duration.between(since, context.now());
            Duration next = waited.plus(FIRST).compareTo(LONGEST) < 0 ? waited.plus(FIRST) : LONGEST;
            return Outcome.waitForAws(context.now().plus(next), "the account's role to be assumable");
        }
    }

    @Override
    public Duration waitLimit() {
        return LIMIT;
    }

    @Override
    public Duration typical() {
        return Duration.ofSeconds(35);
    }

    @Override
    public boolean skippable() {
        return false;
    }
}
