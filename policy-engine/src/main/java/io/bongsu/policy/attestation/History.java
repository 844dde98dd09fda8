package io.bongsu.policy.attestation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bongsu.kit.database.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What people did, with what stood before and after; the table refuses changes. */
public final class History {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final int MAX = 500;

    private History() {}

    /**
     * One thing that a person did.
     *
     * @param at when
     * @param actor the person, as they named themselves
     * @param caller as signed in
     * @param action {@code assign}, {@code attest}, {@code accept}, {@code reject} or {@code scope}
     * @param before facts before it; empty where there were none
     * @param after facts after it
     */
    public record Entry(
            Instant at,
            String actor,
            String caller,
            String action,
            Map<String, String> before,
            Map<String, String> after) {
        public Entry {
            before = Map.copyOf(before);
            after = Map.copyOf(after);
        }
    }

    /** Adds an entry in the transaction that does what it tells of. */
    public static void add(Transaction transaction, String standard, @Nullable String control, Entry entry)
            throws SQLException {
        transaction.update(
                "INSERT INTO history (standard, control, at, actor, caller, action, before, after)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)",
                standard,
                control,
                entry.at(),
                entry.actor(),
                entry.caller(),
                entry.action(),
                write(entry.before()),
                write(entry.after()));
    }

    /** Of one control, or with null of the standard as a whole; the newest 500, newest first. */
    public static List<Entry> of(Transaction transaction, String standard, @Nullable String control)
            throws SQLException {
        return transaction.list(
                "SELECT at, actor, caller, action, before, after FROM history"
                        + " WHERE standard = ? AND control IS NOT DISTINCT FROM ? ORDER BY id DESC LIMIT " + MAX,
                History::entry,
                standard,
                control);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getTimestamp("at").toInstant(),
                row.getString("actor"),
                row.getString("caller"),
                row.getString("action"),
                texts(row.getString("before")),
                texts(row.getString("after")));
    }

    private static String write(Map<String, String> facts) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(facts));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of texts can always be written", e);
        }
    }

    private static Map<String, String> texts(String json) {
        try {
            return JSON.readValue(json, TEXTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The database holds no map of texts: " + e.getOriginalMessage(), e);
        }
    }
}
