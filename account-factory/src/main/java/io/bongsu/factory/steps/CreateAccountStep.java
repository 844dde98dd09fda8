package io.bongsu.factory.steps;

import static io.bongsu.factory.steps.AwaitAccountStep.CREATION_ID;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.inventory.Inventory;
import io.bongsu.factory.quota.Rates;
import io.bongsu.factory.quota.Slots;
import io.bongsu.factory.quota.TokenBuckets;
import io.bongsu.factory.steps.VendingSteps.Settings;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.organizations.model.CreateAccountState;
import software.amazon.awssdk.services.organizations.model.CreateAccountStatus;

/**
 * Asks Organizations for the account. CreateAccount has no client token, and what it makes may stay invisible for a while; so the intent is
 * written with its time, and while it stands, the account is looked for and not asked for again before AWS can't be hiding it any more.
 */
public final class CreateAccountStep implements Step {

    static final String NAME = "create-account";

    /** How far AWS' clock and ours may differ. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final Duration SLOT_POLL = Duration.ofSeconds(2);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final AwsClients aws;
    private final Inventory inventory;
    private final TokenBuckets buckets;
    private final Slots slots;
    private final Settings settings;

    CreateAccountStep(AwsClients aws, Inventory inventory, TokenBuckets buckets, Slots slots, Settings settings) {
        this.aws = aws;
        this.inventory = inventory;
        this.buckets = buckets;
        this.slots = slots;
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Ask Organizations for the account";
    }

    @Override
    public Outcome run(StepContext context) {
        Optional<StepContext.Intent> asked = context.intent();
        if (asked.isPresent()) {
            Optional<Outcome> found = look(context, asked.get().at());
            Instant visible = asked.get().at().plus(settings.creationHiddenFor());
            if (found.isPresent()) {
                return found.get();
            }
            if (context.now().isBefore(visible)) {
                return Outcome.waitForAws(
                        earlier(visible, context.now().plus(LOOK_AGAIN)),
                        "the account that may have been asked for to show");
            }
        }
        if (!slots.take(Slots.CREATING, context.request().id())) {
            return Outcome.waitForTurn(
                    context.now().plus(SLOT_POLL),
                    "one of %d accounts being created to be done".formatted(slots.limit(Slots.CREATING)));
        }
        buckets.prepay(Rates.CREATE_ACCOUNT);
        return ask(context);
    }

    private Outcome ask(StepContext context) {
        context.intend(Map.of(
                "call", Rates.CREATE_ACCOUNT,
                "email", context.request().email(),
                "name", context.request().name()));
        try {
            String id = aws.organizations()
                    .createAccount(request -> request.email(context.request().email())
                            .accountName(context.request().name())
                            .roleName(settings.memberRole()))
                    .createAccountStatus()
                    .id();
            return Outcome.done(CREATION_ID, id);
        } catch (AwsServiceException e) {
            if (e.statusCode() < 500) {
                context.withdraw(String.valueOf(e.awsErrorDetails().errorCode()));
            }
            throw e;
        }
    }

    /** What became of an earlier asking: a creation under way or done, or the account itself. */
    private Optional<Outcome> look(StepContext context, Instant asked) {
        String name = context.request().name();
        Optional<CreateAccountStatus> creation =
                aws.organizations().listCreateAccountStatusPaginator(request -> {}).stream()
                        .flatMap(page -> page.createAccountStatuses().stream())
                        .filter(each -> name.equals(each.accountName()))
                        .filter(each -> each.state() != CreateAccountState.FAILED)
                        .filter(each -> !each.requestedTimestamp().isBefore(asked.minus(SKEW)))
                        .findFirst();
        if (creation.isPresent()) {
            return Optional.of(Outcome.done(CREATION_ID, creation.get().id()));
        }
        inventory.sweepNow();
        List<Inventory.Entry> accounts = inventory.byEmail(context.request().email());
        return accounts.stream().findFirst().map(account -> Outcome.done(AwaitAccountStep.FOUND_ACCOUNT, account.id()));
    }

    /** An account can't be unmade: waits until it is sure whether there is one, so that the inventory has it. */
    @Override
    public Outcome undo(StepContext context) {
        if (context.intent().isEmpty() || context.request().accountId() != null) {
            return Outcome.done();
        }
        Instant asked = context.intent().get().at();
        Instant visible = asked.plus(settings.creationHiddenFor());
        Optional<Outcome> found = look(context, asked);
        if (found.isEmpty() && context.now().isBefore(visible)) {
            return Outcome.waitForAws(
                    earlier(visible, context.now().plus(LOOK_AGAIN)),
                    "the account that may have been asked for to show");
        }
        if (found.isPresent()
                && found.get() instanceof Outcome.Done done
                && done.result().containsKey(CREATION_ID)) {
            return AwaitAccountStep.left(aws, done.result().get(CREATION_ID), context);
        }
        return found.isPresent() && found.get() instanceof Outcome.Done done
                ? Outcome.done(ACCOUNT_ID, done.result().get(AwaitAccountStep.FOUND_ACCOUNT))
                : Outcome.done();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    @Override
    public Duration typical() {
        return Duration.ofSeconds(1);
    }

    @Override
    public boolean skippable() {
        return false;
    }
}
