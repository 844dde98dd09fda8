package io.bongsu.policy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.bongsu.contracts.RecordHeaders;
import io.bongsu.kit.BongsuConfig;
import io.bongsu.kit.KafkaClients;
import io.bongsu.policy.finding.FindingUid;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every operation of the REST API with every status that it can answer with, against an application with a few findings. */
@QuarkusTest
@WithTestResource(EnginesResource.class)
@NullUnmarked // JUnit and CDI fill the fields.
class RestApiIT {

    private static final String GROUP = "111122223333|ap-northeast-2|AWS::EC2::SecurityGroup|";
    private static final String WORLD = "0.0.0.0/0";

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
            String time = "2026-11-01T09:00:00Z";
            item(producer, GROUP + "sg-open", Items.securityGroup("sg-open", time, 22, WORLD));
            item(producer, GROUP + "sg-shut", Items.securityGroup("sg-shut", time, 22, "198.51.100.0/24"));
            item(producer, GROUP + "sg-gone", Items.securityGroup("sg-gone", time, 22, WORLD));
            producer.flush();
            settle(6);
            item(producer, GROUP + "sg-gone", Items.deletedSecurityGroup("sg-gone", "2026-11-01T10:00:00Z"));
            ProducerRecord<String, byte[]> event = new ProducerRecord<>(
                    config.topics().logs("cloudtrail"),
                    null,
                    Items.rootDeletesTrail("e-1").getBytes(StandardCharsets.UTF_8));
            event.headers()
                    .add(RecordHeaders.RECORD_ID, "id-1".getBytes(StandardCharsets.UTF_8))
                    .add(RecordHeaders.ACCOUNT, Items.ACCOUNT.getBytes(StandardCharsets.UTF_8))
                    .add(RecordHeaders.EVENT_TIME, time.getBytes(StandardCharsets.UTF_8));
            assertThat(producer.send(event)).succeedsWithin(Duration.ofSeconds(30));
            producer.flush();
        }
        settle(10);
        TestEngine.await(
                "searchable",
                () -> operator().get("/api/v1/findings?state=all").jsonPath().getInt("total") == 8
                        && operator()
                                        .get("/api/v1/findings?state=closed")
                                        .jsonPath()
                                        .getInt("total")
                                == 2);
        filled = true;
    }

    @Test
    void withoutTokenNothingIsShown() {
        for (String path : List.of(
                "/api/v1/findings",
                "/api/v1/findings/summary",
                "/api/v1/compliance/isms-p",
                "/api/v1/packs",
                "/api/v1/rules",
                "/api/v1/status",
                "/q/openapi",
                "/q/metrics")) {
            given().get(path).then().statusCode(401);
            given().header("Authorization", "Bearer wrong").get(path).then().statusCode(401);
        }
    }

    @Test
    void openFindingsAreListedTheWorstFirst() {
        get("/api/v1/findings")
                .statusCode(200)
                .body("next", nullValue())
                .body("items.state", everyItem(equalTo("open")))
                .body("items[0].severity", equalTo("CRITICAL"))
                .body("items[0].status", equalTo("FAIL"))
                .body("items.rule", hasItem("restricted-ssh"));
    }

    @Test
    void filtersNarrow() {
        get("/api/v1/findings?status=FAIL&rule=restricted-ssh")
                .body("total", equalTo(1))
                .body("items[0].resource.id", equalTo("sg-open"));
        get("/api/v1/findings?resource=sg-shut")
                .body("total", equalTo(2))
                .body("items.status", everyItem(equalTo("PASS")));
        get("/api/v1/findings?state=closed")
                .body("total", equalTo(2))
                .body("items.resource.id", everyItem(equalTo("sg-gone")));
        get("/api/v1/findings?severity=CRITICAL&resource_type=AWS::::Account").body("total", equalTo(2));
        get("/api/v1/findings?account=999999999999").body("total", equalTo(0));
        get("/api/v1/findings?region=ap-northeast-2&status=FAIL&status=PASS&resource_type=AWS::EC2::SecurityGroup")
                .body("total", equalTo(4));
        get("/api/v1/findings?control=2.6.1&status=FAIL").body("items.rule", hasItem("restricted-ssh"));
        get("/api/v1/findings?q=sg-open")
                .body("items.resource.id", everyItem(equalTo("sg-open")))
                .body("total", equalTo(2));
    }

    @Test
    void pagesJoinWithoutGapOrOverlap() {
        List<String> all =
                get("/api/v1/findings?state=all").extract().jsonPath().getList("items.uid");
        List<String> paged = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonPath page = get("/api/v1/findings?state=all&size=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .extract()
                    .jsonPath();
            paged.addAll(page.getList("items.uid"));
            cursor = page.getString("next");
        }
        assertThat(paged).isEqualTo(all);
    }

    @Test
    void wrongParametersAreNamed() {
        for (String query : List.of(
                "status=BAD",
                "severity=bad",
                "rule=A_B",
                "account=12",
                "region=!",
                "resource_type=a%20b",
                "control=%2F",
                "state=maybe",
                "size=0",
                "size=1001",
                "size=x",
                "cursor=%21",
                "cursor=AAAA",
                "q=" + "x".repeat(201))) {
            get("/api/v1/findings?" + query)
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("status", equalTo(400))
                    .body("detail", containsString(query.substring(0, query.indexOf('=')) + " is '"))
                    .body("detail", containsString("expected"));
        }
    }

    @Test
    void oneFindingHasAllThatExplainsIt() {
        String uid = FindingUid.of("restricted-ssh", GROUP + "sg-open");
        get("/api/v1/findings/" + uid)
                .statusCode(200)
                .body("finding.uid", equalTo(uid))
                .body("finding.first_seen", notNullValue())
                .body("ocsf.class_uid", equalTo(2003))
                .body("history", hasSize(1))
                .body("history[0].status", equalTo("FAIL"))
                .body("history[0].previous", nullValue())
                .body("configuration.resourceId", equalTo("sg-open"))
                .body("configuration.tags.team", equalTo("보안"))
                .body("remediation.ko", notNullValue())
                .body("description.en", notNullValue());
        get("/api/v1/findings/" + FindingUid.of("root-user-activity", "id-1"))
                .statusCode(200)
                .body("configuration", nullValue())
                .body("ocsf.class_uid", equalTo(2004));
    }

    @Test
    void unknownFindingIsNotFound() {
        get("/api/v1/findings/" + "0".repeat(32)).statusCode(404).contentType("application/problem+json");
        get("/api/v1/findings/nonsense").statusCode(400).body("detail", containsString("32 hexadecimal digits"));
    }

    @Test
    void summaryCountsOpenFindings() {
        get("/api/v1/findings/summary")
                .statusCode(200)
                .body("total", equalTo(6))
                .body("statuses.FAIL", equalTo(3))
                .body("statuses.PASS", equalTo(3))
                .body("severities[0].severity", equalTo("CRITICAL"))
                .body("severities[0].fail", equalTo(2))
                .body("accounts[0].account", equalTo(Items.ACCOUNT))
                .body("accounts[0].fail", equalTo(3));
    }

    @Test
    void complianceShowsEveryControl() {
        get("/api/v1/compliance/isms-p")
                .statusCode(200)
                .body("pack", equalTo("isms-p"))
                .body("controls", hasSize(101))
                .body("controls.find { it.id == '2.6.1' }.status", equalTo("FAIL"))
                .body("controls.find { it.id == '1.1.1' }.status", equalTo("MANUAL"))
                .body("controls.find { it.id == '2.6.1' }.rules.find { it.id == 'restricted-ssh' }.fail", equalTo(1))
                .body("counts.MANUAL", notNullValue())
                .body("counts.values().sum()", equalTo(101))
                .body("score", notNullValue());
        get("/api/v1/compliance/none").statusCode(404).body("detail", containsString("isms-p"));
        get("/api/v1/compliance/No!").statusCode(400);
    }

    @Test
    void packsAndRulesAreListed() {
        get("/api/v1/packs")
                .statusCode(200)
                .body("items.id", hasItem("isms-p"))
                .body("items[0].kind", equalTo("STANDARD"))
                .body("items[0].controls", equalTo(101));
        get("/api/v1/rules")
                .statusCode(200)
                .body("items.id", hasItem("restricted-ssh"))
                .body("items.find { it.id == 'restricted-common-ports' }.parameters.blockedPort3", equalTo(3389))
                .body("items.find { it.id == 'root-user-activity' }.trigger", equalTo("EVENT"));
    }

    @Test
    void openApiDescribesEveryOperation() {
        given().header("Authorization", "Bearer " + EnginesResource.TOKEN)
                .accept(ContentType.JSON)
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.'/api/v1/findings'.get.parameters.name", hasItem("cursor"))
                .body("paths.'/api/v1/findings'.get.parameters.description", everyItem(notNullValue()))
                .body("paths.keySet()", hasItem("/api/v1/compliance/{pack}"));
    }

    @Test
    void metricsCountVerdicts() {
        assertThat(operator().get("/q/metrics").asString())
                .contains("bongsu_policy_verdicts_total")
                .contains("bongsu_policy_pending")
                .contains("bongsu_policy_documents_total");
    }

    private static void settle(long evaluated) {
        TestEngine.await("judged", () -> {
            JsonPath status = operator().get("/api/v1/status").jsonPath();
            return status.getLong("pending") == 0
                    && status.getLong("lag") == 0
                    && status.getLong("evaluated") == evaluated;
        });
    }

    private static ValidatableResponse get(String path) {
        return operator().urlEncodingEnabled(false).get(path).then();
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + EnginesResource.TOKEN);
    }

    private void item(KafkaProducer<String, byte[]> producer, String key, String json) {
        assertThat(producer.send(new ProducerRecord<>(
                        config.topics().configItems(), key, json.getBytes(StandardCharsets.UTF_8))))
                .succeedsWithin(Duration.ofSeconds(30));
    }
}
