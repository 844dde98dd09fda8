package io.bongsu.factory.drift;

import static io.bongsu.kit.database.Transaction.instant;

import io.bongsu.factory.drift.Drift.Source;
import io.bongsu.factory.drift.Drift.State;
import io.bongsu.factory.request.Actor;
import io.bongsu.factory.request.Audit;
import io.bongsu.factory.request.JournalEntry;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.factory.workflow.NotNowException;
import io.bongsu.kit.database.Database;
import io.bongsu.kit.database.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Drift records in the database; at most one open for each thing, however often a change is told. */
public final class Drifts {

    private final Database database;
    private final InstantSource clock;

    public Drifts(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Which records are wanted; null wants any.
     *
     * @param subject an account's id, or a policy's
     * @param state what became of it
     * @param item the item, or its beginning
     * @param before the last one of the page before
     * @param size at most so many
     */
    public record Filter(
            @Nullable String subject,
            @Nullable State state,
            @Nullable String item,
            @Nullable Position before,
            int size) {}

    /** A place in the list, newest first. */
    public record Position(Instant detectedAt, UUID id) {}

    public Optional<Drift> find(UUID id) {
        return database.read(transaction -> transaction.first("SELECT * FROM drift WHERE id = ?", Drifts::drift, id));
    }

    /** Newest first. */
    public List<Drift> list(Filter filter) {
        StringBuilder sql = new StringBuilder("SELECT * FROM drift WHERE true");
        List<Object> parameters = new ArrayList<>();
        if (filter.subject() != null) {
            sql.append(" AND subject = ?");
            parameters.add(filter.subject());
        }
        if (filter.state() != null) {
            sql.append(" AND state = ?");
            parameters.add(filter.state());
        }
        if (filter.item() != null) {
            sql.append(" AND starts_with(item, ?)");
            parameters.add(filter.item());
        }
        if (filter.before() != null) {
            sql.append(" AND (detected_at, id) < (?, ?)");
            parameters.add(filter.before().detectedAt());
            parameters.add(filter.before().id());
        }
        sql.append(" ORDER BY detected_at DESC, id DESC LIMIT ?");
        parameters.add(filter.size());
        return database.read(transaction -> transaction.list(sql.toString(), Drifts::drift, parameters.toArray()));
    }

    /** Items of a subject that differ as far as is known. */
    List<String> open(String subject) {
        return database.read(transaction -> transaction.list(
                "SELECT item FROM drift WHERE subject = ? AND state IN ('OPEN', 'REPAIRING')",
                row -> row.getString(1),
                subject));
    }

    /**
     * Notes that something differs. Where that is known already, what is found and who did it are brought up to date.
     *
     * @param read when the reading began; nothing is noted where the factory itself has touched the account since
     */
    void differs(Expectation expectation, String found, @Nullable Change change, Instant read) {
        database.change(transaction -> {
            if (touched(transaction, expectation.subject(), read)) {
                return;
            }
            transaction.update(
                    "INSERT INTO drift (id, subject, item, expected, found, step, source, event, event_id, principal, changed_at, state, detected_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?)"
                            + " ON CONFLICT (subject, item) WHERE state IN ('OPEN', 'REPAIRING') DO UPDATE SET"
                            + " found = EXCLUDED.found, event = COALESCE(EXCLUDED.event, drift.event),"
                            + " event_id = COALESCE(EXCLUDED.event_id, drift.event_id), principal = COALESCE(EXCLUDED.principal, drift.principal),"
                            + " changed_at = COALESCE(EXCLUDED.changed_at, drift.changed_at)",
                    UUID.randomUUID(),
                    expectation.subject(),
                    expectation.item(),
                    expectation.expected(),
                    found,
                    expectation.step(),
                    change == null ? Source.SWEEP : Source.EVENT,
                    change == null ? null : change.event(),
                    change == null ? null : change.eventId(),
                    change == null ? null : change.principal(),
                    change == null ? null : change.at(),
                    clock.instant());
        });
    }

    /** Notes that something is as expected; most times it was before. */
    void agrees(String subject, String item) {
        database.change(transaction -> transaction.update(
                "UPDATE drift SET state = 'GONE', ended_at = ?, reason = ? WHERE subject = ? AND item = ? AND state = 'OPEN'",
                clock.instant(),
                "it is as expected again",
                subject,
                item));
    }

    /** From now on what is, is what is to be. */
    public void accept(UUID id, String reason, Actor actor) {
        database.change(transaction -> {
            Instant now = clock.instant();
            Drift drift = opened(transaction, id);
            Expectations.accept(transaction, drift);
            transaction.update(
                    "UPDATE drift SET state = 'ACCEPTED', ended_at = ?, ended_by = ?, reason = ? WHERE id = ?",
                    now,
                    actor.name(),
                    reason,
                    id);
            Audit.add(
                    transaction,
                    null,
                    new Audit.Entry(
                            now,
                            actor.name(),
                            "accept-drift",
                            Map.of("subject", drift.subject(), "item", drift.item(), "expected", drift.expected()),
                            Map.of("expected", drift.found(), "reason", reason, "drift", id.toString())));
        });
    }

    /** It is being repaired by that request, in the transaction that accepts the request. */
    public static Drift repairing(Transaction transaction, UUID id, UUID request) throws SQLException {
        Drift drift = opened(transaction, id);
        transaction.update("UPDATE drift SET state = 'REPAIRING', request_id = ? WHERE id = ?", request, id);
        return drift;
    }

    static void repaired(Transaction transaction, VendingRequest request, boolean mended, Instant now)
            throws SQLException {
        transaction.update(
                "UPDATE drift SET state = ?, ended_at = ?, ended_by = ? WHERE request_id = ? AND state = 'REPAIRING'",
                mended ? State.REPAIRED : State.OPEN,
                mended ? now : null,
                mended ? request.requester() : null,
                request.id());
    }

    static void allGone(Transaction transaction, String subject, String reason, Instant now) throws SQLException {
        transaction.update(
                "UPDATE drift SET state = 'GONE', ended_at = ?, ended_by = ?, reason = ? WHERE subject = ? AND state IN ('OPEN', 'REPAIRING')",
                now,
                JournalEntry.FACTORY,
                reason,
                subject);
    }

    private static Drift opened(Transaction transaction, UUID id) throws SQLException {
        Drift drift = transaction
                .first("SELECT * FROM drift WHERE id = ? FOR UPDATE", Drifts::drift, id)
                .orElseThrow();
        if (drift.state() != State.OPEN) {
            throw new NotNowException(
                    "Drift %s is %s; only what is OPEN can be repaired or accepted".formatted(id, drift.state()));
        }
        return drift;
    }

    /** Whether the factory is changing the account, or has changed something since then. */
    private static boolean touched(Transaction transaction, String account, Instant since) throws SQLException {
        return transaction
                .first(
                        "SELECT 1 FROM request r LEFT JOIN step s ON s.request_id = r.id AND s.state = 'RUNNING' WHERE r.account_id = ?"
                                + " AND (r.updated_at >= ? OR r.state = 'ABORTING' OR (r.state = 'RUNNING' AND s.intent IS NOT NULL))",
                        row -> true,
                        account,
                        since)
                .orElse(false);
    }

    private static Drift drift(ResultSet row) throws SQLException {
        return new Drift(
                row.getObject("id", UUID.class),
                row.getString("subject"),
                row.getString("item"),
                row.getString("expected"),
                row.getString("found"),
                row.getString("step"),
                Source.valueOf(row.getString("source")),
                row.getString("event"),
                row.getString("event_id"),
                row.getString("principal"),
                instant(row, "changed_at"),
                State.valueOf(row.getString("state")),
                row.getObject("request_id", UUID.class),
                row.getTimestamp("detected_at").toInstant(),
                instant(row, "ended_at"),
                row.getString("ended_by"),
                row.getString("reason"));
    }
}
