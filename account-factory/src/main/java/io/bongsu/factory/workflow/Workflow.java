package io.bongsu.factory.workflow;

import io.bongsu.factory.quota.TokenBuckets;
import io.bongsu.factory.request.RequestState;
import io.bongsu.factory.request.StepRow;
import io.bongsu.factory.request.StepState;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.factory.request.Who;
import io.bongsu.kit.database.DatabaseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Carries requests on: one step after the other, each until it is done, waits or needs a person. */
public final class Workflow {

    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final int MAX_BACKOFF_SECONDS = 60;

    private final List<Step> steps;
    private final Map<String, Step> byName;
    private final Failure.Classifier failures;
    private final Ledger ledger;

    Workflow(List<Step> vending, Map<String, Step> byName, Failure.Classifier failures, Ledger ledger) {
        this.steps = List.copyOf(vending);
        this.byName = Map.copyOf(byName);
        this.failures = failures;
        this.ledger = ledger;
    }

    /** All steps of a request for a new account, in order. */
    public List<Step> steps() {
        return steps;
    }

    /** What a step does, in a few words for people; its name where this version has no such step. */
    public String title(String step) {
        return byName.containsKey(step) ? byName.get(step).title() : step;
    }

    /** Does all that can be done for a request now. May be called at any moment by any instance, for any request. */
    public Progress advance(UUID id) {
        Optional<VendingRequest> taken = ledger.takeUp(id);
        if (taken.isEmpty()) {
            return new Progress.Rest();
        }
        try {
            return TokenBuckets.inTurnOf(
                    id, () -> taken.get().state() == RequestState.RUNNING ? forward(taken.get()) : back(taken.get()));
        } catch (SupersededException e) {
            return new Progress.Again(ledger.now().plus(MOMENT));
        }
    }

    private Progress forward(VendingRequest taken) {
        VendingRequest request = taken;
        while (request.state() == RequestState.RUNNING) {
            StepRow row = request.current().orElseThrow();
            if (row.notBefore() != null && row.notBefore().isAfter(ledger.now())) {
                return new Progress.Again(row.notBefore());
            }
            Step step = step(row);
            StepContext context = new StepContext(request, row, ledger);
            Tried tried = tried(row, step, () -> step.run(context));
            if (!(tried.outcome() instanceof Outcome.Done done)) {
                return stop(request, row, tried);
            }
            request = ledger.done(request, row, step, done.result());
        }
        return new Progress.Rest();
    }

    private Progress back(VendingRequest taken) {
        VendingRequest request = taken;
        while (true) {
            Optional<StepRow> last = request.steps().reversed().stream()
                    .filter(each -> each.state() != StepState.PENDING && each.state() != StepState.UNDONE)
                    .findFirst();
            if (last.isEmpty()) {
                ledger.aborted(request);
                return new Progress.Rest();
            }
            StepRow row = last.get();
            if (row.notBefore() != null && row.notBefore().isAfter(ledger.now())) {
                return new Progress.Again(row.notBefore());
            }
            Step step = step(row);
            StepContext context = new StepContext(request, row, ledger);
            Tried tried = row.state() == StepState.SKIPPED || !request.kind().takenBack()
                    ? new Tried(Outcome.done(), Optional.empty())
                    : tried(row, step, () -> step.undo(context));
            if (!(tried.outcome() instanceof Outcome.Done done)) {
                return stop(request, row, tried);
            }
            request = ledger.undone(request, row, done.result());
        }
    }

    private Progress stop(VendingRequest request, StepRow row, Tried tried) {
        return switch (tried.outcome()) {
            case Outcome.Wait wait -> {
                ledger.waits(request, row, wait, tried.failure().orElse(null));
                yield new Progress.Again(wait.until());
            }
            case Outcome.Hold hold -> {
                ledger.hold(request, row, hold);
                yield new Progress.Rest();
            }
            case Outcome.Done done ->
                throw new IllegalStateException("Step %s is done: %s".formatted(row.name(), done));
        };
    }

    private Step step(StepRow row) {
        Step step = byName.get(row.name());
        if (step == null) {
            throw new IllegalStateException(
                    "There is no step '%s' in this version; expected one of %s".formatted(row.name(), byName.keySet()));
        }
        return step;
    }

    /** What a run came to, and the failure behind it. */
    private record Tried(Outcome outcome, Optional<Failure> failure) {}

    private Tried tried(StepRow row, Step step, java.util.function.Supplier<Outcome> work) {
        try {
            return limited(row, step, new Tried(work.get(), Optional.empty()));
        } catch (SupersededException | DatabaseException e) {
            throw e; // Nothing can be written down now; whoever comes next looks first.
        } catch (RuntimeException e) {
            Failure failure = failures.of(e);
            return limited(row, step, new Tried(consequence(row, failure), Optional.of(failure)));
        }
    }

    private Outcome consequence(StepRow row, Failure failure) {
        String words = failure.code() + ": " + failure.message();
        return switch (failure.kind()) {
            case TURN ->
                Outcome.waitForTurn(
                        failure.due() == null ? ledger.now().plus(MOMENT) : failure.due(), failure.message());
            case BUSY, THROTTLED -> Outcome.waitForAws(later(row), "AWS to be ready: " + failure.code());
            case REJECTED -> new Outcome.Hold(Who.REQUESTER, failure.code(), words);
            case FORBIDDEN, UNKNOWN -> new Outcome.Hold(Who.OPERATOR, failure.code(), words);
        };
    }

    /** Twice as late each time, up to a minute. */
    private Instant later(StepRow row) {
        return ledger.now().plusSeconds(Math.min(MAX_BACKOFF_SECONDS, 1L << Math.min(row.failures(), 6)));
    }

    /** Nothing waits for AWS for ever in silence. */
    private Tried limited(StepRow row, Step step, Tried tried) {
        if (tried.outcome() instanceof Outcome.Wait wait
                && wait.on() == Outcome.Wait.On.AWS
                && row.waitingSince() != null
                && wait.until().isAfter(row.waitingSince().plus(step.waitLimit()))) {
            return new Tried(
                    new Outcome.Hold(
                            Who.OPERATOR,
                            "WAITED_TOO_LONG",
                            "Waited since %s for %s; look at AWS' health, then retry"
                                    .formatted(row.waitingSince(), wait.reason())),
                    tried.failure());
        }
        return tried;
    }
}
