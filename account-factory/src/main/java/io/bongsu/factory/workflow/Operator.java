package io.bongsu.factory.workflow;

import io.bongsu.factory.quota.Slots;
import io.bongsu.factory.request.Audit;
import io.bongsu.factory.request.Journal;
import io.bongsu.factory.request.JournalEntry.Kind;
import io.bongsu.factory.request.RequestState;
import io.bongsu.factory.request.RequestStore;
import io.bongsu.factory.request.StepRow;
import io.bongsu.factory.request.StepState;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.kit.database.Database;
import io.bongsu.kit.database.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a person may do with a request that is on its way; each is audited with who, before and after. */
public final class Operator {

    private final Database database;
    private final Map<String, Step> steps;
    private final InstantSource clock;
    private final Aftermath aftermath;

    Operator(Database database, Map<String, Step> steps, InstantSource clock, Aftermath aftermath) {
        this.database = database;
        this.steps = Map.copyOf(steps);
        this.clock = clock;
        this.aftermath = aftermath;
    }

    /** Runs the held step again, or begins where its hold says. */
    public void retry(UUID id, String step, String actor) {
        act(id, actor, "retry", Map.of("step", step), (transaction, request, now) -> {
            StepRow row = held(request, step);
            if (row.retryFrom() != null && request.state() == RequestState.RUNNING) {
                transaction.update(
                        "UPDATE step SET state = 'PENDING', failures = 0, intent = NULL, intent_at = NULL, result = NULL, waiting_since = NULL,"
                                + " not_before = NULL, message = NULL, error_code = NULL, retry_from = NULL, ended_at = NULL"
                                + " WHERE request_id = ? AND position <= ? AND position >= (SELECT position FROM step WHERE request_id = ? AND name = ?)",
                        id,
                        row.position(),
                        id,
                        row.retryFrom());
                transaction.update(
                        "UPDATE step SET state = 'RUNNING' WHERE request_id = ? AND name = ?", id, row.retryFrom());
            } else {
                transaction.update(
                        "UPDATE step SET state = 'RUNNING', failures = 0, waiting_since = NULL, not_before = NULL, message = NULL, error_code = NULL"
                                + " WHERE request_id = ? AND position = ?",
                        id,
                        row.position());
            }
            free(transaction, id);
            Journal.add(transaction, id, now, Kind.RETRIED, step, actor, Map.of());
        });
    }

    /** Goes on without the held step. */
    public void skip(UUID id, String step, String reason, String approver, String actor) {
        Map<String, String> given = Map.of("step", step, "reason", reason, "approver", approver);
        act(id, actor, "skip", given, (transaction, request, now) -> {
            StepRow row = held(request, step);
            Step skipped = steps.get(step);
            if (skipped == null || !skipped.skippable() || request.state() != RequestState.RUNNING) {
                throw new NotNowException(
                        "Step '%s' can't be skipped: nothing can go on without it; retry it or abort the request"
                                .formatted(step));
            }
            transaction.update(
                    "UPDATE step SET state = 'SKIPPED', ended_at = ? WHERE request_id = ? AND position = ?",
                    now,
                    id,
                    row.position());
            free(transaction, id);
            Journal.add(
                    transaction, id, now, Kind.SKIPPED, step, actor, Map.of("reason", reason, "approver", approver));
            Ledger.pass(transaction, request, row, skipped, aftermath, now);
        });
    }

    /** Takes back what was done; an account that exists stays in the holding organizational unit. */
    public void abort(UUID id, String reason, String actor) {
        act(id, actor, "abort", Map.of("reason", reason), (transaction, request, now) -> {
            if (request.state() == RequestState.ABORTING || request.state().ended()) {
                throw new NotNowException("Request %s is %s; only what is awaiting approval or running can be aborted"
                        .formatted(id, request.state()));
            }
            Optional<StepRow> beyond = request.steps().stream()
                    .filter(each -> each.intent() != null && irrevocable(each.name()))
                    .findFirst();
            if (beyond.isPresent()) {
                throw new NotNowException(
                        "Step '%s' of request %s has begun and can't be taken back; only AWS Support can, where anybody can"
                                .formatted(beyond.get().name(), id));
            }
            boolean begun = request.state() == RequestState.RUNNING;
            transaction.update(
                    "UPDATE request SET state = ?, ended_at = ? WHERE id = ?",
                    begun ? RequestState.ABORTING : RequestState.ABORTED,
                    begun ? null : now,
                    id);
            transaction.update(
                    "UPDATE step SET failures = 0, waiting_since = NULL, not_before = NULL, message = NULL, error_code = NULL, retry_from = NULL,"
                            + " state = CASE WHEN state IN ('WAITING', 'HELD') THEN 'RUNNING' ELSE state END WHERE request_id = ?",
                    id);
            free(transaction, id);
            if (!begun) {
                Slots.freeAll(transaction, id);
            }
            Journal.add(
                    transaction, id, now, begun ? Kind.ABORTING : Kind.ABORTED, null, actor, Map.of("reason", reason));
        });
    }

    /** What changes the request, given as it was before. */
    private interface Act {
        void in(Transaction transaction, VendingRequest request, Instant now) throws SQLException;
    }

    private void act(UUID id, String actor, String action, Map<String, String> given, Act act) {
        database.change(transaction -> {
            Instant now = clock.instant();
            // Locks the row, and every run that is under way loses the request.
            transaction.update("UPDATE request SET run = run + 1, updated_at = ? WHERE id = ?", now, id);
            VendingRequest before = RequestStore.find(transaction, id).orElseThrow();
            act.in(transaction, before, now);
            Map<String, String> after =
                    new HashMap<>(facts(RequestStore.find(transaction, id).orElseThrow()));
            after.putAll(given);
            Audit.add(transaction, id, new Audit.Entry(now, actor, action, facts(before), after));
        });
    }

    private boolean irrevocable(String name) {
        Step step = steps.get(name);
        return step != null && step.irrevocable();
    }

    private static void free(Transaction transaction, UUID id) throws SQLException {
        transaction.update("UPDATE request SET held_for = NULL WHERE id = ?", id);
    }

    private static StepRow held(VendingRequest request, String step) {
        Optional<StepRow> held = request.steps().stream()
                .filter(each -> each.state() == StepState.HELD)
                .findFirst();
        if (held.isEmpty() || !held.get().name().equals(step)) {
            throw new NotNowException("Step '%s' of request %s is not held; %s"
                    .formatted(
                            step,
                            request.id(),
                            held.map(each -> "held is '" + each.name() + "'").orElse("no step is")));
        }
        return held.get();
    }

    private static Map<String, String> facts(VendingRequest request) {
        Map<String, String> facts = new HashMap<>();
        facts.put("state", request.state().name());
        facts.put("held_for", String.valueOf(request.heldFor()));
        request.current().ifPresent(each -> facts.put("current", each.name() + " " + each.state()));
        return facts;
    }
}
