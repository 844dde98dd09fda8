package io.bongsu.factory.organization;

import static io.bongsu.kit.database.Transaction.instant;

import io.bongsu.factory.organization.Change.Kind;
import io.bongsu.factory.organization.Plan.ChangeState;
import io.bongsu.factory.organization.Plan.PlannedChange;
import io.bongsu.factory.organization.Plan.State;
import io.bongsu.factory.quota.Slots;
import io.bongsu.factory.request.Audit;
import io.bongsu.factory.request.Json;
import io.bongsu.kit.database.Database;
import io.bongsu.kit.database.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Plans in the database, with a journal that is only ever added to. */
final class PlanStore {

    private final Database database;

    PlanStore(Database database) {
        this.database = database;
    }

    /**
     * What applying needs.
     *
     * @param state where the plan is
     * @param declaration what it was made from, documents included
     * @param fingerprint of the organization that it was made from
     */
    record Stored(State state, Declaration declaration, String fingerprint, @Nullable String appliedBy) {}

    void add(
            UUID id,
            Declaration declaration,
            String fingerprint,
            Planner.Difference difference,
            String actor,
            Instant now) {
        database.change(transaction -> {
            transaction.update(
                    "INSERT INTO organization_plan (id, declaration, fingerprint, unmanaged, state, created_by, created_at)"
                            + " VALUES (?, ?::jsonb, ?, ?::jsonb, 'PLANNED', ?, ?)",
                    id,
                    Json.write(declaration),
                    fingerprint,
                    Json.write(difference.unmanaged()),
                    actor,
                    now);
            int number = 0;
            for (Change each : difference.changes()) {
                transaction.update(
                        "INSERT INTO organization_change (plan_id, number, kind, subject, target, difference, state)"
                                + " VALUES (?, ?, ?, ?, ?, ?, 'PENDING')",
                        id,
                        ++number,
                        each.kind(),
                        each.subject(),
                        each.target(),
                        each.difference());
            }
            audit(transaction, actor, "organization-plan", id, Map.of("changes", Integer.toString(number)), now);
        });
    }

    Optional<Plan> find(UUID id) {
        return database.read(transaction -> {
            List<PlannedChange> changes = changes(transaction, id);
            return transaction.first(
                    "SELECT * FROM organization_plan WHERE id = ?",
                    row -> new Plan(
                            id,
                            State.valueOf(row.getString("state")),
                            row.getTimestamp("created_at").toInstant(),
                            row.getString("created_by"),
                            row.getString("applied_by"),
                            changes,
                            Arrays.asList(Json.read(row.getString("unmanaged"), String[].class)),
                            row.getString("message"),
                            instant(row, "ended_at")),
                    id);
        });
    }

    Optional<Stored> stored(UUID id) {
        return database.read(transaction -> transaction.first(
                "SELECT * FROM organization_plan WHERE id = ?",
                row -> new Stored(
                        State.valueOf(row.getString("state")),
                        Json.read(row.getString("declaration"), Declaration.class),
                        row.getString("fingerprint"),
                        row.getString("applied_by")),
                id));
    }

    /** False where another plan is being applied, or this one isn't new any more. */
    boolean begin(UUID id, String actor, Instant now) {
        return database.write(transaction -> {
            transaction.update("LOCK TABLE organization_plan IN EXCLUSIVE MODE");
            boolean begun = transaction.update(
                            "UPDATE organization_plan SET state = 'APPLYING', applied_by = ? WHERE id = ? AND state = 'PLANNED'"
                                    + " AND NOT EXISTS (SELECT 1 FROM organization_plan WHERE state = 'APPLYING')",
                            actor,
                            id)
                    == 1;
            if (begun) {
                audit(transaction, actor, "organization-apply", id, Map.of(), now);
            }
            return begun;
        });
    }

    List<UUID> applying() {
        return database.read(transaction -> transaction.list(
                "SELECT id FROM organization_plan WHERE state = 'APPLYING'", row -> row.getObject("id", UUID.class)));
    }

    /** The first change that isn't done. */
    Optional<PlannedChange> next(UUID id) {
        return database.read(transaction -> changes(transaction, id).stream()
                .filter(each -> each.state() != ChangeState.DONE)
                .findFirst());
    }

    Map<String, String> noted(UUID id, int number) {
        return database.read(transaction -> transaction.first(
                        "SELECT COALESCE(noted, '{}') AS noted FROM organization_change WHERE plan_id = ? AND number = ?",
                        row -> Json.texts(row.getString("noted")),
                        id,
                        number))
                .orElseThrow();
    }

    /** Written and committed before the change is made. */
    void intend(UUID id, PlannedChange change, Instant now) {
        database.change(transaction -> {
            set(transaction, id, change, ChangeState.INTENT, null);
            journal(transaction, id, change, ChangeState.INTENT.name(), null, now);
        });
    }

    void note(UUID id, PlannedChange change, Map<String, String> noted) {
        database.change(transaction -> transaction.update(
                "UPDATE organization_change SET noted = ?::jsonb WHERE plan_id = ? AND number = ?",
                Json.write(noted),
                id,
                change.number()));
    }

    void done(UUID id, PlannedChange change, String actor, Instant now) {
        database.change(transaction -> {
            set(transaction, id, change, ChangeState.DONE, null);
            journal(transaction, id, change, ChangeState.DONE.name(), null, now);
            Map<String, String> what = new HashMap<>(Map.of(
                    "kind",
                    change.change().kind().name(),
                    "subject",
                    change.change().subject()));
            if (change.change().target() != null) {
                what.put("target", change.change().target());
            }
            if (change.change().difference() != null) {
                what.put("difference", change.change().difference());
            }
            audit(transaction, actor, "organization-change", id, what, now);
        });
    }

    void failed(UUID id, PlannedChange change, String message, Instant now) {
        database.change(transaction -> {
            set(transaction, id, change, ChangeState.FAILED, message);
            journal(transaction, id, change, ChangeState.FAILED.name(), message, now);
            end(transaction, id, State.FAILED, message, now);
        });
    }

    void applied(UUID id, Instant now) {
        database.change(transaction -> end(transaction, id, State.APPLIED, null, now));
    }

    private static void end(Transaction transaction, UUID id, State state, @Nullable String message, Instant now)
            throws SQLException {
        transaction.update(
                "UPDATE organization_plan SET state = ?, message = ?, ended_at = ? WHERE id = ?",
                state,
                message,
                now,
                id);
        Slots.freeAll(transaction, id);
    }

    private static void set(
            Transaction transaction, UUID id, PlannedChange change, ChangeState state, @Nullable String message)
            throws SQLException {
        transaction.update(
                "UPDATE organization_change SET state = ?, message = ? WHERE plan_id = ? AND number = ?",
                state,
                message,
                id,
                change.number());
    }

    private static void journal(
            Transaction transaction, UUID id, PlannedChange change, String kind, @Nullable String message, Instant now)
            throws SQLException {
        transaction.update(
                "INSERT INTO organization_journal (plan_id, number, at, kind, message) VALUES (?, ?, ?, ?, ?)",
                id,
                change.number(),
                now,
                kind,
                message);
    }

    private static void audit(
            Transaction transaction, String actor, String action, UUID id, Map<String, String> what, Instant now)
            throws SQLException {
        Map<String, String> after = new HashMap<>(what);
        after.put("plan", id.toString());
        Audit.add(transaction, null, new Audit.Entry(now, actor, action, Map.of(), after));
    }

    private static List<PlannedChange> changes(Transaction transaction, UUID id) throws SQLException {
        return transaction.list(
                "SELECT * FROM organization_change WHERE plan_id = ? ORDER BY number",
                row -> new PlannedChange(
                        row.getInt("number"),
                        ChangeState.valueOf(row.getString("state")),
                        new Change(
                                Kind.valueOf(row.getString("kind")),
                                row.getString("subject"),
                                row.getString("target"),
                                row.getString("difference")),
                        row.getString("message")),
                id);
    }
}
