package io.bongsu.reports.table;

import io.bongsu.reports.Assessment;
import io.bongsu.reports.Language;
import io.bongsu.reports.Wording;
import io.bongsu.reports.manifest.ReportFiles;
import io.bongsu.reports.tally.Results;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Worksheet;

/**
 * The statement of operation (운영명세서): one row per control under the headings that assessors know. A cell that a person wrote keeps what the
 * person wrote. A hidden sheet remembers what each cell showed and what was proposed, so that a workbook that comes back tells what was edited.
 */
public final class StatementWorkbook {

    /** The file's name in a report. */
    public static final String FILE = "isms-p-statement.ko.xlsx";

    static final String SHEET = "운영명세서";
    static final String MEMORY = "bongsu";
    static final int FIRST_ROW = 4;
    static final int FIRST_COLUMN = 5;

    /** In characters of the default font. */
    private static final int[] WIDTHS = {8, 16, 20, 44, 11, 11, 58, 30, 46, 14, 30};

    private StatementWorkbook() {}

    /** Writes the workbook. */
    public static void write(ReportFiles files, Assessment assessment, Results results) throws IOException {
        try (Spreadsheet file = new Spreadsheet(files, FILE, "ISMS-P 운영명세서", assessment.asOf())) {
            Worksheet sheet = file.sheet(SHEET);
            Worksheet memory = file.sheet(MEMORY);
            memory.setVisibilityState(VisibilityState.VERY_HIDDEN);
            head(sheet, assessment);
            int row = FIRST_ROW;
            int remembered = 0;
            for (Results.ControlResult result : results.controls()) {
                Map<StatementColumn, String> draft = StatementDraft.of(result, assessment);
                fixed(sheet, row, result.control());
                StringBuilder remarks = new StringBuilder();
                for (StatementColumn column : StatementColumn.values()) {
                    Assessment.Written written = result.control().written().get(column.name());
                    String proposed = draft.getOrDefault(column, "");
                    String shown = written == null ? proposed : written.text();
                    int at = FIRST_COLUMN + column.ordinal();
                    Spreadsheet.text(sheet, row, at, shown);
                    if (written != null && !written.draft().equals(proposed)) {
                        remarks.append(remarks.isEmpty() ? "" : "\n")
                                .append(column.heading().lines().findFirst().orElse(""))
                                .append(": 작성 후 자동 초안이 바뀜. 새 초안: ")
                                .append(proposed.isEmpty() ? "(없음)" : proposed);
                    }
                    memory.value(remembered, 0, result.control().id());
                    memory.value(remembered, 1, column.name());
                    Spreadsheet.text(memory, remembered, 2, shown);
                    Spreadsheet.text(memory, remembered, 3, proposed);
                    remembered++;
                }
                Spreadsheet.text(sheet, row, FIRST_COLUMN + StatementColumn.values().length, remarks.toString());
                style(sheet, row, result);
                row++;
            }
            foot(sheet, row);
        }
    }

    private static void head(Worksheet sheet, Assessment assessment) {
        sheet.value(0, 0, "ISMS-P 운영명세서");
        sheet.style(0, 0).bold().fontSize(18).fontColor("1F3A5F").set();
        sheet.rowHeight(0, 30);
        Spreadsheet.text(
                sheet,
                1,
                0,
                "%s  |  기준 시점 %s  |  %s %s"
                        .formatted(
                                assessment.organization(),
                                Wording.time(assessment.asOf(), Language.KO),
                                assessment.pack().title().ko(),
                                assessment.pack().version()));
        sheet.value(2, 0, "운영여부부터 담당자까지는 직접 고쳐 쓸 수 있으며, 고친 내용은 다시 올리면 보존된다. 노란 칸은 작성이 필요한 칸이다.");
        sheet.style(2, 0).fontColor("5B6675").italic().set();
        String[] headings = new String[FIRST_COLUMN + StatementColumn.values().length + 1];
        headings[0] = "번호";
        headings[1] = "분야";
        headings[2] = "통제항목";
        headings[3] = "상세내용";
        headings[4] = "인증구분";
        for (StatementColumn column : StatementColumn.values()) {
            headings[FIRST_COLUMN + column.ordinal()] = column.heading();
        }
        headings[headings.length - 1] = "비고";
        Spreadsheet.head(sheet, FIRST_ROW - 1, headings);
        sheet.rowHeight(FIRST_ROW - 1, 42);
        Spreadsheet.widths(sheet, WIDTHS);
        sheet.freezePane(3, FIRST_ROW);
    }

    private static void fixed(Worksheet sheet, int row, Assessment.Control control) {
        sheet.value(row, 0, control.id());
        Spreadsheet.text(
                sheet, row, 1, control.chapterId() + " " + control.chapter().ko());
        Spreadsheet.text(sheet, row, 2, control.title().ko());
        Spreadsheet.text(
                sheet,
                row,
                3,
                control.checkPoints().stream().map(each -> "· " + each.ko()).collect(Collectors.joining("\n")));
        sheet.value(row, 4, control.certification());
    }

    private static void style(Worksheet sheet, int row, Results.ControlResult result) {
        int last = FIRST_COLUMN + StatementColumn.values().length;
        sheet.range(row, 0, row, last)
                .style()
                .wrapText(true)
                .verticalAlignment("top")
                .borderStyle("thin")
                .borderColor("C9D1DB")
                .set();
        sheet.range(row, 0, row, FIRST_COLUMN - 1).style().fillColor("F7F9FB").set();
        int applied = FIRST_COLUMN + StatementColumn.APPLIED.ordinal();
        sheet.style(row, applied)
                .horizontalAlignment("center")
                .fillColor(ReportWorkbook.fill(result.state()))
                .set();
        for (StatementColumn column : StatementColumn.values()) {
            int at = FIRST_COLUMN + column.ordinal();
            if (column != StatementColumn.EVIDENCE
                    && String.valueOf(sheet.value(row, at)).isEmpty()) {
                sheet.style(row, at).fillColor("FFF6CC").set();
            }
        }
        sheet.rowHeight(row, height(sheet, row));
    }

    /** A row's height is the file's to say; what a spreadsheet program would make of the wrapped lines, about. */
    private static double height(Worksheet sheet, int row) {
        int lines = 1;
        for (int i = 0; i < WIDTHS.length; i++) {
            int needed = 0;
            for (String line : String.valueOf(sheet.value(row, i)).split("\n", -1)) {
                int cells = line.codePoints().map(c -> c >= 0x1100 ? 2 : 1).sum();
                needed += 1 + cells / Math.max(1, WIDTHS[i] - 1);
            }
            lines = Math.max(lines, needed);
        }
        return Math.min(400, 6 + 14.5 * lines);
    }

    private static void foot(Worksheet sheet, int end) {
        if (end > FIRST_ROW) {
            sheet.setAutoFilter(FIRST_ROW - 1, 0, end - 1, FIRST_COLUMN + StatementColumn.values().length);
        }
        sheet.pageOrientation("landscape");
        sheet.paperSize(PaperSize.A4_PAPER);
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 999);
        sheet.repeatRows(FIRST_ROW - 1);
        sheet.footer("&P / &N", Position.CENTER);
    }
}
