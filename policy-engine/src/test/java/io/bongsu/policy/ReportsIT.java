package io.bongsu.policy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.bongsu.kit.BongsuConfig;
import io.bongsu.kit.KafkaClients;
import io.bongsu.policy.attestation.Actor;
import io.bongsu.policy.report.StatementEdits;
import io.bongsu.reports.manifest.ReportVerifier;
import io.bongsu.reports.table.StatementColumn;
import io.bongsu.reports.table.StatementDiff.Change;
import io.bongsu.reports.table.StatementReader;
import io.bongsu.reports.table.StatementWorkbook;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports over findings that the real engines made; on an application of its own, because its finding changes. */
@QuarkusTest
@WithTestResource(value = EnginesResource.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
@NullUnmarked // JUnit and CDI fill the fields.
class ReportsIT {

    private static final String REPORTS = "/api/v1/reports";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String GROUP = Items.ACCOUNT + "|ap-northeast-2|AWS::EC2::SecurityGroup|sg-1";

    private static Instant before;
    private static Instant open;

    @Inject
    BongsuConfig config;

    @Inject
    KafkaClients kafka;

    @Inject
    StatementEdits edits;

    /** A security group that is open to the world, and later isn't. */
    @BeforeEach
    void fillOnce() {
        TestEngine.await("ready", () -> given().get("/q/health/ready").statusCode() == 200);
        if (open != null) {
            return;
        }
        before = Instant.now();
        send(Items.securityGroup("sg-1", "2026-11-01T09:00:00Z", 22, "0.0.0.0/0"));
        TestEngine.await("open", () -> count("FAIL") == 1);
        open = Instant.now();
        send(Items.securityGroup("sg-1", "2026-11-01T10:00:00Z", 22, "10.0.0.0/8"));
        TestEngine.await("closed", () -> count("FAIL") == 0);
    }

    @Test
    void aReportIsMadeInTheBackgroundAndHoldsOffline() throws Exception {
        String id = ask("{\"standard\": \"isms-p\", \"languages\": [\"KO\"]}");
        Path made = fetched(id);

        assertThat(ReportVerifier.verify(made, operator().get(REPORTS + "/key").asString())
                        .id())
                .isEqualTo(id);
        assertThat(Files.readString(made.resolve("findings.csv"))).contains("restricted-ssh", "sg-1", ",PASS,");
        assertThat(Files.size(made.resolve("report.ko.pdf"))).isGreaterThan(50_000);
        operator()
                .get(REPORTS)
                .then()
                .statusCode(200)
                .body("items.id", hasItem(id))
                .body("items.find { it.id == '%s' }.wish.standard".formatted(id), equalTo("isms-p"));
    }

    @Test
    void aReportTellsOfItsCutOffAndNotOfNow() throws IOException {
        Path then = fetched(ask(
                "{\"standard\": \"isms-p\", \"formats\": [\"CSV\", \"OCSF\"], \"csv_bom\": false, \"as_of\": \"%s\"}"
                        .formatted(open)));
        List<String> findings = Files.readAllLines(then.resolve("findings.csv"));
        assertThat(findings)
                .filteredOn(line -> line.contains("restricted-ssh"))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(",FAIL,"));
        assertThat(Files.readString(then.resolve("findings.ocsf.ndjson"))).contains("\"status_code\":\"FAIL\"");
        assertThat(Files.readAllLines(then.resolve("controls.csv")))
                .filteredOn(line -> line.startsWith("2.6.1,"))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("NOT_MET"));

        Path earlier =
                fetched(ask("{\"standard\": \"isms-p\", \"formats\": [\"CSV\"], \"as_of\": \"%s\"}".formatted(before)));
        assertThat(Files.readAllLines(earlier.resolve("findings.csv"))).hasSize(1);

        Path elsewhere =
                fetched(ask("{\"standard\": \"isms-p\", \"formats\": [\"CSV\"], \"accounts\": [\"999999999999\"]}"));
        assertThat(Files.readAllLines(elsewhere.resolve("findings.csv"))).hasSize(1);
    }

    @Test
    void theStatementComesBackWithWhatPeopleWrote() throws IOException {
        edits.keep(
                "isms-p",
                List.of(new Change("2.6.6", StatementColumn.OWNER, "", "박보안", "", false)),
                new Actor("kim", "operator"));
        byte[] statement = Files.readAllBytes(
                fetched(ask("{\"standard\": \"isms-p\", \"formats\": [\"XLSX\"], \"languages\": [\"KO\"]}"))
                        .resolve(StatementWorkbook.FILE));
        assertThat(StatementReader.read(statement)
                        .get("2.6.6")
                        .get(StatementColumn.OWNER)
                        .now())
                .isEqualTo("박보안");
        take(statement, "?actor=kim&dry_run=true")
                .statusCode(200)
                .body("kept", equalTo(false))
                .body("changes.size()", equalTo(0));

        edits.keep(
                "isms-p",
                List.of(new Change("2.6.6", StatementColumn.OWNER, "박보안", "", "", false)),
                new Actor("kim", "operator"));
        assertThat(edits.now("isms-p")).doesNotContainKey("2.6.6");
        problem(take("no workbook".getBytes(StandardCharsets.UTF_8), "?actor=kim"), 400, "is no workbook");
        problem(take(statement, ""), 400, "actor is ''");
    }

    @Test
    void whatIsWrongIsSaid() {
        problem(post("{\"standard\": \"none\"}"), 404, "isms-p");
        problem(post("{\"standard\": \"isms-p\", \"as_of\": \"2999-01-01T00:00:00Z\"}"), 400, "a time that has passed");
        problem(post("{\"standard\": \"isms-p\", \"formats\": [\"DOC\"]}"), 400, "formats is 'DOC'");
        problem(post("{\"standard\": \"isms-p\", \"accounts\": [\"1\"]}"), 400, "twelve digits");
        String nobody = "00000000-0000-0000-0000-000000000000";
        problem(operator().get(REPORTS + "/" + nobody).then(), 404, "There is no report");
        problem(operator().get(REPORTS + "/" + nobody + "/files/manifest.json").then(), 404, "has no file");
        problem(operator().get(REPORTS + "/" + nobody + "/files/a b").then(), 400, "a file's name");
        given().get(REPORTS).then().statusCode(401);
    }

    private Path fetched(String id) throws IOException {
        TestEngine.await("complete", () -> {
            String state = operator().get(REPORTS + "/" + id).jsonPath().getString("state");
            assertThat(state).isNotEqualTo("FAILED");
            return state.equals("COMPLETE");
        });
        Path made = Files.createTempDirectory("bongsu-report-made");
        List<String> names = operator().get(REPORTS + "/" + id).jsonPath().getList("files.name");
        for (String name : names) {
            byte[] bytes = operator()
                    .get(REPORTS + "/" + id + "/files/" + name)
                    .then()
                    .statusCode(200)
                    .header("Content-Disposition", containsString(name))
                    .extract()
                    .asByteArray();
            Files.write(made.resolve(name), bytes);
        }
        return made;
    }

    private static String ask(String wish) {
        return post(wish)
                .statusCode(202)
                .header("Location", containsString(REPORTS))
                .extract()
                .path("id");
    }

    private static ValidatableResponse post(String wish) {
        return operator().contentType(ContentType.JSON).body(wish).post(REPORTS).then();
    }

    private static ValidatableResponse take(byte[] workbook, String query) {
        return operator()
                .contentType(XLSX)
                .body(workbook)
                .post(REPORTS + "/statements/isms-p" + query)
                .then();
    }

    private void send(String item) {
        try (KafkaProducer<String, byte[]> producer = kafka.producer()) {
            assertThat(producer.send(new ProducerRecord<>(
                            config.topics().configItems(), GROUP, item.getBytes(StandardCharsets.UTF_8))))
                    .succeedsWithin(Duration.ofSeconds(30));
        }
    }

    private static int count(String status) {
        return operator()
                .get("/api/v1/findings?rule=restricted-ssh&status=" + status)
                .jsonPath()
                .getInt("total");
    }

    private static void problem(ValidatableResponse response, int status, String detail) {
        response.statusCode(status).contentType("application/problem+json").body("detail", containsString(detail));
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + EnginesResource.TOKEN);
    }
}
