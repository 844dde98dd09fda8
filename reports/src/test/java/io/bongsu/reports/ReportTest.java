package io.bongsu.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.bongsu.contracts.certificate.Ed25519KeyFile;
import io.bongsu.reports.manifest.InvalidReportException;
import io.bongsu.reports.manifest.ReportVerifier;
import io.bongsu.reports.manifest.VerifiedReport;
import io.bongsu.reports.table.SafeText;
import io.bongsu.reports.table.StatementWorkbook;
import io.bongsu.reports.tally.Results;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a report but for the pages, which {@link PagesTest} looks at. */
final class ReportTest {

    private static final Set<Format> TABLES =
            EnumSet.of(Format.XLSX, Format.CSV, Format.OSCAL, Format.OCSF, Format.ASFF);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path directory;

    private static Path made;
    private static Results results;
    private static Ed25519KeyFile key;

    @BeforeAll
    static void make() throws IOException {
        key = Ed25519KeyFile.open(directory.resolve("key.pem"));
        made = Files.createDirectory(directory.resolve("made"));
        results = report(made, "one", Instant.parse("2026-11-02T00:00:00Z"));
    }

    private static Results report(Path target, String id, Instant at) throws IOException {
        ReportRequest request = new ReportRequest(TABLES, EnumSet.allOf(Language.class), true);
        return new Report(request, new SampleSource(), key, (done, expected, step) -> {}).write(target, id, at);
    }

    @Test
    void everyControlIsThereAndTheCountsAddUp() throws IOException {
        assertThat(results.controls()).hasSize(101);
        assertThat(results.findings()).isEqualTo(new SampleSource().expected());
        assertThat(results.total().total()).isEqualTo(results.findings());
        List<String> findings = Files.readAllLines(made.resolve("findings.csv"));
        assertThat(findings).hasSize((int) results.findings() + 1);
        assertThat(Files.readAllLines(made.resolve("findings.ocsf.ndjson"))).hasSize((int) results.findings());
        long wrong = findings.stream()
                .filter(line -> line.contains(",FAIL,") || line.contains(",ERROR,"))
                .count();
        assertThat(results.total().wrong()).isEqualTo(wrong);
    }

    @Test
    void noCellIsAFormula() throws IOException {
        String csv = Files.readString(made.resolve("findings.csv"));
        assertThat(csv)
                .startsWith("\uFEFFuid,")
                .contains("\"'=HYPERLINK(")
                .doesNotContain(",\"=HYPERLINK")
                .doesNotContain(",=");
        for (String begin : List.of("=", "+", "-", "@", "\t", "\r", "＝")) {
            String attack = begin + "cmd|'/C calc'!A0";
            assertThat(SafeText.of(attack)).startsWith("'");
        }
        assertThat(SafeText.original(SafeText.of(SampleSource.FORMULA))).isEqualTo(SampleSource.FORMULA);
        assertThat(SafeText.of("-")).isEqualTo("-");
        try (XSSFWorkbook book = workbook("report.ko.xlsx")) {
            Sheet sheet = book.getSheet("점검 결과");
            assertThat(sheet.getLastRowNum()).isEqualTo((int) results.findings());
            for (Row row : sheet) {
                row.forEach(cell -> assertThat(cell.getCellType().name()).isNotEqualTo("FORMULA"));
            }
        }
    }

    @Test
    void theStatementHasTheAssessorsColumnsAndADraftForEveryControl() throws IOException {
        try (XSSFWorkbook book = workbook(StatementWorkbook.FILE)) {
            Sheet sheet = book.getSheet("운영명세서");
            List<String> head = Stream.iterate(0, i -> i + 1)
                    .limit(11)
                    .map(i -> sheet.getRow(3).getCell(i).getStringCellValue().replace("\n", " "))
                    .toList();
            assertThat(head)
                    .containsExactly(
                            "번호",
                            "분야",
                            "통제항목",
                            "상세내용",
                            "인증구분",
                            "운영여부 (Y / N / N/A)",
                            "운영현황 (또는 미선택사유)",
                            "관련문서 (정책, 지침 등 세부조항번호까지)",
                            "기록(증적자료)",
                            "담당자",
                            "비고");
            assertThat(sheet.getLastRowNum()).isEqualTo(3 + 101);
            assertThat(cell(sheet, "1.1.1", 5)).isEqualTo("Y");
            assertThat(cell(sheet, "1.1.1", 6)).contains("2026-10-02 김정보 증명", "검토 이검토");
            assertThat(cell(sheet, "3.2.5", 5)).isEqualTo("N/A");
            assertThat(cell(sheet, "3.2.5", 6)).startsWith("[미선택사유] 가명정보");
            assertThat(cell(sheet, "2.6.1", 6)).contains("가드레일", "계정 7개를 점검함", "2026-11-01 09:00 (KST)");
            assertThat(cell(sheet, "1.1.2", 5)).isEmpty();
        }
    }

    private static String cell(Sheet sheet, String control, int column) {
        for (Row row : sheet) {
            if (row.getCell(0) != null && row.getCell(0).getStringCellValue().equals(control)) {
                return row.getCell(column).getStringCellValue();
            }
        }
        throw new AssertionError("The sheet has no control " + control);
    }

    @Test
    void theSameDataMakeTheSameBytes() throws IOException {
        Path again = Files.createDirectory(directory.resolve("again"));
        report(again, "two", Instant.parse("2026-11-03T00:00:00Z"));
        for (String name : names(made)) {
            if (!name.startsWith("manifest.")) {
                assertThat(Files.mismatch(made.resolve(name), again.resolve(name)))
                        .as(name)
                        .isEqualTo(-1);
            }
        }
        JsonNode one = JSON.readTree(made.resolve("manifest.json").toFile());
        JsonNode two = JSON.readTree(again.resolve("manifest.json").toFile());
        one.path("differ_each_time").forEach(name -> {
            ((ObjectNode) one).remove(name.asText());
            ((ObjectNode) two).remove(name.asText());
        });
        assertThat(one).isEqualTo(two);
    }

    @Test
    void oscalIsAsItsSchemaSays() throws IOException {
        JsonNode document =
                JSON.readTree(made.resolve("assessment-results.oscal.json").toFile());
        try (InputStream in = getClass().getResourceAsStream("/schema/json/oscal-ar_schema.json")) {
            JsonSchema schema =
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(in);
            assertThat(schema.validate(document)).isEmpty();
            ((ObjectNode) document.path("assessment-results")).put("more", 1);
            assertThat(schema.validate(document)).isNotEmpty();
        }
        JsonNode result = document.at("/assessment-results/results/0");
        assertThat(result.path("findings")).hasSize(100);
        assertThat(result.at("/reviewed-controls/control-selections/0/exclude-controls/0/control-id")
                        .asText())
                .isEqualTo("isms-p-3.2.5");
    }

    @Test
    void asffHasWhatSecurityHubDemands() throws IOException {
        JsonNode findings =
                JSON.readTree(made.resolve("findings.asff.json").toFile()).path("Findings");
        assertThat(findings).hasSize((int) results.findings());
        for (String required : List.of(
                "AwsAccountId",
                "CreatedAt",
                "Description",
                "GeneratorId",
                "Id",
                "ProductArn",
                "Resources",
                "SchemaVersion",
                "Severity",
                "Title",
                "Types",
                "UpdatedAt")) {
            assertThat(findings)
                    .allSatisfy(
                            each -> assertThat(each.has(required)).as(required).isTrue());
        }
        assertThat(findings.path(0).at("/Resources/0/Type").asText()).isEqualTo("AwsEc2Volume");
    }

    @Test
    void aReportHoldsWithTheKeyAndNamesWhatItSays() throws Exception {
        VerifiedReport verified = ReportVerifier.verify(made, key.publicKeyPem());
        assertThat(verified.id()).isEqualTo("one");
        assertThat(verified.findings()).isEqualTo(results.findings());
        assertThat(verified.keyGiven()).isTrue();
        assertThat(ReportVerifier.verify(made, null).keyGiven()).isFalse();
    }

    @Test
    void everyTamperingIsNamed() throws IOException {
        tampered("findings.csv", "changed", copy -> {
            byte[] bytes = Files.readAllBytes(copy.resolve("findings.csv"));
            bytes[bytes.length / 2] ^= 1;
            Files.write(copy.resolve("findings.csv"), bytes);
        });
        tampered(
                "controls.csv",
                "bytes",
                copy -> Files.writeString(copy.resolve("controls.csv"), "", StandardCharsets.UTF_8));
        tampered("report.ko.xlsx", "missing", copy -> Files.delete(copy.resolve("report.ko.xlsx")));
        tampered("more.txt", "added", copy -> Files.writeString(copy.resolve("more.txt"), "x"));
        tampered("manifest.sig", "not the signature", copy -> {
            String manifest = Files.readString(copy.resolve("manifest.json"));
            Files.writeString(copy.resolve("manifest.json"), manifest.replace("\"fail\" : ", "\"fail\" : 0"));
        });
        tampered("manifest.sig", "missing", copy -> Files.delete(copy.resolve("manifest.sig")));
        tampered("manifest.json", "missing", copy -> Files.delete(copy.resolve("manifest.json")));
        tampered(
                "public-key.pem",
                "changed",
                copy -> Files.writeString(
                        copy.resolve("public-key.pem"),
                        Ed25519KeyFile.open(directory.resolve("forged.pem")).publicKeyPem()));
        tampered("assessment-results.oscal.json", "no plain file", copy -> {
            Path file = copy.resolve("assessment-results.oscal.json");
            Path elsewhere = directory.resolve("elsewhere.json");
            Files.copy(file, elsewhere);
            Files.delete(file);
            Files.createSymbolicLink(file, elsewhere);
        });
    }

    @FunctionalInterface
    private interface Tampering {

        void on(Path copy) throws IOException;
    }

    private static void tampered(String file, String reason, Tampering tampering) throws IOException {
        Path copy = Files.createTempDirectory(directory, "copy");
        for (String name : names(made)) {
            Files.copy(made.resolve(name), copy.resolve(name));
        }
        tampering.on(copy);
        assertThatThrownBy(() -> ReportVerifier.verify(copy, key.publicKeyPem()))
                .isInstanceOfSatisfying(
                        InvalidReportException.class, e -> assertThat(e.file()).isEqualTo(file))
                .hasMessageContaining(reason);
    }

    private static List<String> names(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    private static XSSFWorkbook workbook(String name) throws IOException {
        return new XSSFWorkbook(Files.newInputStream(made.resolve(name)));
    }
}
