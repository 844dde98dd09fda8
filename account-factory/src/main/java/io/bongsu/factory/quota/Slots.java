package io.bongsu.factory.quota;

import io.bongsu.kit.database.Database;
import io.bongsu.kit.database.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;

/**
 * What AWS allows only so many of at once. A slot belongs to the request that took it, not to the process: when a process dies, its
 * requests keep their slots and free them when they are carried on.
 */
public final class Slots {

    /** Accounts being created. */
    public static final String CREATING = "creating";

    /** Accounts being closed. */
    public static final String CLOSING = "closing";

    /** Identity Center assignments under way. */
    public static final String ASSIGNING = "assigning";

    private final Database database;
    private final Map<String, Integer> limits;
    private final InstantSource clock;

    /** @param limits how many there are, by kind */
    public Slots(Database database, Map<String, Integer> limits, InstantSource clock) {
        this.database = database;
        this.limits = Map.copyOf(limits);
        this.clock = clock;
    }

    /** How many there are of a kind. */
    public int limit(String kind) {
        Integer limit = limits.get(kind);
        if (limit == null) {
            throw new IllegalArgumentException(
                    "There are no slots '%s'; expected one of %s".formatted(kind, limits.keySet()));
        }
        return limit;
    }

    /** Takes one, unless the request has one already; false when all are taken. */
    public boolean take(String kind, UUID request) {
        int limit = limit(kind);
        boolean held = database.read(transaction -> transaction.first(
                        "SELECT 1 FROM slot WHERE kind = ? AND request_id = ?", row -> true, kind, request))
                .orElse(false);
        if (held) {
            return true;
        }
        return database.write(transaction -> {
            Instant now = clock.instant();
            transaction.update(
                    "INSERT INTO slot (kind, number) SELECT ?, generate_series(1, ?) ON CONFLICT DO NOTHING",
                    kind,
                    limit);
            return transaction.update(
                            "UPDATE slot SET request_id = ?, taken_at = ? WHERE (kind, number) ="
                                    + " (SELECT kind, number FROM slot WHERE kind = ? AND number <= ? AND request_id IS NULL"
                                    + " ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED)",
                            request,
                            now,
                            kind,
                            limit)
                    == 1;
        });
    }

    /** Gives back what the request has of a kind, before its need has ended for good. */
    public void release(String kind, UUID request) {
        database.change(transaction -> free(transaction, kind, request));
    }

    /** Frees what the request has of a kind, in the transaction that ends its need. */
    public static void free(Transaction transaction, String kind, UUID request) throws SQLException {
        transaction.update(
                "UPDATE slot SET request_id = NULL, taken_at = NULL WHERE kind = ? AND request_id = ?", kind, request);
    }

    /** Frees all that the request has. */
    public static void freeAll(Transaction transaction, UUID request) throws SQLException {
        transaction.update("UPDATE slot SET request_id = NULL, taken_at = NULL WHERE request_id = ?", request);
        transaction.update("DELETE FROM reservation WHERE holder = ?", request);
    }
}
