package io.bongsu.factory.steps;

import io.bongsu.contracts.AccountEvent;
import io.bongsu.factory.handover.AccountEvents;
import io.bongsu.factory.handover.Webhook;
import io.bongsu.factory.request.AccountRequest;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells everybody that the account is ready. A repetition carries the same id, so that it counts once. */
public final class HandOverStep implements Step {

    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final AccountEvents events;
    private final Webhook webhook;

    HandOverStep(AccountEvents events, Webhook webhook) {
        this.events = events;
        this.webhook = webhook;
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
        if (context.intent().isEmpty()) {
            context.intend(Map.of("event", eventId(context)));
        }
        AccountEvent event = event(context, context.intent().orElseThrow().at());
        if (!events.send(event)) {
            return Outcome.waitForAws(context.now().plus(AGAIN), "Kafka to take the account's event");
        }
        if (!webhook.tell(event)) {
            return Outcome.waitForAws(context.now().plus(AGAIN), "the webhook to take the notification");
        }
        return Outcome.done("event", event.id());
    }

    private static String eventId(StepContext context) {
        return context.request().id() + ":handed-over";
    }

    /** The same in every delivery, its time too: that of the intent, as exactly as the database keeps it. */
    private static AccountEvent event(StepContext context, Instant at) {
        VendingRequest request = context.request();
        AccountRequest wish = request.wish();
        return new AccountEvent(
                eventId(context),
                AccountEvent.Kind.HANDED_OVER,
                at.truncatedTo(ChronoUnit.MILLIS),
                context.account(),
                request.name(),
                request.email(),
                request.ou(),
                request.ouId(),
                text(wish.environment()),
                text(wish.dataClass()),
                wish.ismsScope(),
                text(wish.owner()),
                request.blueprint().id(),
                request.blueprint().pack(),
                request.blueprint().regions(),
                AccountTags.of(request),
                request.id().toString());
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
