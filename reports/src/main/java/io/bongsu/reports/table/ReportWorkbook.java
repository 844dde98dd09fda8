package io.bongsu.reports.table;

import io.bongsu.contracts.FindingView;
import io.bongsu.reports.Assessment;
import io.bongsu.reports.ControlState;
import io.bongsu.reports.Language;
import io.bongsu.reports.ReportFinding;
import io.bongsu.reports.ReportSource;
import io.bongsu.reports.Wording;
import io.bongsu.reports.manifest.ReportFiles;
import io.bongsu.reports.tally.Counts;
import io.bongsu.reports.tally.Results;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.dhatim.fastexcel.Worksheet;

/**
 * The report as a workbook in one language: summary, controls, controls by account, attestations, findings. Findings stream into their sheets
 * while they pass; the other sheets, which stand before them, are filled when everything is counted.
 */
public final class ReportWorkbook implements ReportSource.Sink, Closeable {

    /** A sheet holds 1,048,576 rows. */
    private static final int ROWS_PER_SHEET = 1_000_000;

    private static final int ROWS_PER_FLUSH = 500;

    private final Assessment assessment;
    private final Language language;
    private final Spreadsheet file;
    private final Worksheet summary;
    private final Worksheet controls;
    private final Worksheet accounts;
    private final Worksheet attestations;
    private Worksheet findings;
    private int sheets = 1;
    private int row;
    private boolean closed;

    public ReportWorkbook(ReportFiles files, Assessment assessment, Language language) throws IOException {
        this.assessment = assessment;
        this.language = language;
        this.file = new Spreadsheet(
                files,
                "report.%s.xlsx".formatted(language.code()),
                language.of("준수 현황 보고서", "Compliance report"),
                assessment.asOf());
        this.summary = file.sheet(language.of("요약", "Summary"));
        this.controls = file.sheet(language.of("통제항목", "Controls"));
        this.accounts = file.sheet(language.of("통제항목별 계정", "Controls by account"));
        this.attestations = file.sheet(language.of("증명 기록", "Attestations"));
        this.findings = findings();
    }

    private Worksheet findings() {
        String title = language.of("점검 결과", "Findings");
        Worksheet sheet = file.sheet(sheets == 1 ? title : title + " " + sheets);
        Spreadsheet.head(
                sheet,
                0,
                language.of("결과", "Status"),
                language.of("심각도", "Severity"),
                language.of("계정", "Account"),
                language.of("리전", "Region"),
                language.of("자원 유형", "Resource type"),
                language.of("자원", "Resource"),
                language.of("가드레일", "Guardrail"),
                language.of("점검 내용", "Title"),
                language.of("판정 사유", "Message"),
                language.of("통제항목", "Controls"),
                language.of("최초 확인(UTC)", "First seen (UTC)"),
                language.of("상태 변경(UTC)", "Changed (UTC)"),
                "UID");
        Spreadsheet.widths(sheet, 10, 9, 15, 16, 28, 40, 32, 48, 60, 18, 22, 22, 34);
        row = 1;
        return sheet;
    }

    @Override
    public void accept(ReportFinding finding) throws IOException {
        if (row > ROWS_PER_SHEET) {
            finishFindings();
            sheets++;
            findings = findings();
        }
        FindingView view = finding.view();
        FindingView.Resource resource = view.resource();
        // What repeats is stored once by the library, which keeps it in memory; what is a finding's own is written in
        // place.
        findings.value(row, 0, Wording.status(view.status(), language));
        findings.value(row, 1, Wording.severity(view.severity(), language));
        findings.value(row, 2, resource.account());
        findings.value(row, 3, resource.region());
        findings.value(row, 4, resource.type());
        findings.inlineString(row, 5, SafeText.of(resource.arn().isEmpty() ? resource.id() : resource.arn()));
        findings.value(row, 6, view.rule());
        findings.value(row, 7, SafeText.of(language.of(view.title())));
        findings.inlineString(row, 8, SafeText.of(language.of(view.message())));
        findings.value(row, 9, String.join(" ", view.controls()));
        findings.inlineString(row, 10, view.firstSeen().toString());
        findings.inlineString(row, 11, view.changedAt().toString());
        findings.inlineString(row, 12, view.uid());
        row++;
        if (row % ROWS_PER_FLUSH == 0) {
            findings.flush();
        }
    }

    private void finishFindings() throws IOException {
        if (row > 1) {
            findings.setAutoFilter(0, 0, row - 1, 12);
        }
        findings.finish();
    }

    /** Fills the sheets of what was counted. */
    public void results(Results results) throws IOException {
        finishFindings();
        summary(results);
        controls(results);
        accounts(results);
        attestations(results);
        summary.finish();
        controls.finish();
        accounts.finish();
        attestations.finish();
    }

    private void summary(Results results) {
        Spreadsheet.widths(summary, 30, 70);
        summary.value(0, 0, language.of(assessment.pack().title()) + " " + language.of("준수 현황", "compliance"));
        summary.style(0, 0).bold().fontSize(16).set();
        int at = 2;
        at = fact(at, language.of("조직", "Organization"), assessment.organization());
        at = fact(at, language.of("기준 시점", "As of"), Wording.time(assessment.asOf(), language));
        at = fact(
                at,
                language.of("기준", "Standard"),
                assessment.pack().id() + " " + assessment.pack().version());
        at = fact(
                at, language.of("규칙 지문", "Pack fingerprint"), assessment.pack().fingerprint());
        at = fact(
                at,
                language.of("계정", "Accounts"),
                Wording.number(results.accounts().size()));
        at++;
        Map<ControlState, Long> states = Results.states(results.controls());
        for (ControlState state : ControlState.values()) {
            summary.value(at, 0, language.of(state.label()));
            summary.value(at, 1, states.get(state));
            summary.style(at, 1).horizontalAlignment("left").set();
            at++;
        }
        at++;
        at = number(
                at,
                language.of("점검 결과 – 충족", "Verdicts – pass"),
                results.total().pass());
        at = number(
                at,
                language.of("점검 결과 – 미충족", "Verdicts – fail"),
                results.total().fail());
        at = number(
                at,
                language.of("점검 결과 – 판정 불가", "Verdicts – not judged"),
                results.total().error());
        number(
                at,
                language.of("점검 결과 – 해당 없음", "Verdicts – not applicable"),
                results.total().notApplicable());
    }

    private int fact(int at, String name, String value) {
        summary.value(at, 0, name);
        summary.style(at, 0).bold().set();
        Spreadsheet.text(summary, at, 1, value);
        return at + 1;
    }

    private int number(int at, String name, long value) {
        summary.value(at, 0, name);
        summary.value(at, 1, value);
        summary.style(at, 1).format("#,##0").horizontalAlignment("left").set();
        return at + 1;
    }

    private void controls(Results results) throws IOException {
        Spreadsheet.head(
                controls,
                0,
                language.of("번호", "No."),
                language.of("분야", "Chapter"),
                language.of("통제항목", "Control"),
                language.of("상태", "State"),
                language.of("충족", "Pass"),
                language.of("미충족", "Fail"),
                language.of("판정 불가", "Not judged"),
                language.of("해당 없음", "Not applicable"),
                language.of("계정", "Accounts"),
                language.of("담당자", "Owner"),
                language.of("가드레일", "Guardrails"));
        Spreadsheet.widths(controls, 9, 30, 36, 12, 10, 10, 10, 10, 10, 18, 70);
        int at = 1;
        for (Results.ControlResult each : results.controls()) {
            Assessment.Control control = each.control();
            controls.value(at, 0, control.id());
            controls.value(at, 1, language.of(control.chapter()));
            controls.value(at, 2, language.of(control.title()));
            controls.value(at, 3, language.of(each.state().label()));
            controls.style(at, 3)
                    .fillColor(fill(each.state()))
                    .horizontalAlignment("center")
                    .set();
            controls.value(at, 4, each.counts().pass());
            controls.value(at, 5, each.counts().fail());
            controls.value(at, 6, each.counts().error());
            controls.value(at, 7, each.counts().notApplicable());
            controls.value(at, 8, each.accounts().size());
            Spreadsheet.text(controls, at, 9, control.owner() == null ? "" : control.owner());
            controls.value(
                    at,
                    10,
                    String.join(
                            ", ",
                            control.rules().stream().map(Assessment.Rule::id).toList()));
            at++;
        }
        if (at > 1) {
            controls.setAutoFilter(0, 0, at - 1, 10);
        }
    }

    static String fill(ControlState state) {
        return switch (state) {
            case MET -> "D9EFE1";
            case PARTLY -> "FCEBC5";
            case NOT_MET -> "F8D7D3";
            case NOT_ASSESSED -> "E6E9EE";
            case NOT_APPLICABLE -> "F4F5F7";
        };
    }

    private void accounts(Results results) throws IOException {
        Spreadsheet.head(
                accounts,
                0,
                language.of("번호", "No."),
                language.of("통제항목", "Control"),
                language.of("계정", "Account"),
                language.of("충족", "Pass"),
                language.of("미충족", "Fail"),
                language.of("판정 불가", "Not judged"),
                language.of("해당 없음", "Not applicable"));
        Spreadsheet.widths(accounts, 9, 36, 16, 10, 10, 10, 10);
        int at = 1;
        for (Results.ControlResult each : results.controls()) {
            for (Map.Entry<String, Counts> account : each.accounts().entrySet()) {
                accounts.value(at, 0, each.control().id());
                accounts.value(at, 1, language.of(each.control().title()));
                accounts.value(at, 2, account.getKey());
                accounts.value(at, 3, account.getValue().pass());
                accounts.value(at, 4, account.getValue().fail());
                accounts.value(at, 5, account.getValue().error());
                accounts.value(at, 6, account.getValue().notApplicable());
                at++;
                if (at % ROWS_PER_FLUSH == 0) {
                    accounts.flush();
                }
            }
        }
        if (at > 1) {
            accounts.setAutoFilter(0, 0, at - 1, 6);
        }
        accounts.finish();
    }

    private void attestations(Results results) {
        Spreadsheet.head(
                attestations,
                0,
                language.of("번호", "No."),
                language.of("통제항목", "Control"),
                language.of("내용", "Statement"),
                language.of("방법", "Method"),
                language.of("결과", "Result"),
                language.of("상태", "State"),
                language.of("증명자", "By"),
                language.of("증명 시각", "At"),
                language.of("검토자", "Reviewer"),
                language.of("검토 시각", "Reviewed at"),
                language.of("증적(SHA-256)", "Evidence (SHA-256)"));
        Spreadsheet.widths(attestations, 9, 30, 60, 20, 12, 14, 18, 22, 18, 22, 70);
        int at = 1;
        for (Results.ControlResult each : results.controls()) {
            for (Assessment.Attestation made : each.control().attestations()) {
                attestations.value(at, 0, each.control().id());
                attestations.value(at, 1, language.of(each.control().title()));
                Spreadsheet.text(attestations, at, 2, made.statement());
                attestations.value(at, 3, language.of(made.method()));
                attestations.value(at, 4, language.of(made.outcome().label()));
                attestations.value(at, 5, language.of(made.state()));
                Spreadsheet.text(attestations, at, 6, made.by());
                attestations.value(at, 7, Wording.time(made.at(), language));
                Spreadsheet.text(attestations, at, 8, made.reviewer() == null ? "" : made.reviewer());
                attestations.value(at, 9, made.reviewedAt() == null ? "" : Wording.time(made.reviewedAt(), language));
                Spreadsheet.text(attestations, at, 10, StatementDraft.evidence(made));
                attestations
                        .range(at, 2, at, 10)
                        .style()
                        .wrapText(true)
                        .verticalAlignment("top")
                        .set();
                at++;
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            file.close();
        }
    }
}
