package io.bongsu.policy.scope;

import io.bongsu.kit.database.Database;
import io.bongsu.kit.database.Transaction;
import io.bongsu.policy.attestation.Actor;
import io.bongsu.policy.attestation.History;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Decides what is in a scope, and says what was on any day. */
public final class Scopes {

    private static final int MAX = 2_000;

    /** Of each target the decision that holds: the one that begins last, and of those of one day the newest. */
    private static final String HOLDING =
            """
            SELECT DISTINCT ON (kind, target) kind, target, array_to_string(accounts, ',') AS below, included, from_day, reason,
                   decided_by, decided_at
            FROM scope_decision WHERE standard = ? AND from_day <= ?
            ORDER BY kind, target, from_day DESC, id DESC""";

    private final Database database;
    private final InstantSource clock;

    public Scopes(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Keeps a decision; it replaces what was decided of the same target, from its first day on. */
    public ScopeDecision decide(
            String standard,
            ScopeDecision.Kind kind,
            String target,
            List<String> accounts,
            boolean included,
            LocalDate from,
            String reason,
            Actor actor) {
        Instant now = clock.instant();
        ScopeDecision decision = new ScopeDecision(kind, target, accounts, included, from, reason, actor.name(), now);
        return database.write(transaction -> {
            Optional<ScopeDecision> before = holding(transaction, standard, from).stream()
                    .filter(each -> each.kind() == kind && each.target().equals(target))
                    .findFirst();
            transaction.update(
                    "INSERT INTO scope_decision (standard, kind, target, accounts, included, from_day, reason, decided_by,"
                            + " decided_at) VALUES (?, ?, ?, coalesce(string_to_array(nullif(?, ''), ','), '{}'), ?, ?, ?, ?, ?)",
                    standard,
                    kind,
                    target,
                    String.join(",", accounts),
                    included,
                    from,
                    reason,
                    actor.name(),
                    now);
            History.add(
                    transaction,
                    standard,
                    null,
                    new History.Entry(
                            now,
                            actor.name(),
                            actor.caller(),
                            "scope",
                            before.map(Scopes::facts).orElse(Map.of()),
                            facts(decision)));
            return decision;
        });
    }

    /** What is in the scope on a day. */
    public Scope on(String standard, LocalDate day) {
        return database.read(transaction -> Scope.of(day, holding(transaction, standard, day)));
    }

    /** Every decision there ever was, the newest first; the newest 2,000. */
    public List<ScopeDecision> decisions(String standard) {
        return database.read(transaction -> transaction.list(
                "SELECT *, array_to_string(accounts, ',') AS below FROM scope_decision WHERE standard = ?"
                        + " ORDER BY id DESC LIMIT " + MAX,
                Scopes::decision,
                standard));
    }

    private static List<ScopeDecision> holding(Transaction transaction, String standard, LocalDate day)
            throws SQLException {
        return transaction.list(HOLDING, Scopes::decision, standard, day);
    }

    private static ScopeDecision decision(ResultSet row) throws SQLException {
        String below = row.getString("below");
        return new ScopeDecision(
                ScopeDecision.Kind.valueOf(row.getString("kind")),
                row.getString("target"),
                below.isEmpty() ? List.of() : List.of(below.split(",")),
                row.getBoolean("included"),
                row.getObject("from_day", LocalDate.class),
                row.getString("reason"),
                row.getString("decided_by"),
                row.getTimestamp("decided_at").toInstant());
    }

    private static Map<String, String> facts(ScopeDecision decision) {
        Map<String, String> facts = new TreeMap<>(Map.of(
                "kind", decision.kind().name(),
                "target", decision.target(),
                "included", Boolean.toString(decision.included()),
                "from", decision.from().toString(),
                "reason", decision.reason()));
        if (!decision.accounts().isEmpty()) {
            facts.put("accounts", String.join(", ", decision.accounts()));
        }
        return facts;
    }
}
