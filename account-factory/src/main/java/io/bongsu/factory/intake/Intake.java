package io.bongsu.factory.intake;

import io.bongsu.factory.approval.ApprovalPolicy.Subject;
import io.bongsu.factory.approval.Approvals;
import io.bongsu.factory.approval.Decision;
import io.bongsu.factory.blueprint.Blueprints;
import io.bongsu.factory.intake.Checks.Checked;
import io.bongsu.factory.intake.Reason.Code;
import io.bongsu.factory.inventory.Inventory;
import io.bongsu.factory.request.AccountRequest;
import io.bongsu.factory.request.Actor;
import io.bongsu.factory.request.Audit;
import io.bongsu.factory.request.Journal;
import io.bongsu.factory.request.JournalEntry.Kind;
import io.bongsu.factory.request.Json;
import io.bongsu.factory.request.NewRequest;
import io.bongsu.factory.request.RequestKind;
import io.bongsu.factory.request.RequestState;
import io.bongsu.factory.request.RequestStore;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.factory.workflow.Step;
import io.bongsu.kit.database.Database;
import io.bongsu.kit.database.DatabaseException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Accepts a request with its plan, or refuses it with every reason; nothing is kept of a wish that can't come true. */
public final class Intake {

    private final Database database;
    private final RequestStore requests;
    private final Inventory inventory;
    private final Duration inventoryMaxAge;
    private final Approvals approvals;
    private final Checks checks;
    private final Estimator estimator;
    private final List<Step> steps;
    private final InstantSource clock;

    /**
     * What the intake is told.
     *
     * @param emails how addresses are made and checked
     * @param ous organizational units, id by name
     * @param accountLimit the quota "Default maximum number of accounts"
     * @param inventoryMaxAge how old the list of accounts may be
     */
    public record Settings(EmailPolicy emails, Map<String, String> ous, int accountLimit, Duration inventoryMaxAge) {}

    public Intake(
            Settings settings,
            Blueprints blueprints,
            Database database,
            RequestStore requests,
            Inventory inventory,
            Approvals approvals,
            Estimator estimator,
            List<Step> steps,
            InstantSource clock) {
        this.database = database;
        this.requests = requests;
        this.inventory = inventory;
        this.inventoryMaxAge = settings.inventoryMaxAge();
        this.approvals = approvals;
        this.checks =
                new Checks(blueprints, settings.emails(), settings.ous(), settings.accountLimit(), inventory, requests);
        this.estimator = estimator;
        this.steps = List.copyOf(steps);
        this.clock = clock;
    }

    /**
     * What became of a request.
     *
     * @param id its id; none in a dry run
     * @param name the account's name
     * @param email the root user's address
     * @param blueprint what it is made from, with the version
     * @param ou name of the organizational unit it goes to
     * @param approval what the approval policy said; none of a repetition
     * @param estimate what will be done, and when
     * @param repeated whether it was accepted before, under the same idempotency key
     */
    public record Accepted(
            @Nullable UUID id,
            String name,
            String email,
            String blueprint,
            String ou,
            @Nullable Decision approval,
            Estimate estimate,
            boolean repeated) {}

    /**
     * Checks a request and keeps it.
     *
     * @param key the same for every repetition of the same request
     * @param dryRun only checks
     * @throws RefusedException with everything that is wrong
     * @throws PreflightException where that can't be found out now
     */
    public Accepted accept(AccountRequest wish, Actor requester, Optional<String> key, boolean dryRun) {
        String hash = hash(wish, requester);
        Optional<Accepted> known = key.flatMap(each -> known(each, hash));
        if (known.isPresent()) {
            return known.get();
        }
        try {
            inventory.ensureNotOlderThan(inventoryMaxAge);
        } catch (DatabaseException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new PreflightException(
                    "The organization's accounts can't be listed now, so the request can't be checked; ask again in a moment",
                    e);
        }
        Checked checked = checks.check(wish);
        Decision decision = approvals.ask(new Subject(
                RequestKind.VEND,
                wish,
                checked.name(),
                checked.email(),
                checked.ou(),
                checked.blueprint(),
                requester.name()));
        Estimate estimate = estimator.ofNew();
        if (dryRun) {
            return accepted(null, checked, decision, estimate);
        }
        try {
            UUID id = keep(checked, requester, key, hash, decision);
            return accepted(id, checked, decision, estimate);
        } catch (DatabaseException e) {
            if (!e.duplicate()) {
                throw e;
            }
            // Another request was a moment faster: with the same key it is this one; else the checks say now what is
            // taken.
            Optional<Accepted> faster = key.flatMap(each -> known(each, hash));
            if (faster.isPresent()) {
                return faster.get();
            }
            checks.check(wish);
            throw e;
        }
    }

    private Optional<Accepted> known(String key, String hash) {
        return requests.byIdempotencyKey(key).map(id -> {
            if (!requests.bodyHash(id).equals(hash)) {
                throw new RefusedException(List.of(new Reason(
                        Code.IDEMPOTENCY_KEY_REUSED,
                        "",
                        key,
                        "a new key for a new request; request %s has this one".formatted(id))));
            }
            VendingRequest request = requests.find(id).orElseThrow();
            return new Accepted(
                    id,
                    request.name(),
                    request.email(),
                    request.blueprint().id(),
                    request.ou(),
                    null,
                    estimator.of(request),
                    true);
        });
    }

    private static Accepted accepted(@Nullable UUID id, Checked checked, Decision decision, Estimate estimate) {
        return new Accepted(
                id, checked.name(), checked.email(), checked.blueprint().id(), checked.ou(), decision, estimate, false);
    }

    private UUID keep(Checked checked, Actor requester, Optional<String> key, String hash, Decision decision) {
        UUID id = UUID.randomUUID();
        RequestState state = decision.auto() ? RequestState.RUNNING : RequestState.AWAITING_APPROVAL;
        database.change(transaction -> {
            Instant now = clock.instant();
            RequestStore.add(
                    transaction,
                    new NewRequest(
                            id,
                            RequestKind.VEND,
                            null,
                            null,
                            key.orElse(null),
                            hash,
                            checked.wish(),
                            checked.blueprint(),
                            checked.name(),
                            checked.email(),
                            checked.ou(),
                            checked.ouId(),
                            requester.name(),
                            state,
                            steps.stream().map(Step::name).toList()),
                    now);
            Journal.add(
                    transaction,
                    id,
                    now,
                    Kind.ACCEPTED,
                    null,
                    requester.name(),
                    Map.of(
                            "name",
                            checked.name(),
                            "email",
                            checked.email(),
                            "blueprint",
                            checked.blueprint().id()));
            approvals.open(transaction, id, decision, now);
            Audit.add(
                    transaction,
                    id,
                    new Audit.Entry(now, requester.name(), "request", Map.of(), Map.of("state", state.name())));
        });
        return id;
    }

    private static String hash(AccountRequest wish, Actor requester) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest((requester.name() + "\n" + Json.write(wish)).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is in every JDK", e);
        }
    }
}
