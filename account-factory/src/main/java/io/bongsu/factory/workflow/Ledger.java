package io.bongsu.factory.workflow;

import io.bongsu.factory.quota.Slots;
import io.bongsu.factory.request.Journal;
import io.bongsu.factory.request.JournalEntry;
import io.bongsu.factory.request.JournalEntry.Kind;
import io.bongsu.factory.request.Json;
import io.bongsu.factory.request.RequestKind;
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
import org.jspecify.annotations.Nullable;

/**
 * Writes down what becomes of steps. Step, request and journal change in one transaction, and only while this run is the newest: what an
 * instance writes that lost the request is refused.
 */
final class Ledger {

    private final Database database;
    private final InstantSource clock;
    private final Aftermath aftermath;

    Ledger(Database database, InstantSource clock, Aftermath aftermath) {
        this.database = database;
        this.clock = clock;
        this.aftermath = aftermath;
    }

    Instant now() {
        return clock.instant();
    }

    /** Takes a request up, if there is something to do for it; every earlier run has lost it from then on. */
    Optional<VendingRequest> takeUp(UUID id) {
        return database.write(transaction -> transaction.update(
                                "UPDATE request SET run = run + 1 WHERE id = ? AND state IN ('RUNNING', 'ABORTING') AND held_for IS NULL",
                                id)
                        == 1
                ? RequestStore.find(transaction, id)
                : Optional.empty());
    }

    Instant intend(VendingRequest request, StepRow row, Map<String, String> what) {
        Instant now = now();
        database.change(transaction -> {
            own(transaction, request, now);
            transaction.update(
                    "UPDATE step SET intent = ?::jsonb, intent_at = ?, started_at = COALESCE(started_at, ?) WHERE request_id = ? AND position = ?",
                    Json.write(what),
                    now,
                    now,
                    request.id(),
                    row.position());
            journal(transaction, request, Kind.INTENT, row.name(), what);
        });
        return now;
    }

    void withdraw(VendingRequest request, StepRow row, String code) {
        database.change(transaction -> {
            own(transaction, request, now());
            transaction.update(
                    "UPDATE step SET intent = NULL, intent_at = NULL WHERE request_id = ? AND position = ?",
                    request.id(),
                    row.position());
            journal(transaction, request, Kind.WITHDRAWN, row.name(), Map.of("code", code));
        });
    }

    /** The step is done and the next begins; after the last one the request has ended. */
    VendingRequest done(VendingRequest request, StepRow row, Step step, Map<String, String> result) {
        return database.write(transaction -> {
            Instant now = now();
            own(transaction, request, now);
            end(transaction, request, row, StepState.DONE, now);
            transaction.update(
                    "UPDATE step SET result = ?::jsonb WHERE request_id = ? AND position = ?",
                    Json.write(result),
                    request.id(),
                    row.position());
            journal(transaction, request, Kind.DONE, row.name(), result);
            keep(transaction, request, result, now);
            pass(transaction, request, row, step, aftermath, now);
            return RequestStore.find(transaction, request.id()).orElseThrow();
        });
    }

    /** What follows when a step is done or skipped. */
    static void pass(
            Transaction transaction, VendingRequest request, StepRow row, Step step, Aftermath aftermath, Instant now)
            throws SQLException {
        if (step.frees().isPresent()) {
            Slots.free(transaction, step.frees().get(), request.id());
        }
        int next = transaction.update(
                "UPDATE step SET state = 'RUNNING', started_at = ? WHERE request_id = ? AND position = ?",
                now,
                request.id(),
                row.position() + 1);
        if (next == 0) {
            Slots.freeAll(transaction, request.id());
            Kind kind = request.kind() == RequestKind.VEND ? Kind.HANDED_OVER : Kind.COMPLETED;
            finish(transaction, request, request.kind().success(), kind, aftermath, now);
        }
    }

    /** Waits for a time; the first wait of its reason is journalled. */
    void waits(VendingRequest request, StepRow row, Outcome.Wait wait, @Nullable Failure failure) {
        database.change(transaction -> {
            Instant now = now();
            own(transaction, request, now);
            transaction.update(
                    "UPDATE step SET state = 'WAITING', attempts = attempts + 1, failures = ?, not_before = ?, message = ?, error_code = ?,"
                            + " waiting_since = CASE WHEN ? THEN COALESCE(waiting_since, ?) ELSE waiting_since END,"
                            + " started_at = COALESCE(started_at, ?) WHERE request_id = ? AND position = ?",
                    failure == null ? 0 : row.failures() + 1,
                    wait.until(),
                    wait.reason(),
                    failure == null ? null : failure.code(),
                    wait.on() == Outcome.Wait.On.AWS,
                    now,
                    now,
                    request.id(),
                    row.position());
            if (row.state() != StepState.WAITING || !wait.reason().equals(row.message())) {
                journal(transaction, request, Kind.WAITING, row.name(), detail(wait.reason(), failure));
            }
        });
    }

    void hold(VendingRequest request, StepRow row, Outcome.Hold hold) {
        database.change(transaction -> {
            Instant now = now();
            own(transaction, request, now);
            transaction.update(
                    "UPDATE step SET state = 'HELD', attempts = attempts + 1, not_before = NULL, message = ?, error_code = ?, retry_from = ?,"
                            + " started_at = COALESCE(started_at, ?) WHERE request_id = ? AND position = ?",
                    hold.reason(),
                    hold.code(),
                    hold.retryFrom(),
                    now,
                    request.id(),
                    row.position());
            transaction.update("UPDATE request SET held_for = ? WHERE id = ?", hold.who(), request.id());
            journal(
                    transaction,
                    request,
                    Kind.HELD,
                    row.name(),
                    Map.of(
                            "code",
                            hold.code(),
                            "reason",
                            hold.reason(),
                            "who",
                            hold.who().name()));
        });
    }

    VendingRequest undone(VendingRequest request, StepRow row, Map<String, String> result) {
        return database.write(transaction -> {
            Instant now = now();
            own(transaction, request, now);
            end(transaction, request, row, StepState.UNDONE, now);
            journal(transaction, request, Kind.UNDONE, row.name(), result);
            keep(transaction, request, result, now);
            return RequestStore.find(transaction, request.id()).orElseThrow();
        });
    }

    void aborted(VendingRequest request) {
        database.change(transaction -> {
            Instant now = now();
            own(transaction, request, now);
            Slots.freeAll(transaction, request.id());
            finish(transaction, request, RequestState.ABORTED, Kind.ABORTED, aftermath, now);
        });
    }

    private static void own(Transaction transaction, VendingRequest request, Instant now) throws SQLException {
        if (transaction.update(
                        "UPDATE request SET updated_at = ? WHERE id = ? AND run = ?", now, request.id(), request.run())
                == 0) {
            throw new SupersededException(request.id(), request.run());
        }
    }

    private static void end(Transaction transaction, VendingRequest request, StepRow row, StepState state, Instant now)
            throws SQLException {
        transaction.update(
                "UPDATE step SET state = ?, attempts = attempts + 1, failures = 0, waiting_since = NULL, not_before = NULL, message = NULL,"
                        + " error_code = NULL, retry_from = NULL, started_at = COALESCE(started_at, ?), ended_at = ? WHERE request_id = ? AND position = ?",
                state,
                now,
                now,
                request.id(),
                row.position());
    }

    /** The facts of a result that are more than the step's own. */
    private void keep(Transaction transaction, VendingRequest request, Map<String, String> result, Instant now)
            throws SQLException {
        String account = result.getOrDefault(Step.ACCOUNT_ID, request.accountId());
        if (result.containsKey(Step.ACCOUNT_ID)) {
            transaction.update("UPDATE request SET account_id = ? WHERE id = ?", account, request.id());
            transaction.update(
                    "INSERT INTO account (id, name, email, state, request_id, joined_at, seen_at) VALUES (?, ?, ?, 'ACTIVE', ?, ?, ?)"
                            + " ON CONFLICT (id) DO UPDATE SET request_id = EXCLUDED.request_id",
                    account,
                    request.name(),
                    request.email(),
                    request.id(),
                    now,
                    now);
        }
        if (result.containsKey(Step.OU_ID)) {
            transaction.update(
                    "UPDATE account SET ou_id = ?, ou_seen_at = ? WHERE id = ?", result.get(Step.OU_ID), now, account);
        }
        aftermath.stepped(transaction, request, result);
    }

    private static void finish(
            Transaction transaction,
            VendingRequest request,
            RequestState state,
            Kind kind,
            Aftermath aftermath,
            Instant now)
            throws SQLException {
        transaction.update(
                "UPDATE request SET state = ?, held_for = NULL, ended_at = ? WHERE id = ?", state, now, request.id());
        Journal.add(transaction, request.id(), now, kind, null, JournalEntry.FACTORY, Map.of());
        aftermath.ended(
                transaction, RequestStore.find(transaction, request.id()).orElseThrow(), now);
    }

    private void journal(
            Transaction transaction, VendingRequest request, Kind kind, String step, Map<String, String> detail)
            throws SQLException {
        Journal.add(transaction, request.id(), now(), kind, step, JournalEntry.FACTORY, detail);
    }

    private static Map<String, String> detail(String reason, @Nullable Failure failure) {
        Map<String, String> detail = new HashMap<>(Map.of("reason", reason));
        if (failure != null) {
            detail.put("kind", failure.kind().name());
            detail.put("code", failure.code());
            detail.put("message", failure.message());
        }
        return detail;
    }
}
