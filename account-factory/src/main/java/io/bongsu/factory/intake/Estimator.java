package io.bongsu.factory.intake;

import io.bongsu.factory.quota.Rates;
import io.bongsu.factory.quota.Slots;
import io.bongsu.factory.quota.TokenBuckets;
import io.bongsu.factory.request.RequestStore;
import io.bongsu.factory.request.StepRow;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.factory.workflow.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Estimates when a request will be finished: its turn to call CreateAccount, and what the steps take as a rule. */
public final class Estimator {

    private static final String CREATING = "create-account";
    private static final String AWAITING = "await-account";

    private final List<Step> steps;
    private final RequestStore requests;
    private final TokenBuckets buckets;
    private final Slots slots;
    private final InstantSource clock;

    public Estimator(List<Step> steps, RequestStore requests, TokenBuckets buckets, Slots slots, InstantSource clock) {
        this.steps = List.copyOf(steps);
        this.requests = requests;
        this.buckets = buckets;
        this.slots = slots;
        this.clock = clock;
    }

    /** Of a request that would be accepted now. */
    public Estimate ofNew() {
        Instant now = clock.instant();
        int ahead = requests.aheadOf(now, CREATING);
        return new Estimate(planned(), ahead, now.plus(turn(ahead)).plus(duration(steps)));
    }

    /** Of what is left of a request. */
    public Estimate of(VendingRequest request) {
        Instant now = clock.instant();
        List<Step> left = steps.stream()
                .filter(step -> request.step(step.name())
                        .map(row -> !row.state().passed())
                        .orElse(false))
                .toList();
        boolean asked = request.step(CREATING)
                .map(StepRow::state)
                .map(each -> each.passed())
                .orElse(true);
        int ahead = asked ? 0 : requests.aheadOf(request.createdAt(), CREATING);
        return new Estimate(
                planned(), ahead, now.plus(asked ? Duration.ZERO : turn(ahead)).plus(duration(left)));
    }

    /** The later of two turns: a token for the call, and a slot while the account is being made. */
    private Duration turn(int ahead) {
        Duration token = buckets.waitAfter(Rates.CREATE_ACCOUNT, ahead);
        Duration slot = steps.stream()
                .filter(each -> each.name().equals(AWAITING))
                .map(each -> each.typical().multipliedBy(ahead / slots.limit(Slots.CREATING)))
                .findFirst()
                .orElse(Duration.ZERO);
        return token.compareTo(slot) > 0 ? token : slot;
    }

    private List<Estimate.Planned> planned() {
        return steps.stream()
                .map(each -> new Estimate.Planned(
                        each.name(), each.title(), each.typical().toSeconds()))
                .toList();
    }

    private static Duration duration(List<Step> steps) {
        return steps.stream().map(Step::typical).reduce(Duration.ZERO, Duration::plus);
    }
}
