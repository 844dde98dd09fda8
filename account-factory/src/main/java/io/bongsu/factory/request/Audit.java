package io.bongsu.factory.request;

import io.bongsu.kit.database.Database;
import io.bongsu.kit.database.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people did, with the state before and after; the table refuses changes. */
public final class Audit {

    private final Database database;

    public Audit(Database database) {
        this.database = database;
    }

    /**
     * One thing that a person did.
     *
     * @param at when
     * @param actor who
     * @param action what: {@code request}, {@code approve}, {@code deny}, {@code retry}, {@code skip}, {@code abort}, {@code accept-drift}
     * @param before facts before it
     * @param after facts after it, with what the person gave
     */
    public record Entry(
            Instant at, String actor, String action, Map<String, String> before, Map<String, String> after) {
        public Entry {
            before = Map.copyOf(before);
            after = Map.copyOf(after);
        }
    }

    /** Adds an entry in the transaction that does what it tells of; of the organization where it is about no request. */
    public static void add(Transaction transaction, @Nullable UUID request, Entry entry) throws SQLException {
        transaction.update(
                "INSERT INTO audit (request_id, at, actor, action, before, after) VALUES (?, ?, ?, ?, ?::jsonb, ?::jsonb)",
                request,
                entry.at(),
                entry.actor(),
                entry.action(),
                Json.write(entry.before()),
                Json.write(entry.after()));
    }

    /** Of one request, oldest first. */
    public List<Entry> of(UUID request) {
        return database.read(transaction -> transaction.list(
                "SELECT at, actor, action, before, after FROM audit WHERE request_id = ? ORDER BY id",
                row -> new Entry(
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor"),
                        row.getString("action"),
                        Json.texts(row.getString("before")),
                        Json.texts(row.getString("after"))),
                request));
    }
}
