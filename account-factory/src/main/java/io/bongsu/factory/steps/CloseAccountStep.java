package io.bongsu.factory.steps;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.quota.Rates;
import io.bongsu.factory.quota.Slots;
import io.bongsu.factory.quota.TokenBuckets;
import io.bongsu.factory.request.RequestStore;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.organizations.model.AccountAlreadyClosedException;
import software.amazon.awssdk.services.organizations.model.ConstraintViolationException;
import software.amazon.awssdk.services.organizations.model.ConstraintViolationExceptionReason;

/** Asks Organizations to close the account, in its turn: three at a time, and so many in thirty days. */
public final class CloseAccountStep implements Step {

    static final String NAME = "close-account";

    private static final Duration WINDOW = Duration.ofDays(30);
    private static final Duration SLOT_POLL = Duration.ofSeconds(30);
    private static final Duration QUOTA_POLL = Duration.ofHours(1);
    private static final Duration BUSY_POLL = Duration.ofMinutes(1);

    private final AwsClients aws;
    private final RequestStore requests;
    private final TokenBuckets buckets;
    private final Slots slots;
    private final int quota;

    CloseAccountStep(AwsClients aws, RequestStore requests, TokenBuckets buckets, Slots slots, int quota) {
        this.aws = aws;
        this.requests = requests;
        this.buckets = buckets;
        this.slots = slots;
        this.quota = quota;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Close the account";
    }

    @Override
    public Outcome run(StepContext context) {
        if (Closure.begun(aws, context.account())) {
            return Outcome.done();
        }
        List<Instant> closed = requests.closedSince(NAME, context.now().minus(WINDOW));
        if (closed.size() >= quota) {
            return Outcome.waitForTurn(
                    closed.get(closed.size() - quota).plus(WINDOW),
                    "one of %d closings in 30 days to be past".formatted(quota));
        }
        if (!slots.take(Slots.CLOSING, context.request().id())) {
            return Outcome.waitForTurn(
                    context.now().plus(SLOT_POLL),
                    "one of %d accounts being closed to be done".formatted(slots.limit(Slots.CLOSING)));
        }
        buckets.prepay(Rates.CLOSE_ACCOUNT);
        context.intend(Map.of("call", Rates.CLOSE_ACCOUNT, "account", context.account()));
        return close(context);
    }

    private Outcome close(StepContext context) {
        try {
            aws.organizations().closeAccount(request -> request.accountId(context.account()));
            return Outcome.done();
        } catch (AccountAlreadyClosedException e) {
            return Outcome.done(); // an answer that was lost, or somebody else
        } catch (AwsServiceException e) {
            if (e.statusCode() < 500) {
                context.withdraw(String.valueOf(e.awsErrorDetails().errorCode()));
            }
            return later(e, context.now()).orElseThrow(() -> e);
        }
    }

    /** AWS counts too, and its count is the one that matters. */
    private static Optional<Outcome> later(AwsServiceException e, Instant now) {
        ConstraintViolationExceptionReason reason =
                e instanceof ConstraintViolationException violation ? violation.reason() : null;
        if (reason == ConstraintViolationExceptionReason.CLOSE_ACCOUNT_QUOTA_EXCEEDED) {
            return Optional.of(
                    Outcome.waitForTurn(now.plus(QUOTA_POLL), "AWS' quota of closings in 30 days to have room"));
        }
        if (reason == ConstraintViolationExceptionReason.CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED) {
            return Optional.of(
                    Outcome.waitForTurn(now.plus(BUSY_POLL), "accounts that AWS is closing already to be done"));
        }
        return Optional.empty();
    }

    @Override
    public Duration typical() {
        return Duration.ofSeconds(20);
    }

    @Override
    public boolean skippable() {
        return false;
    }

    @Override
    public boolean irrevocable() {
        return true;
    }
}
