package io.bongsu.factory.gate;

import io.bongsu.factory.request.Json;
import io.bongsu.kit.database.Database;
import java.util.Optional;
import java.util.UUID;

/** Every report of the gate, kept for ever; the table refuses changes. */
public final class GateReports {

    private final Database database;

    public GateReports(Database database) {
        this.database = database;
    }

    /** The newest of a request. */
    public Optional<GateReport> newest(UUID request) {
        return database.read(transaction -> transaction.first(
                "SELECT report FROM gate_report WHERE request_id = ? ORDER BY number DESC LIMIT 1",
                row -> Json.read(row.getString("report"), GateReport.class),
                request));
    }

    public Optional<GateReport> find(UUID id) {
        return database.read(transaction -> transaction.first(
                "SELECT report FROM gate_report WHERE id = ?",
                row -> Json.read(row.getString("report"), GateReport.class),
                id));
    }

    void add(GateReport report) {
        database.change(transaction -> transaction.update(
                "INSERT INTO gate_report (id, request_id, at, open, report) VALUES (?, ?, ?, ?, ?::jsonb)",
                report.id(),
                report.request(),
                report.at(),
                report.open(),
                Json.write(report)));
    }
}
