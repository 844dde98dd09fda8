package io.bongsu.factory;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.bongsu.factory.callback.Signatures;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The REST API of the organization and of callbacks, with every status that it can answer with. */
@QuarkusTest
@QuarkusTestResource(EnginesResource.class)
@NullUnmarked // JUnit, CDI and the test resource fill the fields.
class OrganizationApiIT {

    private static final String API = "/api/v1/organization";
    private static final String ANSWER =
            "{\"status\": \"success\", \"message\": \"12 resources added\", \"log_url\": \"https://ci.company.example/runs/42\"}";

    private final Signatures signatures = new Signatures(EnginesResource.HOOK_KEY);

    @Inject
    AccountFactory factory;

    @BeforeEach
    void ready() {
        Await.until("ready", () -> given().get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void planIsShownAppliedAndThenSo() {
        String name = "ou" + UUID.randomUUID().toString().substring(0, 8);
        String yaml = "root: {children: [{name: %s, policies: [FullAWSAccess]}]}".formatted(name);
        String id = plan(yaml)
                .statusCode(201)
                .body("state", equalTo("PLANNED"))
                .body("changes[0].change.kind", equalTo("CREATE_OU"))
                .body("changes[0].change.subject", equalTo("/" + name))
                .extract()
                .path("id");
        apply(id).statusCode(202);
        Await.until(
                "applied",
                () -> operator().get(API + "/plans/" + id).path("state").equals("APPLIED"));
        apply(id).statusCode(409).body("detail", containsString("only a new plan"));
        plan(yaml).statusCode(201).body("changes", empty());
    }

    @Test
    void whatCanNotBeAppliedIsRefused() {
        plan("root: {policies: [nobody]}").statusCode(422).body("reasons.code", hasItem("UNKNOWN_POLICY"));
        plan("rot: {}").statusCode(422).body("reasons.code", hasItem("DECLARATION_MALFORMED"));
        plan(" ").statusCode(400);
        apply("x").statusCode(400);
        apply("").statusCode(400);
        apply(UUID.randomUUID().toString()).statusCode(404);
        operator().get(API + "/plans/" + UUID.randomUUID()).then().statusCode(404);
        operator().get(API + "/plans/x").then().statusCode(400);
        given().contentType(ContentType.TEXT)
                .body("root: {}")
                .post(API + "/plan")
                .then()
                .statusCode(401);
    }

    @Test
    void answersOfHooksAreLetInByTokenAndSignature() {
        UUID callback = factory.callbacks().open(request(), 0, Instant.now().plusSeconds(60));
        String token = signatures.token(callback);
        answer("x", ANSWER, 0).statusCode(404);
        answer(new Signatures("another-key-of-thirty-two-characters").token(callback), ANSWER, 0)
                .statusCode(404);
        answer(signatures.token(UUID.randomUUID()), ANSWER, 0).statusCode(404);
        answer(token, ANSWER, 301).statusCode(403);
        given().contentType(ContentType.JSON)
                .body(ANSWER)
                .post("/api/v1/callbacks/" + token)
                .then()
                .statusCode(403);
        answer(token, "{\"status\": \"maybe\"}", 0).statusCode(400);
        answer(token, "{", 0).statusCode(400);
        answer(token, ANSWER, 0).statusCode(200).body("accepted", equalTo(true));
        answer(token, ANSWER, 5).statusCode(200).body("accepted", equalTo(false));
        answer(token, "{\"status\": \"failure\"}", 0).statusCode(409);
        UUID expired = factory.callbacks().open(request(), 0, Instant.now().minusSeconds(1));
        answer(signatures.token(expired), ANSWER, 0).statusCode(409).body("detail", containsString("over"));
    }

    /** A callback belongs to a request, whatever becomes of it. */
    private UUID request() {
        String name = "t" + UUID.randomUUID().toString().substring(0, 13);
        String id = operator()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "name", name,
                        "blueprint", "workload-prod@1",
                        "environment", "prod",
                        "data_class", "internal",
                        "owner", "kim@company.example",
                        "cost_centre", "CC-1",
                        "purpose", "trying",
                        "justification", "none yet"))
                .post("/api/v1/account-requests")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return UUID.fromString(id);
    }

    private ValidatableResponse answer(String token, String body, int secondsAgo) {
        Instant at = Instant.now().minusSeconds(secondsAgo);
        return given().contentType(ContentType.JSON)
                .header("X-Bongsu-Timestamp", Long.toString(at.getEpochSecond()))
                .header("X-Bongsu-Signature", signatures.of(at, body))
                .body(body)
                .post("/api/v1/callbacks/" + token)
                .then();
    }

    private static ValidatableResponse plan(String yaml) {
        return operator()
                .contentType("application/yaml")
                .body(yaml)
                .post(API + "/plan")
                .then();
    }

    private static ValidatableResponse apply(String plan) {
        return operator()
                .contentType(ContentType.JSON)
                .body(Map.of("plan", plan))
                .post(API + "/apply")
                .then();
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + EnginesResource.TOKEN)
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("application/yaml", ContentType.TEXT)));
    }
}
