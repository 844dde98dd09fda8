package io.bongsu.factory.steps;

import io.bongsu.factory.blueprint.Blueprint.Customization;
import io.bongsu.factory.callback.Callback;
import io.bongsu.factory.callback.Callbacks;
import io.bongsu.factory.callback.Hooks;
import io.bongsu.factory.request.Who;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Has the blueprint's Terraform runs done by their hooks, one after the other, and waits for their callbacks. */
public final class TerraformHookStep implements Step {

    private static final String CALLBACK = "callback";
    private static final String NUMBER = "number";
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration AGAIN = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofDays(1);

    private final Callbacks callbacks;
    private final Optional<Hooks> hooks;

    /** @param hooks empty where no key was set */
    TerraformHookStep(Callbacks callbacks, Optional<Hooks> hooks) {
        this.callbacks = callbacks;
        this.hooks = hooks;
    }

    @Override
    public String name() {
        return "terraform-hook";
    }

    @Override
    public String title() {
        return "Have Terraform run";
    }

    @Override
    public Outcome run(StepContext context) {
        List<Customization> all = context.blueprint().customizations();
        List<Integer> runs = IntStream.range(0, all.size())
                .filter(number -> all.get(number).kind() == Customization.Kind.TERRAFORM)
                .boxed()
                .toList();
        if (runs.isEmpty()) {
            return Outcome.done("nothing", "the blueprint has no Terraform runs");
        }
        if (hooks.isEmpty()) {
            return new Outcome.Hold(
                    Who.OPERATOR,
                    "NO_HOOK_KEY",
                    "Orders to hooks can't be signed; set account-factory.terraform.key-file and .callback-url, then retry");
        }
        for (int number : runs) {
            if (!callbacks.succeeded(context.request().id(), number)) {
                return run(context, hooks.get(), number, all.get(number));
            }
        }
        return Outcome.done("runs", Integer.toString(runs.size()));
    }

    private Outcome run(StepContext context, Hooks hooks, int number, Customization customization) {
        Optional<Callback> open = context.intent()
                .filter(each -> Integer.toString(number).equals(each.what().get(NUMBER)))
                .flatMap(each -> callbacks.find(UUID.fromString(each.what().get(CALLBACK))));
        if (open.isEmpty()) {
            Instant expires = context.now().plus(hooks.expiry());
            UUID id = callbacks.open(context.request().id(), number, expires);
            context.intend(
                    Map.of("call", customization.source(), NUMBER, Integer.toString(number), CALLBACK, id.toString()));
            return order(context, hooks, id, expires, customization);
        }
        Callback callback = open.get();
        if (callback.state() == Callback.State.FAILED) {
            return held(
                    context,
                    "HOOK_FAILED",
                    "The hook %s says: %s (log: %s); mend that, a retry orders it again"
                            .formatted(customization.source(), callback.message(), callback.logUrl()));
        }
        if (!context.now().isBefore(callback.expiresAt())) {
            return held(
                    context,
                    "HOOK_EXPIRED",
                    "The hook %s did not answer until %s; look there what became of it, a retry orders it again"
                            .formatted(customization.source(), callback.expiresAt()));
        }
        return callback.delivered()
                ? Outcome.waitForAws(context.now().plus(POLL), "the hook to answer")
                : order(context, hooks, callback.id(), callback.expiresAt(), customization);
    }

    /** Without its intent, the next run orders again. */
    private static Outcome held(StepContext context, String code, String reason) {
        context.withdraw(code);
        return new Outcome.Hold(Who.OPERATOR, code, reason);
    }

    private Outcome order(StepContext context, Hooks hooks, UUID id, Instant expires, Customization customization) {
        Map<String, Object> order = Map.of(
                "account", context.account(),
                "account_name", context.request().name(),
                "environment", Objects.requireNonNullElse(context.wish().environment(), ""),
                "blueprint", context.blueprint().id(),
                "regions", context.blueprint().regions(),
                "request", context.request().id().toString(),
                "parameters", customization.parameters(),
                "expires_at", expires.toString());
        if (!hooks.order(URI.create(customization.source()), id, order)) {
            return Outcome.waitForAws(context.now().plus(AGAIN), "the hook to take the order");
        }
        callbacks.delivered(id);
        return Outcome.waitForAws(context.now().plus(POLL), "the hook to answer");
    }

    @Override
    public Duration waitLimit() {
        return LIMIT;
    }

    @Override
    public Duration typical() {
        return Duration.ofMinutes(3);
    }
}
