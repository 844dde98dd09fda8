package io.bongsu.policy.report;

import io.bongsu.kit.database.Database;
import io.bongsu.policy.attestation.Actor;
import io.bongsu.reports.Assessment.Written;
import io.bongsu.reports.table.StatementDiff.Change;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What people wrote into a statement of operation. Nothing is ever changed: the newest row of a cell counts, and a row without text takes the
 * cell back to its draft.
 */
public final class StatementEdits {

    private static final String NEWEST =
            """
            SELECT DISTINCT ON (control, field) control, field, written, draft
            FROM statement_edit WHERE standard = ? AND written_at <= ?
            ORDER BY control, field, id DESC""";

    private final Database database;
    private final InstantSource clock;

    public StatementEdits(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What is kept now, by control and column. */
    public Map<String, Map<String, Written>> now(String standard) {
        return on(standard, clock.instant());
    }

    /** What was kept then, by control and column. */
    public Map<String, Map<String, Written>> on(String standard, Instant asOf) {
        record Cell(String control, String column, Written written) {}
        List<Cell> cells = database.read(transaction -> transaction.list(
                "SELECT * FROM (" + NEWEST + ") AS newest WHERE written IS NOT NULL",
                row -> new Cell(
                        row.getString("control"),
                        row.getString("field"),
                        new Written(row.getString("written"), row.getString("draft"))),
                standard,
                asOf));
        Map<String, Map<String, Written>> controls = new HashMap<>();
        cells.forEach(cell -> controls.computeIfAbsent(cell.control(), unused -> new HashMap<>())
                .put(cell.column(), cell.written()));
        return controls;
    }

    /** Keeps changes, all of them or none. */
    public void keep(String standard, List<Change> changes, Actor actor) {
        Instant now = clock.instant();
        database.change(transaction -> {
            for (Change change : changes) {
                Written written = change.written();
                transaction.update(
                        "INSERT INTO statement_edit (standard, control, field, written, draft, before, written_by, caller,"
                                + " written_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        standard,
                        change.control(),
                        change.column(),
                        written == null ? null : written.text(),
                        change.draft(),
                        change.before(),
                        actor.name(),
                        actor.caller(),
                        now);
            }
        });
    }
}
