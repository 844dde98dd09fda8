package io.bongsu.policy.attestation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bongsu.kit.database.Transaction;
import io.bongsu.policy.attestation.RefusedException.Why;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements behind {@link Attestations}. */
final class AttestationRows {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    private static final TypeReference<List<EvidenceFile>> FILES = new TypeReference<>() {};

    private static final String ATTESTATION =
            """
            SELECT %s a.id, a.control, a.outcome, a.method, a.statement, a.reason, array_to_string(a.nothing_to_judge, ',') AS silent,
                   a.author, a.attested_at, a.valid_until, r.accepted, r.comment, r.reviewer, r.reviewed_at,
                   (SELECT coalesce(jsonb_agg(jsonb_build_object('name', f.name, 'sha256', f.sha256, 'media_type', e.media_type,
                           'size', e.size) ORDER BY f.position), '[]')
                    FROM attestation_evidence f JOIN evidence e USING (sha256) WHERE f.attestation = a.id) AS files
            FROM attestation a LEFT JOIN review r ON r.attestation = a.id AND r.reviewed_at <= ?
            WHERE %s
            """;
    private static final String ONE_EACH = "DISTINCT ON (a.control)";
    private static final Instant ALWAYS = Instant.parse("9999-01-01T00:00:00Z");

    private AttestationRows() {}

    static void insert(Transaction transaction, String standard, String control, Assignment assignment)
            throws SQLException {
        transaction.update(
                "INSERT INTO assignment (standard, control, owner, method, due, recurrence, assigned_by, assigned_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                standard,
                control,
                assignment.owner(),
                assignment.method(),
                assignment.due(),
                assignment.recurrence(),
                assignment.assignedBy(),
                assignment.assignedAt());
    }

    static void insert(
            Transaction transaction,
            String standard,
            String control,
            UUID id,
            Statement statement,
            String author,
            Instant now,
            LocalDate until)
            throws SQLException {
        transaction.update(
                "INSERT INTO attestation (id, standard, control, outcome, method, statement, reason, nothing_to_judge,"
                        + " author, attested_at, valid_until)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, coalesce(string_to_array(nullif(?, ''), ','), '{}'), ?, ?, ?)",
                id,
                standard,
                control,
                statement.outcome(),
                statement.method(),
                statement.text(),
                statement.reason(),
                String.join(",", statement.nothingToJudge()),
                author,
                now,
                until);
        int position = 0;
        for (Statement.File file : statement.files()) {
            int added = transaction.update(
                    "INSERT INTO attestation_evidence (attestation, position, sha256, name)"
                            + " SELECT ?, ?, sha256, ? FROM evidence WHERE sha256 = ?",
                    id,
                    position++,
                    file.name(),
                    file.sha256());
            if (added == 0) {
                throw new RefusedException(
                        Why.FILE,
                        "There is no evidence %s ('%s'); upload it first".formatted(file.sha256(), file.name()));
            }
        }
    }

    static void insert(Transaction transaction, UUID attestation, Review review) throws SQLException {
        transaction.update(
                "INSERT INTO review (attestation, accepted, comment, reviewer, reviewed_at) VALUES (?, ?, ?, ?, ?)",
                attestation,
                review.accepted(),
                review.comment(),
                review.reviewer(),
                review.at());
    }

    static Optional<Assignment> assignment(Transaction transaction, String standard, String control)
            throws SQLException {
        return transaction.first(
                "SELECT * FROM assignment WHERE standard = ? AND control = ? ORDER BY id DESC LIMIT 1",
                AttestationRows::assignment,
                standard,
                control);
    }

    static Optional<Attestation> newest(Transaction transaction, String standard, String control) throws SQLException {
        return transaction.first(
                ATTESTATION.formatted("", "a.standard = ? AND a.control = ? ORDER BY a.number DESC LIMIT 1"),
                AttestationRows::attestation,
                ALWAYS,
                standard,
                control);
    }

    static Optional<Attestation> find(Transaction transaction, UUID id) throws SQLException {
        return transaction.first(ATTESTATION.formatted("", "a.id = ?"), AttestationRows::attestation, ALWAYS, id);
    }

    static Optional<Attestation> find(Transaction transaction, String standard, String control, UUID id)
            throws SQLException {
        return transaction.first(
                ATTESTATION.formatted("", "a.standard = ? AND a.control = ? AND a.id = ?"),
                AttestationRows::attestation,
                ALWAYS,
                standard,
                control,
                id);
    }

    static List<Attestation> all(Transaction transaction, String standard, String control) throws SQLException {
        return transaction.list(
                ATTESTATION.formatted("", "a.standard = ? AND a.control = ? ORDER BY a.number DESC LIMIT 200"),
                AttestationRows::attestation,
                ALWAYS,
                standard,
                control);
    }

    static Map<String, Word> words(Transaction transaction, String standard, Instant asOf) throws SQLException {
        Map<String, Assignment> assignments = new HashMap<>();
        transaction.list(
                "SELECT DISTINCT ON (control) * FROM assignment WHERE standard = ? AND assigned_at <= ?"
                        + " ORDER BY control, id DESC",
                row -> assignments.put(row.getString("control"), assignment(row)),
                standard,
                asOf);
        Map<String, Attestation> accepted = byControl(
                transaction, "a.standard = ? AND r.accepted ORDER BY a.control, a.number DESC", asOf, standard);
        Map<String, Attestation> newest = byControl(
                transaction,
                "a.standard = ? AND a.attested_at <= ? ORDER BY a.control, a.number DESC",
                asOf,
                standard,
                asOf);
        Map<String, Word> words = new TreeMap<>();
        assignments.forEach((control, each) -> words.put(control, new Word(each, null, null)));
        newest.forEach(
                (control, each) -> words.put(control, new Word(assignments.get(control), accepted.get(control), each)));
        return words;
    }

    private static Map<String, Attestation> byControl(
            Transaction transaction, String condition, @Nullable Object... parameters) throws SQLException {
        Map<String, Attestation> found = new HashMap<>();
        transaction.list(
                ATTESTATION.formatted(ONE_EACH, condition),
                row -> found.put(row.getString("control"), attestation(row)),
                parameters);
        return found;
    }

    private static Assignment assignment(ResultSet row) throws SQLException {
        return new Assignment(
                row.getString("owner"),
                Method.valueOf(row.getString("method")),
                row.getObject("due", LocalDate.class),
                Recurrence.valueOf(row.getString("recurrence")),
                row.getString("assigned_by"),
                row.getTimestamp("assigned_at").toInstant());
    }

    private static Attestation attestation(ResultSet row) throws SQLException {
        String silent = row.getString("silent");
        return new Attestation(
                row.getObject("id", UUID.class),
                row.getString("control"),
                Outcome.valueOf(row.getString("outcome")),
                Method.valueOf(row.getString("method")),
                row.getString("statement"),
                row.getString("reason"),
                silent.isEmpty() ? List.of() : List.of(silent.split(",")),
                files(row.getString("files")),
                row.getString("author"),
                row.getTimestamp("attested_at").toInstant(),
                row.getObject("valid_until", LocalDate.class),
                review(row));
    }

    private static @Nullable Review review(ResultSet row) throws SQLException {
        Instant at = Transaction.instant(row, "reviewed_at");
        return at == null
                ? null
                : new Review(row.getBoolean("accepted"), row.getString("comment"), row.getString("reviewer"), at);
    }

    private static List<EvidenceFile> files(String json) {
        try {
            return JSON.readValue(json, FILES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The database holds no list of files: " + e.getOriginalMessage(), e);
        }
    }
}
