package io.bongsu.factory.request;

import io.bongsu.factory.request.JournalEntry.Kind;
import io.bongsu.kit.database.Database;
import io.bongsu.kit.database.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to each request, in order; the table refuses changes. */
public final class Journal {

    private static final int PAGE = 500;

    private final Database database;

    public Journal(Database database) {
        this.database = database;
    }

    /** Adds an entry in the transaction that changes what it tells of. */
    public static void add(
            Transaction transaction,
            UUID request,
            Instant at,
            Kind kind,
            @Nullable String step,
            String actor,
            Map<String, String> detail)
            throws SQLException {
        transaction.update(
                "INSERT INTO journal (request_id, at, kind, step, actor, detail) VALUES (?, ?, ?, ?, ?, ?::jsonb)",
                request,
                at,
                kind,
                step,
                actor,
                Json.write(detail));
    }

    /** At most 500 entries after the given one, oldest first. */
    public List<JournalEntry> after(UUID request, long id) {
        return database.read(transaction -> transaction.list(
                "SELECT id, at, kind, step, actor, detail FROM journal WHERE request_id = ? AND id > ? ORDER BY id LIMIT "
                        + PAGE,
                row -> new JournalEntry(
                        row.getLong("id"),
                        row.getTimestamp("at").toInstant(),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("step"),
                        row.getString("actor"),
                        Json.texts(row.getString("detail"))),
                request,
                id));
    }
}
