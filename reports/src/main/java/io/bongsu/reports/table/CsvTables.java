package io.bongsu.reports.table;

import io.bongsu.contracts.FindingView;
import io.bongsu.contracts.Severity;
import io.bongsu.reports.ReportFinding;
import io.bongsu.reports.ReportSource;
import io.bongsu.reports.manifest.ReportFiles;
import io.bongsu.reports.tally.Counts;
import io.bongsu.reports.tally.Results;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report as CSV: {@code findings.csv} while they stream by, then {@code controls.csv} and {@code controls-by-account.csv}. Names of columns stay as they are. */
public final class CsvTables implements ReportSource.Sink, Closeable {

    private static final List<String> FINDING = List.of(
            "uid",
            "status",
            "severity",
            "rule",
            "account",
            "region",
            "resource_type",
            "resource_id",
            "resource_name",
            "resource_arn",
            "controls",
            "title_ko",
            "title_en",
            "message_ko",
            "message_en",
            "captured_at",
            "first_seen",
            "changed_at");

    private static final List<String> CONTROL = List.of(
            "control",
            "chapter",
            "chapter_ko",
            "chapter_en",
            "title_ko",
            "title_en",
            "state",
            "reason",
            "owner",
            "rules",
            "accounts",
            "pass",
            "fail",
            "not_applicable",
            "error",
            "attested_by",
            "attested_at",
            "reviewed_by");

    private static final List<String> CONTROL_ACCOUNT =
            List.of("control", "account", "pass", "fail", "not_applicable", "error");

    private final ReportFiles files;
    private final boolean bom;
    private final CsvFile findings;

    public CsvTables(ReportFiles files, boolean bom) throws IOException {
        this.files = files;
        this.bom = bom;
        this.findings = new CsvFile(files.open("findings.csv"), bom, FINDING);
    }

    @Override
    public void accept(ReportFinding finding) throws IOException {
        FindingView view = finding.view();
        FindingView.Resource resource = view.resource();
        Severity severity = view.severity();
        findings.row(
                view.uid(),
                view.status().name(),
                severity.name(),
                view.rule(),
                resource.account(),
                resource.region(),
                resource.type(),
                resource.id(),
                resource.name(),
                resource.arn(),
                String.join(" ", view.controls()),
                view.title().ko(),
                view.title().en(),
                view.message().ko(),
                view.message().en(),
                view.capturedAt().toString(),
                view.firstSeen().toString(),
                view.changedAt().toString());
    }

    /** Writes the other two, once everything is counted. */
    public void results(Results results) throws IOException {
        findings.close();
        try (CsvFile controls = new CsvFile(files.open("controls.csv"), bom, CONTROL);
                CsvFile accounts = new CsvFile(files.open("controls-by-account.csv"), bom, CONTROL_ACCOUNT)) {
            for (Results.ControlResult result : results.controls()) {
                control(controls, result);
                for (Map.Entry<String, Counts> account : result.accounts().entrySet()) {
                    accounts.row(
                            result.control().id(),
                            account.getKey(),
                            text(account.getValue().pass()),
                            text(account.getValue().fail()),
                            text(account.getValue().notApplicable()),
                            text(account.getValue().error()));
                }
            }
        }
    }

    private static void control(CsvFile file, Results.ControlResult result) throws IOException {
        var control = result.control();
        var newest = control.attestations().stream().findFirst();
        file.row(
                control.id(),
                control.chapterId(),
                control.chapter().ko(),
                control.chapter().en(),
                control.title().ko(),
                control.title().en(),
                result.state().name(),
                or(control.reason()),
                or(control.owner()),
                String.join(" ", control.rules().stream().map(rule -> rule.id()).toList()),
                text(result.accounts().size()),
                text(result.counts().pass()),
                text(result.counts().fail()),
                text(result.counts().notApplicable()),
                text(result.counts().error()),
                newest.map(each -> each.by()).orElse(""),
                newest.map(each -> each.at().toString()).orElse(""),
                newest.map(each -> or(each.reviewer())).orElse(""));
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String text(long number) {
        return Long.toString(number);
    }

    @Override
    public void close() throws IOException {
        findings.close();
    }
}
