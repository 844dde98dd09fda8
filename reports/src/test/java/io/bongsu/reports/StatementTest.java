package io.bongsu.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bongsu.contracts.certificate.Ed25519KeyFile;
import io.bongsu.reports.Assessment.Written;
import io.bongsu.reports.table.StatementColumn;
import io.bongsu.reports.table.StatementDiff;
import io.bongsu.reports.table.StatementDiff.Change;
import io.bongsu.reports.table.StatementReader;
import io.bongsu.reports.table.StatementWorkbook;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The statement of operation goes to a person and comes back. */
final class StatementTest {

    private static final int STATUS = 6;
    private static final int OWNER = 9;
    private static final int REMARKS = 10;

    @TempDir
    private Path directory;

    @Test
    void whatAPersonWritesIsToldAndKept() throws IOException {
        byte[] sent = statement(Map.of());
        byte[] edited = edit(sent, "2.6.1", Map.of(STATUS, "네트워크를 업무별로 분리하여 운영함.\n분기마다 점검함.", OWNER, "박보안"));

        List<Change> changes = StatementDiff.of(StatementReader.read(edited), Map.of());

        assertThat(changes).extracting(Change::control).containsOnly("2.6.1");
        assertThat(changes).extracting(Change::column).containsExactly(StatementColumn.STATUS, StatementColumn.OWNER);
        assertThat(changes).extracting(Change::after).contains("박보안").doesNotContain("");
        assertThat(changes.getFirst().before()).startsWith("[자동 점검]");
        assertThat(changes).noneMatch(Change::conflict);
        Written kept = changes.getFirst().written();
        assertThat(kept).isNotNull();

        byte[] next = statement(Map.of("2.6.1", Map.of("STATUS", kept)));
        assertThat(cell(next, "2.6.1", STATUS)).isEqualTo("네트워크를 업무별로 분리하여 운영함.\n분기마다 점검함.");
        assertThat(cell(next, "2.6.1", REMARKS)).isEmpty();
        assertThat(StatementDiff.of(StatementReader.read(next), Map.of("2.6.1", Map.of("STATUS", kept))))
                .isEmpty();
    }

    @Test
    void aDraftThatMovedIsRemarked() throws IOException {
        byte[] next = statement(Map.of("2.6.1", Map.of("STATUS", new Written("우리의 말", "그때의 초안"))));
        assertThat(cell(next, "2.6.1", STATUS)).isEqualTo("우리의 말");
        assertThat(cell(next, "2.6.1", REMARKS)).startsWith("운영현황: 작성 후 자동 초안이 바뀜. 새 초안: [자동 점검]");
    }

    @Test
    void whatSomebodyElseChangedMeanwhileIsAConflict() throws IOException {
        byte[] edited = edit(statement(Map.of()), "2.6.1", Map.of(OWNER, "박보안"));
        Map<String, Map<String, Written>> kept = Map.of("2.6.1", Map.of("OWNER", new Written("최책임", "")));
        assertThat(StatementDiff.of(StatementReader.read(edited), kept))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.conflict()).isTrue();
                    assertThat(change.before()).isEqualTo("최책임");
                });
    }

    @Test
    void whatIsNoStatementIsRefused() throws IOException {
        assertThatThrownBy(() -> StatementReader.read("no workbook".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("is no workbook");
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 65; i++) {
                zip.write(zeros);
            }
        }
        assertThatThrownBy(() -> StatementReader.read(bomb.toByteArray())).hasMessageContaining("unpacks to more than");
        try (XSSFWorkbook other = new XSSFWorkbook()) {
            other.createSheet("운영명세서");
            assertThatThrownBy(() -> StatementReader.read(bytes(other))).hasMessageContaining("has no sheet 'bongsu'");
        }
    }

    private byte[] statement(Map<String, Map<String, Written>> written) throws IOException {
        Path target = Files.createTempDirectory(directory, "report");
        ReportRequest request = new ReportRequest(EnumSet.of(Format.XLSX), EnumSet.of(Language.KO), false);
        new Report(
                        request,
                        new SampleSource(written),
                        Ed25519KeyFile.open(directory.resolve("key.pem")),
                        (done, expected, step) -> {})
                .write(target, "id", Instant.EPOCH);
        return Files.readAllBytes(target.resolve(StatementWorkbook.FILE));
    }

    /** As a person does in a spreadsheet program: open, write, save. */
    private static byte[] edit(byte[] workbook, String control, Map<Integer, String> cells) throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(workbook))) {
            Row row = row(book.getSheet("운영명세서"), control);
            cells.forEach((column, text) -> row.getCell(column).setCellValue(text));
            return bytes(book);
        }
    }

    private static String cell(byte[] workbook, String control, int column) throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(workbook))) {
            return row(book.getSheet("운영명세서"), control).getCell(column).getStringCellValue();
        }
    }

    private static Row row(Sheet sheet, String control) {
        for (Row row : sheet) {
            if (row.getCell(0) != null && row.getCell(0).getStringCellValue().equals(control)) {
                return row;
            }
        }
        throw new AssertionError("The sheet has no control " + control);
    }

    private static byte[] bytes(XSSFWorkbook book) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        book.write(out);
        return out.toByteArray();
    }
}
