package io.bongsu.factory.organization;

import io.bongsu.factory.organization.Plan.PlannedChange;
import io.bongsu.factory.quota.TokenBuckets;
import io.bongsu.factory.workflow.Failure;
import io.bongsu.factory.workflow.NotNowException;
import io.bongsu.factory.workflow.Progress;
import io.bongsu.kit.database.Database;
import io.bongsu.kit.database.DatabaseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Plans and applies. A plan does nothing; it is applied only while the organization is as it was when the plan was made. Applying goes on
 * after a crash: each change is written down before it is made, and what is so already counts as made.
 */
public final class OrganizationAsCode {

    private static final Duration LATER = Duration.ofSeconds(5);

    private final Declarations declarations;
    private final Limits limits;
    private final OrganizationAccess organization;
    private final PlanStore plans;
    private final Failure.Classifier failures;
    private final InstantSource clock;

    public OrganizationAsCode(
            Declarations declarations,
            Limits limits,
            OrganizationAccess organization,
            Database database,
            Failure.Classifier failures,
            InstantSource clock) {
        this.declarations = declarations;
        this.limits = limits;
        this.organization = organization;
        this.plans = new PlanStore(database);
        this.failures = failures;
        this.clock = clock;
    }

    /**
     * Finds out what would have to be done; does nothing.
     *
     * @throws DeclarationException with everything that is wrong with the declaration
     * @throws OrganizationAwayException where the organization can't be read now
     */
    public Plan plan(String yaml, String actor) {
        Declaration declaration = declarations.parse(yaml);
        UUID id = UUID.randomUUID();
        Live live = read(id, declaration);
        new DeclarationChecks(limits).check(declaration, live);
        Planner.Difference difference = new Planner(limits, declaration, live).difference();
        plans.add(id, declaration, live.fingerprint(), difference, actor, clock.instant());
        return plans.find(id).orElseThrow();
    }

    public Optional<Plan> find(UUID id) {
        return plans.find(id);
    }

    /**
     * Has a plan applied; {@link #advance} does it.
     *
     * @throws NotNowException where it was applied before, another one is being applied, or the organization changed since
     */
    public Plan apply(UUID id, String actor) {
        PlanStore.Stored stored = plans.stored(id).orElseThrow();
        if (stored.state() != Plan.State.PLANNED) {
            throw new NotNowException("Plan %s is %s; only a new plan can be applied".formatted(id, stored.state()));
        }
        Live live = read(id, stored.declaration());
        if (!live.fingerprint().equals(stored.fingerprint())) {
            throw new NotNowException(
                    "The organization changed since plan %s was made; make a new plan and look at its changes"
                            .formatted(id));
        }
        if (!plans.begin(id, actor, clock.instant())) {
            throw new NotNowException("Another plan is being applied; wait for its end, then make a new plan");
        }
        return plans.find(id).orElseThrow();
    }

    /** Plans that are being applied. */
    public List<UUID> driven() {
        return plans.applying();
    }

    /** Makes all changes that can be made now. May be called again at any moment. */
    public Progress advance(UUID id) {
        Optional<PlanStore.Stored> stored = plans.stored(id);
        if (stored.isEmpty() || stored.get().state() != Plan.State.APPLYING) {
            return new Progress.Rest();
        }
        return TokenBuckets.inTurnOf(id, () -> changes(id, stored.get()));
    }

    private Live read(UUID id, Declaration declaration) {
        try {
            return TokenBuckets.inTurnOf(id, () -> organization.read(declaration));
        } catch (DatabaseException e) {
            throw e;
        } catch (RuntimeException e) {
            Failure failure = failures.of(e);
            throw new OrganizationAwayException(
                    "The organization can't be read now (%s: %s); ask again in a moment"
                            .formatted(failure.code(), failure.message()),
                    e);
        }
    }

    private Progress changes(UUID id, PlanStore.Stored stored) {
        for (Optional<PlannedChange> next = plans.next(id); next.isPresent(); next = plans.next(id)) {
            PlannedChange change = next.get();
            if (change.state() == Plan.ChangeState.PENDING) {
                plans.intend(id, change, clock.instant());
            }
            try {
                Performed performed = organization.perform(
                        id, change.change(), stored.declaration(), plans.noted(id, change.number()));
                if (performed instanceof Performed.Wait wait) {
                    plans.note(id, change, wait.noted());
                    return new Progress.Again(clock.instant().plus(wait.after()));
                }
            } catch (DatabaseException e) {
                throw e; // Nothing can be written down now; whoever comes next goes on.
            } catch (RuntimeException e) {
                return failed(id, change, failures.of(e));
            }
            plans.done(id, change, String.valueOf(stored.appliedBy()), clock.instant());
        }
        plans.applied(id, clock.instant());
        return new Progress.Rest();
    }

    private Progress failed(UUID id, PlannedChange change, Failure failure) {
        Instant now = clock.instant();
        return switch (failure.kind()) {
            case TURN -> new Progress.Again(failure.due() == null ? now.plus(LATER) : failure.due());
            case BUSY, THROTTLED -> new Progress.Again(now.plus(LATER));
            case REJECTED, FORBIDDEN, UNKNOWN -> {
                plans.failed(
                        id,
                        change,
                        "Change %d failed with %s: %s. What is done stays done; mend the cause and make a new plan"
                                .formatted(change.number(), failure.code(), failure.message()),
                        now);
                yield new Progress.Rest();
            }
        };
    }
}
