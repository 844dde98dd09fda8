package io.bongsu.factory.approval;

import io.bongsu.factory.approval.ApprovalPolicy.Subject;
import io.bongsu.factory.request.Actor;
import io.bongsu.factory.request.Audit;
import io.bongsu.factory.request.Journal;
import io.bongsu.factory.request.JournalEntry;
import io.bongsu.factory.request.JournalEntry.Kind;
import io.bongsu.factory.request.Json;
import io.bongsu.factory.request.RequestState;
import io.bongsu.factory.request.RequestStore;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.factory.workflow.NotNowException;
import io.bongsu.kit.database.Database;
import io.bongsu.kit.database.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who let which request through, or didn't. */
public final class Approvals {

    private static final String POLICY = "policy";

    private final Database database;
    private final ApprovalPolicy policy;
    private final Duration expiry;
    private final InstantSource clock;

    /** @param expiry how long a request waits for a decision */
    public Approvals(Database database, ApprovalPolicy policy, Duration expiry, InstantSource clock) {
        this.database = database;
        this.policy = policy;
        this.expiry = expiry;
        this.clock = clock;
    }

    /** What the policy says of a request that is being accepted. */
    public Decision ask(Subject subject) {
        return policy.ask(subject, null);
    }

    /** Keeps what the policy said, in the transaction that accepts the request. */
    public void open(Transaction transaction, UUID request, Decision decision, Instant now) throws SQLException {
        transaction.update(
                "INSERT INTO approval (request_id, state, policy, expires_at, decided_by, decided_at) VALUES (?, ?, ?::jsonb, ?, ?, ?)",
                request,
                decision.auto() ? "APPROVED" : "OPEN",
                Json.write(decision),
                now.plus(expiry),
                decision.auto() ? POLICY : null,
                decision.auto() ? now : null);
        if (decision.auto()) {
            Journal.add(
                    transaction,
                    request,
                    now,
                    Kind.APPROVED,
                    null,
                    POLICY,
                    Map.of("reason", decision.reason().en()));
        }
    }

    public Optional<Approval> of(UUID request) {
        return database.read(transaction -> transaction.first(
                "SELECT * FROM approval WHERE request_id = ?",
                row -> new Approval(
                        row.getString("state"),
                        Json.read(row.getString("policy"), Decision.class),
                        row.getTimestamp("expires_at").toInstant(),
                        row.getString("decided_by"),
                        row.getString("comment"),
                        Transaction.instant(row, "decided_at")),
                request));
    }

    /**
     * Lets the request through, or not.
     *
     * @throws NotAllowedException where the policy doesn't let this person decide
     * @throws NotNowException where the request doesn't wait for a decision
     */
    public void decide(VendingRequest request, boolean approve, String comment, Actor actor) {
        Decision decision = policy.ask(
                new Subject(
                        request.kind(),
                        request.wish(),
                        request.name(),
                        request.email(),
                        request.ou(),
                        request.blueprint(),
                        request.requester()),
                actor);
        if (!decision.may()) {
            throw new NotAllowedException(decision);
        }
        database.change(transaction -> {
            Instant now = clock.instant();
            end(transaction, request.id(), approve ? "APPROVED" : "DENIED", actor.name(), comment, now);
            RequestState state = approve ? RequestState.RUNNING : RequestState.DENIED;
            Journal.add(
                    transaction,
                    request.id(),
                    now,
                    approve ? Kind.APPROVED : Kind.DENIED,
                    null,
                    actor.name(),
                    Map.of("comment", comment, "reason", decision.reason().en()));
            Audit.add(
                    transaction,
                    request.id(),
                    new Audit.Entry(
                            now,
                            actor.name(),
                            approve ? "approve" : "deny",
                            Map.of("state", RequestState.AWAITING_APPROVAL.name()),
                            Map.of("state", state.name(), "comment", comment)));
            transition(transaction, request.id(), state, now);
        });
    }

    /** Ends the requests that waited too long. */
    public void expire() {
        Instant now = clock.instant();
        List<UUID> late = database.read(transaction -> transaction.list(
                "SELECT a.request_id FROM approval a JOIN request r ON r.id = a.request_id"
                        + " WHERE a.state = 'OPEN' AND r.state = 'AWAITING_APPROVAL' AND a.expires_at < ?",
                row -> row.getObject(1, UUID.class),
                now));
        for (UUID id : late) {
            database.change(transaction -> {
                end(transaction, id, "EXPIRED", JournalEntry.FACTORY, "nobody decided in time", now);
                Journal.add(transaction, id, now, Kind.EXPIRED, null, JournalEntry.FACTORY, Map.of());
                transition(transaction, id, RequestState.EXPIRED, now);
            });
        }
    }

    private static void end(
            Transaction transaction, UUID request, String state, String actor, String comment, Instant now)
            throws SQLException {
        int decided = transaction.update(
                "UPDATE approval SET state = ?, decided_by = ?, comment = ?, decided_at = ?"
                        + " WHERE request_id = ? AND state = 'OPEN' AND (expires_at >= ? OR ? = 'EXPIRED')",
                state,
                actor,
                comment,
                now,
                request,
                now,
                state);
        RequestState is = RequestStore.find(transaction, request).orElseThrow().state();
        if (decided == 0 || is != RequestState.AWAITING_APPROVAL) {
            throw new NotNowException(
                    "Request %s is %s; only what is AWAITING_APPROVAL and not too old can be approved or denied"
                            .formatted(request, is));
        }
    }

    private static void transition(Transaction transaction, UUID request, RequestState state, Instant now)
            throws SQLException {
        transaction.update(
                "UPDATE request SET state = ?, run = run + 1, updated_at = ?, ended_at = ? WHERE id = ?",
                state,
                now,
                state.ended() ? now : null,
                request);
        if (state == RequestState.RUNNING) {
            transaction.update(
                    "UPDATE step SET state = 'RUNNING', started_at = ? WHERE request_id = ? AND position = 0",
                    now,
                    request);
        }
    }
}
