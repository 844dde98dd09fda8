package io.bongsu.factory.drift;

import io.bongsu.factory.request.RequestKind;
import io.bongsu.factory.request.RequestState;
import io.bongsu.factory.request.StepState;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.factory.workflow.Aftermath;
import io.bongsu.factory.workflow.Step;
import io.bongsu.kit.database.Database;
import io.bongsu.kit.database.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is expected, in the database. It follows every request of the factory's own, in the transaction that ends the step or the request. */
public final class Expectations implements Aftermath {

    private final Database database;

    public Expectations(Database database) {
        this.database = database;
    }

    /** Of one account or policy, by item. */
    public List<Expectation> of(String subject) {
        return database.read(transaction -> transaction.list(
                "SELECT * FROM expectation WHERE subject = ? ORDER BY item", Expectations::expectation, subject));
    }

    /** At most so many governed accounts after that id, by id. */
    List<String> governed(String after, int size) {
        return database.read(transaction -> transaction.list(
                "SELECT id FROM account WHERE governed_by IS NOT NULL AND id > ? ORDER BY id LIMIT ?",
                row -> row.getString(1),
                after,
                size));
    }

    /** Expects this from now on; where something is expected already, it stays. */
    void learn(Expectation expectation) {
        database.change(transaction -> transaction.update(
                "INSERT INTO expectation (subject, item, expected, step) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                expectation.subject(),
                expectation.item(),
                expectation.expected(),
                expectation.step()));
    }

    /** Expects that value from now on, where anything is expected. */
    void follow(String subject, String item, String value) {
        database.change(transaction -> transaction.update(
                "UPDATE expectation SET expected = ? WHERE subject = ? AND item = ?", value, subject, item));
    }

    /** Expects what is found from now on; of what is absent nothing is expected any more. */
    static void accept(Transaction transaction, Drift drift) throws SQLException {
        transaction.update("DELETE FROM expectation WHERE subject = ? AND item = ?", drift.subject(), drift.item());
        if (!drift.found().equals(Expectation.ABSENT)) {
            set(transaction, new Expectation(drift.subject(), drift.item(), drift.found(), drift.step()));
        }
    }

    /** Where the factory puts an account, there it is expected. */
    @Override
    public void stepped(Transaction transaction, VendingRequest request, Map<String, String> result)
            throws SQLException {
        if (result.containsKey(Step.OU_ID) && request.accountId() != null) {
            transaction.update(
                    "UPDATE expectation SET expected = ? WHERE subject = ? AND item = ?",
                    result.get(Step.OU_ID),
                    request.accountId(),
                    Expectation.OU);
        }
    }

    @Override
    public void ended(Transaction transaction, VendingRequest request, Instant now) throws SQLException {
        String account = request.accountId();
        if (request.kind() == RequestKind.REPAIR) {
            boolean mended = request.steps().stream().allMatch(each -> each.state() == StepState.DONE);
            Drifts.repaired(transaction, request, mended, now);
        } else if (account != null && request.state() == RequestState.CLOSED) {
            transaction.update("UPDATE account SET state = 'SUSPENDED', governed_by = NULL WHERE id = ?", account);
            transaction.update("DELETE FROM expectation WHERE subject = ?", account);
            Drifts.allGone(transaction, account, "the account is closed", now);
        } else if (account != null && request.state() == request.kind().success()) {
            govern(transaction, request, account);
        }
    }

    private static void govern(Transaction transaction, VendingRequest request, String account) throws SQLException {
        transaction.update(
                "UPDATE account SET governed_by = ?, request_id = ?, name = ?, email = ?, owner = ?, cost_centre = ?, environment = ?, blueprint = ?"
                        + " WHERE id = ?",
                request.id(),
                request.origin(),
                request.name(),
                request.email(),
                request.wish().owner(),
                request.wish().costCentre(),
                request.wish().environment(),
                request.blueprint().id(),
                account);
        if (request.kind() != RequestKind.CHANGE) {
            transaction.update("DELETE FROM expectation WHERE subject = ?", account);
        }
        for (Expectation each : Expectation.of(request, account)) {
            if (request.kind() != RequestKind.CHANGE || each.changedBy(request)) {
                set(transaction, each);
            }
        }
    }

    private static void set(Transaction transaction, Expectation expectation) throws SQLException {
        transaction.update(
                "INSERT INTO expectation (subject, item, expected, step) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (subject, item) DO UPDATE SET expected = EXCLUDED.expected",
                expectation.subject(),
                expectation.item(),
                expectation.expected(),
                expectation.step());
    }

    static Expectation expectation(ResultSet row) throws SQLException {
        return new Expectation(
                row.getString("subject"), row.getString("item"), row.getString("expected"), row.getString("step"));
    }
}
