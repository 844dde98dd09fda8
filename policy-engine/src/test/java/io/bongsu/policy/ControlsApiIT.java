package io.bongsu.policy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.bongsu.kit.BongsuConfig;
import io.bongsu.kit.KafkaClients;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every operation on controls, attestations, evidence and scope with every status that it can answer with. */
@QuarkusTest
@WithTestResource(EnginesResource.class)
@NullUnmarked // JUnit and CDI fill the fields.
class ControlsApiIT {

    private static final String CONTROLS = "/api/v1/standards/isms-p/controls";
    private static final String SCOPE = "/api/v1/standards/isms-p/scope";
    private static final String NOBODY = "0".repeat(64);
    private static final String GROUP = Items.ACCOUNT + "|ap-northeast-2|AWS::EC2::SecurityGroup|sg-open";

    private static boolean filled;

    @Inject
    BongsuConfig config;

    @Inject
    KafkaClients kafka;

    @BeforeEach
    void fillOnce() {
        TestEngine.await("ready", () -> given().get("/q/health/ready").statusCode() == 200);
        if (filled) {
            return;
        }
        try (KafkaProducer<String, byte[]> producer = kafka.producer()) {
            byte[] item = Items.securityGroup("sg-open", "2026-11-01T09:00:00Z", 22, "0.0.0.0/0")
                    .getBytes(StandardCharsets.UTF_8);
            assertThat(producer.send(new ProducerRecord<>(config.topics().configItems(), GROUP, item)))
                    .succeedsWithin(Duration.ofSeconds(30));
        }
        TestEngine.await(
                "searchable",
                () -> operator().get("/api/v1/findings").jsonPath().getInt("total") == 2);
        filled = true;
    }

    @Test
    void everyControlStandsThereWithItsTexts() {
        get(CONTROLS)
                .statusCode(200)
                .body("standard", equalTo("isms-p"))
                .body("as_of", notNullValue())
                .body("fingerprint", notNullValue())
                .body("controls", hasSize(101))
                .body("controls.id.unique()", hasSize(101))
                .body("counts.values().sum()", equalTo(101))
                .body("counts", hasKey("NOT_APPLICABLE"))
                .body("controls.collect { it.check_points.size() }", everyItem(greaterThanOrEqualTo(2)))
                .body("controls.check_points.flatten().en", everyItem(notNullValue()))
                .body("controls.check_points.flatten().ko", everyItem(notNullValue()))
                .body("controls.find { it.id == '2.6.1' }.area.title.ko", equalTo("보호대책 요구사항"))
                .body("controls.find { it.id == '2.6.1' }.chapter.id", equalTo("2.6"))
                .body("controls.find { it.id == '2.6.1' }.state", equalTo("NOT_MET"))
                .body("controls.find { it.id == '2.6.1' }.reason", equalTo("GUARDRAIL_FAILS"))
                .body("controls.find { it.id == '2.6.1' }.machine.verdict", equalTo("FAIL"))
                .body(
                        "controls.find { it.id == '2.6.1' }.machine.rules.find { it.id == 'restricted-ssh' }.accounts.'%s'.FAIL"
                                .formatted(Items.ACCOUNT),
                        equalTo(1))
                .body("controls.find { it.id == '1.1.3' }.state", equalTo("NOT_ASSESSED"))
                .body("controls.find { it.id == '1.1.3' }.machine.verdict", equalTo("NONE"))
                .body("controls.find { it.id == '1.1.3' }.people.newest", nullValue())
                .body("controls.find { it.id == '1.1.3' }.reminder.kind", equalTo("ASSIGN"));
        get(CONTROLS + "?as_of=2026-01-31").statusCode(200).body("as_of", equalTo("2026-01-31"));
        problem(get(CONTROLS + "?as_of=yesterday"), 400, "as_of is 'yesterday'");
        problem(get("/api/v1/standards/none/controls"), 404, "isms-p");
        problem(get("/api/v1/standards/account-baseline/controls"), 404, "There is no standard");
        problem(get("/api/v1/standards/No!/controls"), 400, "standard is 'No!'");
    }

    @Test
    void anAttestationGoesFromAssignmentToAcceptance() {
        String control = CONTROLS + "/1.1.1";
        problem(post(control + "/attestations", attestation("kim", "MET", "")), 409, "assigned to nobody");
        put(control + "/assignment", assignment("kim@company.example"))
                .statusCode(200)
                .body("owner", equalTo("kim@company.example"))
                .body("assigned_by", equalTo("park"));
        String hash = upload("회의록.txt", "결재 완료").statusCode(201).extract().path("sha256");

        String id = post(control + "/attestations", attestation("kim", "MET", hash))
                .statusCode(201)
                .header("Location", containsString(control))
                .body("review", nullValue())
                .body("evidence[0].name", equalTo("2026 회의록.txt"))
                .body("evidence[0].media_type", equalTo("text/plain"))
                .extract()
                .path("id");
        get(control)
                .statusCode(200)
                .body("standing.state", equalTo("NOT_ASSESSED"))
                .body("standing.reminder.kind", equalTo("REVIEW"));
        String review = control + "/attestations/" + id + "/review";
        problem(post(review, review("Kim", true)), 403, "expected somebody else");
        post(review, review("lee", true)).statusCode(200).body("review.reviewer", equalTo("lee"));
        problem(post(review, review("lee", false)), 409, "accepted by lee already");

        get(control)
                .statusCode(200)
                .body("standing.state", equalTo("MET"))
                .body("standing.reason", equalTo("ATTESTED"))
                .body("standing.people.accepted.id", equalTo(id))
                .body("standing.reminder", nullValue())
                .body("attestations", hasSize(1))
                .body("history.action", equalTo(List.of("accept", "attest", "assign")))
                .body("history.caller", everyItem(equalTo("operator")));
        get(CONTROLS + "?as_of=2026-01-31").body("controls.find { it.id == '1.1.1' }.state", equalTo("NOT_ASSESSED"));
    }

    @Test
    void aFailingGuardrailPullsAnAttestedControlDown() {
        accepted("2.6.6", "MET");
        get(CONTROLS + "/2.6.6")
                .body("standing.state", equalTo("PARTLY"))
                .body("standing.reason", equalTo("CONTRADICTED_BY_FAILURE"));
        accepted("2.7.2", "MET");
        get(CONTROLS + "/2.7.2").body("standing.reason", equalTo("CONTRADICTED_BY_MISSING"));
        accepted("3.1.6", "NOT_APPLICABLE");
        get(CONTROLS + "/3.1.6")
                .body("standing.state", equalTo("NOT_APPLICABLE"))
                .body("standing.people.accepted.reason", equalTo("대상이 없음"));
    }

    @Test
    void wrongFieldsAreNamed() {
        String control = CONTROLS + "/1.1.2";
        String good = assignment("kim");
        for (List<String> wrong : List.of(
                List.of("owner", good.replace("\"owner\": \"kim\"", "\"owner\": \"\\u0007\"")),
                List.of("method", good.replace("INTERVIEW", "GUESS")),
                List.of("due", good.replace("2099-12-31", "31.12.2099")),
                List.of("due", good.replace("2099-12-31", "9999-12-31")),
                List.of("recurrence", good.replace("YEARLY", "NEVER")),
                List.of("actor", good.replace("\"actor\": \"park\"", "\"actor\": null")))) {
            problem(put(control + "/assignment", wrong.get(1)), 400, wrong.get(0) + " is '");
        }
        problem(put(control + "/assignment", "{\"colour\": \"red\"}"), 400, "colour");
        problem(put(control + "/assignment", ""), 400, "body is empty");
        problem(put(CONTROLS + "/9.9.9/assignment", good), 404, "has no control 9.9.9");

        put(control + "/assignment", good).statusCode(200);
        String met = attestation("kim", "MET", "");
        for (List<String> wrong : List.of(
                List.of("outcome", met.replace("MET", "FINE")),
                List.of("method", met.replace("INTERVIEW", "GUESS")),
                List.of("statement", met.replace("확인함", "x".repeat(4_001))),
                List.of("reason", met.replace("\"reason\": null", "\"reason\": \"why not\"")),
                List.of("reason", met.replace("\"MET\"", "\"NOT_APPLICABLE\"")),
                List.of(
                        "nothing_to_judge",
                        met.replace("\"nothing_to_judge\": []", "\"nothing_to_judge\": [\"restricted-ssh\"]")),
                List.of(
                        "evidence.sha256",
                        met.replace("\"evidence\": []", "\"evidence\": [{\"sha256\": \"1\", \"name\": \"a.txt\"}]")),
                List.of("actor", met.replace("\"actor\": \"kim\"", "\"actor\": \"<b>\"")))) {
            problem(post(control + "/attestations", wrong.get(1)), 400, wrong.get(0) + " is '");
        }
        problem(
                post(
                        control + "/attestations",
                        met.replace(
                                "\"evidence\": []",
                                "\"evidence\": [{\"sha256\": \"%s\", \"name\": \"a.txt\"}]".formatted(NOBODY))),
                422,
                "upload it first");
        problem(post(CONTROLS + "/9.9.9/attestations", met), 404, "has no control");

        String review = control + "/attestations/00000000-0000-0000-0000-000000000000/review";
        problem(post(review, review("lee", true)), 404, "has no attestation");
        problem(post(review, review("lee", true).replace("true", "null")), 400, "accepted is '");
        problem(post(review, review("", true)), 400, "actor is '");
        problem(post(control + "/attestations/1/review", review("lee", true)), 400, "attestation is '1'");
        problem(get(CONTROLS + "/a%20b"), 400, "control is 'a b'");
        problem(get(CONTROLS + "/9.9.9"), 404, "has no control 9.9.9");
    }

    @Test
    void evidenceIsGivenBackAsADownloadOnly() {
        ValidatableResponse kept = upload("점검 결과.csv", "항목,결과\n").statusCode(201);
        String hash = kept.extract().path("sha256");
        operator()
                .get("/api/v1/evidence/" + hash)
                .then()
                .statusCode(200)
                .contentType("application/octet-stream")
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        "Content-Disposition",
                        "attachment; filename*=UTF-8''%EC%A0%90%EA%B2%80%20%EA%B2%B0%EA%B3%BC.csv")
                .body(equalTo("항목,결과\n"));
        problem(get("/api/v1/evidence/" + NOBODY), 404, "There is no evidence");
        problem(get("/api/v1/evidence/1"), 400, "64 hexadecimal digits");
        problem(upload("run.exe", "MZ"), 422, "expected pdf");
        problem(upload("plan.pdf", "no pdf"), 422, "content is something else");
        problem(upload("empty.txt", ""), 422, "is empty");
        problem(upload("big.txt", "x".repeat(10_485_761)), 422, "at most 10485760");
        problem(
                operator()
                        .contentType("application/octet-stream")
                        .queryParam("name", "a.txt")
                        .body("a".getBytes(StandardCharsets.UTF_8))
                        .post("/api/v1/evidence")
                        .then(),
                400,
                "actor is '");
        operator()
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/evidence?name=a.txt&actor=kim")
                .then()
                .statusCode(415);
    }

    @Test
    void remindersTellWhatIsToBeDone() {
        put(CONTROLS + "/2.2.1/assignment", assignment("kim").replace("2099-12-31", "2020-01-31"))
                .statusCode(200);
        get(CONTROLS + "/reminders")
                .statusCode(200)
                .body("items[0].control", equalTo("2.2.1"))
                .body("items[0].reminder.kind", equalTo("OVERDUE"))
                .body("items[0].reminder.who", equalTo("kim"))
                .body("items[0].title.ko", notNullValue())
                .body("items.reminder.kind", hasItems("OVERDUE", "ASSIGN"));
        get(CONTROLS + "/reminders?within_days=0").statusCode(200);
        problem(get(CONTROLS + "/reminders?within_days=367"), 400, "within_days is '367'");
        problem(get("/api/v1/standards/none/controls/reminders"), 404, "There is no standard");
    }

    @Test
    void scopeDecidesWhoseVerdictsCount() {
        get(SCOPE).statusCode(200).body("decided", equalTo(false));
        post(
                        SCOPE + "/decisions",
                        scope(
                                "OU",
                                "ou-ab12-cd34ef56",
                                "[\"%s\", \"999988887777\"]".formatted(Items.ACCOUNT),
                                true,
                                "2026-02-01"))
                .statusCode(201)
                .body("decided_by", equalTo("choi"));
        get(SCOPE)
                .body("accounts", equalTo(List.of(Items.ACCOUNT, "999988887777")))
                .body("decided", equalTo(true));
        get(CONTROLS).body("controls.find { it.id == '2.6.1' }.machine.verdict", equalTo("FAIL"));

        post(SCOPE + "/decisions", scope("ACCOUNT", Items.ACCOUNT, "[]", false, "2026-03-01"))
                .statusCode(201);
        get(SCOPE).body("accounts", equalTo(List.of("999988887777")));
        get(SCOPE + "?as_of=2026-02-15").body("accounts", hasItem(Items.ACCOUNT));
        get(CONTROLS)
                .body("scope.accounts", not(hasItem(Items.ACCOUNT)))
                .body("controls.find { it.id == '2.6.1' }.machine.verdict", equalTo("MISSING"));
        post(SCOPE + "/decisions", scope("ACCOUNT", Items.ACCOUNT, "[]", true, "2026-03-01"))
                .statusCode(201);
        get(SCOPE + "/decisions").statusCode(200).body("items", hasSize(3)).body("items[0].included", equalTo(true));

        for (List<String> wrong : List.of(
                List.of("kind", scope("PLANET", Items.ACCOUNT, "[]", true, "2026-03-01")),
                List.of("target", scope("ACCOUNT", "12", "[]", true, "2026-03-01")),
                List.of("target", scope("OU", Items.ACCOUNT, "[]", true, "2026-03-01")),
                List.of("accounts", scope("OU", "ou-ab12-cd34ef56", "[\"12\"]", true, "2026-03-01")),
                List.of("accounts", scope("ACCOUNT", Items.ACCOUNT, "[\"111122223333\"]", true, "2026-03-01")),
                List.of("from", scope("ACCOUNT", Items.ACCOUNT, "[]", true, "soon")))) {
            problem(post(SCOPE + "/decisions", wrong.get(1)), 400, wrong.get(0) + " is '");
        }
        problem(get(SCOPE + "?as_of=x"), 400, "as_of is 'x'");
        problem(get("/api/v1/standards/none/scope"), 404, "There is no standard");
        problem(get("/api/v1/standards/none/scope/decisions"), 404, "There is no standard");
        problem(
                post("/api/v1/standards/none/scope/decisions", scope("OU", "r-ab12", "[]", true, "2026-03-01")),
                404,
                "There is no standard");
    }

    @Test
    void withoutTokenNothingIsShownOrKept() {
        for (String path : List.of(
                CONTROLS,
                CONTROLS + "/1.1.1",
                CONTROLS + "/reminders",
                SCOPE,
                SCOPE + "/decisions",
                "/api/v1/evidence/" + NOBODY)) {
            given().get(path).then().statusCode(401);
        }
        given().contentType(ContentType.JSON)
                .body(assignment("kim"))
                .put(CONTROLS + "/1.1.1/assignment")
                .then()
                .statusCode(401);
    }

    @Test
    void openApiDescribesEveryOperation() {
        JsonPath paths = operator()
                .accept(ContentType.JSON)
                .get("/q/openapi?format=json")
                .jsonPath();
        for (String path : List.of(
                "/api/v1/evidence",
                "/api/v1/evidence/{sha256}",
                "/api/v1/standards/{standard}/controls",
                "/api/v1/standards/{standard}/controls/reminders",
                "/api/v1/standards/{standard}/controls/{control}",
                "/api/v1/standards/{standard}/controls/{control}/assignment",
                "/api/v1/standards/{standard}/controls/{control}/attestations",
                "/api/v1/standards/{standard}/controls/{control}/attestations/{attestation}/review",
                "/api/v1/standards/{standard}/scope",
                "/api/v1/standards/{standard}/scope/decisions")) {
            assertThat(paths.getList("paths.'%s'.values().summary".formatted(path)))
                    .as(path)
                    .isNotEmpty()
                    .doesNotContainNull();
        }
    }

    private static void accepted(String control, String outcome) {
        put(CONTROLS + "/" + control + "/assignment", assignment("kim")).statusCode(200);
        String body = attestation("kim", outcome, "");
        String given =
                outcome.equals("NOT_APPLICABLE") ? body.replace("\"reason\": null", "\"reason\": \"대상이 없음\"") : body;
        String id = post(CONTROLS + "/" + control + "/attestations", given)
                .statusCode(201)
                .extract()
                .path("id");
        post(CONTROLS + "/" + control + "/attestations/" + id + "/review", review("lee", true))
                .statusCode(200);
    }

    private static String assignment(String owner) {
        return """
                {"owner": "%s", "method": "INTERVIEW", "due": "2099-12-31", "recurrence": "YEARLY", "actor": "park"}"""
                .formatted(owner);
    }

    private static String attestation(String author, String outcome, String hash) {
        String evidence = hash.isEmpty() ? "" : "{\"sha256\": \"%s\", \"name\": \"2026 회의록.txt\"}".formatted(hash);
        return """
                {"outcome": "%s", "method": "INTERVIEW", "statement": "확인함", "reason": null, "nothing_to_judge": [],
                 "evidence": [%s], "actor": "%s"}"""
                .formatted(outcome, evidence, author);
    }

    private static String review(String reviewer, boolean accepted) {
        return "{\"accepted\": %s, \"comment\": \"근거를 확인함\", \"actor\": \"%s\"}".formatted(accepted, reviewer);
    }

    private static String scope(String kind, String target, String accounts, boolean included, String from) {
        return """
                {"kind": "%s", "target": "%s", "accounts": %s, "included": %s, "from": "%s", "reason": "인증 범위 확정", "actor": "choi"}"""
                .formatted(kind, target, accounts, included, from);
    }

    private static ValidatableResponse upload(String name, String content) {
        return operator()
                .contentType("application/octet-stream")
                .queryParam("name", name)
                .queryParam("actor", "kim")
                .body(content.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/evidence")
                .then();
    }

    private static ValidatableResponse get(String path) {
        return operator().urlEncodingEnabled(false).get(path).then();
    }

    private static ValidatableResponse post(String path, String body) {
        return operator().contentType(ContentType.JSON).body(body).post(path).then();
    }

    private static ValidatableResponse put(String path, String body) {
        return operator().contentType(ContentType.JSON).body(body).put(path).then();
    }

    private static void problem(ValidatableResponse response, int status, String detail) {
        response.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("detail", containsString(detail));
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + EnginesResource.TOKEN);
    }
}
