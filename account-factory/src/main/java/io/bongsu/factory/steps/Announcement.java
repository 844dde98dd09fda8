package io.bongsu.factory.steps;

import io.bongsu.contracts.AccountEvent;
import io.bongsu.factory.handover.AccountEvents;
import io.bongsu.factory.handover.Webhook;
import io.bongsu.factory.request.AccountRequest;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.StepContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Telling the other services and the webhook what happened to an account. A repetition carries the same id, so that it counts once. */
final class Announcement {

    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final AccountEvents events;
    private final Webhook webhook;

    Announcement(AccountEvents events, Webhook webhook) {
        this.events = events;
        this.webhook = webhook;
    }

    Outcome of(AccountEvent.Kind kind, String id, StepContext context) {
        if (context.intent().isEmpty()) {
            context.intend(Map.of("event", id));
        }
        AccountEvent event =
                event(kind, id, context, context.intent().orElseThrow().at());
        if (!events.send(event)) {
            return Outcome.waitForAws(context.now().plus(AGAIN), "Kafka to take the account's event");
        }
        if (!webhook.tell(event)) {
            return Outcome.waitForAws(context.now().plus(AGAIN), "the webhook to take the notification");
        }
        return Outcome.done("event", event.id());
    }

    /** The same in every delivery, its time too: that of the intent, as exactly as the database keeps it. */
    private static AccountEvent event(AccountEvent.Kind kind, String id, StepContext context, Instant at) {
        VendingRequest request = context.request();
        AccountRequest wish = request.wish();
        return new AccountEvent(
                id,
                kind,
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
                request.origin().toString());
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
