package io.bongsu.factory.callback;

import io.bongsu.factory.callback.Callback.State;
import io.bongsu.kit.database.Database;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was asked of hooks, and what they answered. An answer counts once; the same again changes nothing. */
public final class Callbacks {

    private final Database database;
    private final InstantSource clock;

    public Callbacks(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What became of an answer. */
    public enum Answered {
        ACCEPTED,
        /** The same was said before. */
        REPEATED,
        /** Something else was said before. */
        CONTRADICTED,
        EXPIRED,
        UNKNOWN
    }

    /** Opens one for a request's customization. */
    public UUID open(UUID request, int number, Instant expiresAt) {
        UUID id = UUID.randomUUID();
        database.change(transaction -> transaction.update(
                "INSERT INTO callback (id, request_id, number, state, created_at, expires_at) VALUES (?, ?, ?, 'OPEN', ?, ?)",
                id,
                request,
                number,
                clock.instant(),
                expiresAt));
        return id;
    }

    public Optional<Callback> find(UUID id) {
        return database.read(
                transaction -> transaction.first("SELECT * FROM callback WHERE id = ?", Callbacks::callback, id));
    }

    /** Whether a customization of a request has succeeded. */
    public boolean succeeded(UUID request, int number) {
        return database.read(transaction -> transaction.first(
                        "SELECT 1 FROM callback WHERE request_id = ? AND number = ? AND state = 'SUCCEEDED'",
                        row -> true,
                        request,
                        number))
                .orElse(false);
    }

    /** The hook took it. */
    public void delivered(UUID id) {
        database.change(transaction ->
                transaction.update("UPDATE callback SET delivered_at = ? WHERE id = ?", clock.instant(), id));
    }

    /**
     * Takes an answer.
     *
     * @param body the answer as it came, by which a repetition is known
     */
    public Answered answer(UUID id, boolean success, @Nullable String message, @Nullable String logUrl, String body) {
        String hash = hash(body);
        return database.write(transaction -> {
            Instant now = clock.instant();
            int taken = transaction.update(
                    "UPDATE callback SET state = ?, message = ?, log_url = ?, body_hash = ?, answered_at = ?"
                            + " WHERE id = ? AND state = 'OPEN' AND expires_at > ?",
                    success ? State.SUCCEEDED : State.FAILED,
                    message,
                    logUrl,
                    hash,
                    now,
                    id,
                    now);
            if (taken == 1) {
                return Answered.ACCEPTED;
            }
            Optional<String> before = transaction.first(
                    "SELECT COALESCE(body_hash, '') AS body_hash FROM callback WHERE id = ?",
                    row -> row.getString("body_hash"),
                    id);
            if (before.isEmpty()) {
                return Answered.UNKNOWN;
            }
            return before.get().isEmpty()
                    ? Answered.EXPIRED
                    : before.get().equals(hash) ? Answered.REPEATED : Answered.CONTRADICTED;
        });
    }

    private static Callback callback(ResultSet row) throws SQLException {
        return new Callback(
                row.getObject("id", UUID.class),
                row.getObject("request_id", UUID.class),
                row.getTimestamp("expires_at").toInstant(),
                row.getTimestamp("delivered_at") != null,
                State.valueOf(row.getString("state")),
                row.getString("message"),
                row.getString("log_url"));
    }

    private static String hash(String body) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is in every JDK", e);
        }
    }
}
