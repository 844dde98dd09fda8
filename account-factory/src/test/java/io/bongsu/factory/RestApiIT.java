package io.bongsu.factory;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.bongsu.factory.request.AccountRequest;
import io.bongsu.factory.request.Actor;
import io.bongsu.factory.request.Json;
import io.bongsu.kit.BongsuConfig;
import io.bongsu.kit.KafkaClients;
import io.bongsu.testing.Fault;
import io.bongsu.testing.FaultProxy;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every operation of the REST API with every status that it can answer with. */
@QuarkusTest
@QuarkusTestResource(EnginesResource.class)
@NullUnmarked // JUnit, CDI and the test resource fill the fields.
class RestApiIT {

    private static final String REQUESTS = "/api/v1/account-requests";

    FaultProxy proxy;

    TestOrganization organization;

    @Inject
    AccountFactory factory;

    @Inject
    BongsuConfig config;

    @Inject
    KafkaClients kafka;

    @BeforeEach
    void ready() {
        Await.until("ready", () -> given().get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void withoutTokenNothingIsShown() {
        for (String path : List.of(REQUESTS, "/api/v1/blueprints", "/q/openapi", "/q/metrics")) {
            given().get(path).then().statusCode(401);
        }
    }

    @Test
    void sandboxIsVendedWithoutAnybodysHelp() {
        String name = fresh();
        ValidatableResponse accepted = ask(wish(name))
                .statusCode(201)
                .header("Location", containsString(REQUESTS + "/"))
                .body("email", equalTo("aws+" + name + "@company.example"))
                .body("state", equalTo("RUNNING"))
                .body("blueprint", equalTo("sandbox@1"))
                .body("approval.state", equalTo("APPROVED"))
                .body("plan.eta", notNullValue())
                .body("plan.steps.name", hasItems("reserve", "create-account", "hand-over"));
        String id = accepted.extract().path("id");

        JsonPath done = until(id, "HANDED_OVER");

        String account = done.getString("account_id");
        assertThat(done.getList("steps.state")).containsOnly("DONE");
        assertThat(organization.parent(account)).isEqualTo(organization.ou("sandbox"));
        assertThat(organization
                        .client()
                        .listTagsForResource(request -> request.resourceId(account))
                        .tags())
                .anySatisfy(tag -> {
                    assertThat(tag.key()).isEqualTo("bongsu:request");
                    assertThat(tag.value()).isEqualTo(id);
                });
        assertThat(event(account)).contains("\"kind\":\"HANDED_OVER\"").contains("\"ou\":\"sandbox\"");
        get(REQUESTS + "/" + id + "/audit").statusCode(200).body("items.action", equalTo(List.of("request")));
        get(REQUESTS + "/" + id + "/report")
                .statusCode(200)
                .body("open", equalTo(true))
                .body("pack.id", equalTo("sandbox-baseline"))
                .body("failing", empty());
        get(REQUESTS + "/" + id + "/certificate")
                .statusCode(200)
                .header("Content-Disposition", containsString("certificate-" + id + ".json"))
                .body("certificate.account.id", equalTo(account))
                .body("signature.algorithm", equalTo("Ed25519"));
        get("/api/v1/certificate-key").statusCode(200).body(containsString("BEGIN PUBLIC KEY"));
        String events = operator()
                .accept("text/event-stream")
                .get(REQUESTS + "/" + id + "/events")
                .asString();
        assertThat(events).contains("event:ACCEPTED").contains("event:INTENT").contains("event:HANDED_OVER");
        String last = events.substring(events.lastIndexOf("id:") + 3)
                .lines()
                .findFirst()
                .orElseThrow();
        assertThat(operator()
                        .accept("text/event-stream")
                        .header("Last-Event-ID", Long.parseLong(last.strip()) - 1)
                        .get(REQUESTS + "/" + id + "/events")
                        .asString())
                .doesNotContain("ACCEPTED")
                .contains("HANDED_OVER");
    }

    @Test
    void dryRunKeepsNothing() {
        String name = fresh();
        operator()
                .contentType(ContentType.JSON)
                .body(wish(name))
                .post(REQUESTS + "?dry_run=true")
                .then()
                .statusCode(200)
                .body("id", nullValue())
                .body("state", equalTo("DRY_RUN"))
                .body("ou", equalTo("sandbox"))
                .body("approval.policy.auto", equalTo(true))
                .body("plan.steps", not(empty()));

        get(REQUESTS + "?q=" + name).body("items", empty());
    }

    @Test
    void everyReasonIsToldAtOnce() {
        Map<String, Object> wish = new HashMap<>(wish("!"));
        wish.put("email", "me@elsewhere.example");
        wish.put("ou", "nowhere");
        wish.put("environment", "prod");
        wish.put("data_class", "secret");
        wish.put("owner", "me");
        wish.put("purpose", " ");
        wish.put("tags", Map.of("aws:x", "y"));
        ask(wish)
                .statusCode(422)
                .contentType("application/problem+json")
                .body("title", equalTo("Unprocessable Content"))
                .body(
                        "reasons.code",
                        containsInAnyOrder(
                                "NAME_MALFORMED",
                                "EMAIL_UNROUTABLE",
                                "UNKNOWN_OU",
                                "ENVIRONMENT_NOT_ALLOWED",
                                "UNKNOWN_DATA_CLASS",
                                "OWNER_MALFORMED",
                                "REQUIRED",
                                "TAG_MALFORMED"))
                .body("reasons.expected", everyItem(not(empty())));
        ask(Map.of("name", fresh(), "email", "x", "blueprint", "castle"))
                .statusCode(422)
                .body("reasons.code", hasItems("EMAIL_MALFORMED", "UNKNOWN_BLUEPRINT", "REQUIRED"))
                .body("reasons.find { it.code == 'UNKNOWN_BLUEPRINT' }.expected", containsString("sandbox@1"));
    }

    @Test
    void nameAndAddressAreGivenOnce() {
        String name = fresh();
        String id = ask(prod(name)).statusCode(201).extract().path("id");
        ask(wish(name.toUpperCase(Locale.ROOT)))
                .statusCode(422)
                .body("reasons.code", containsInAnyOrder("NAME_IN_OPEN_REQUEST", "EMAIL_IN_OPEN_REQUEST"))
                .body("reasons[0].expected", containsString(id));
        String vended = fresh();
        String other = ask(wish(vended)).extract().path("id");
        until(other, "HANDED_OVER");
        ask(wish(vended))
                .statusCode(422)
                .body("reasons.code", containsInAnyOrder("NAME_IN_INVENTORY", "EMAIL_IN_INVENTORY"));
    }

    @Test
    void addressOfAnAccountMadeByHandIsTaken() {
        String management = organization.accounts().getFirst().email();
        Map<String, Object> wish =
                new HashMap<>(wish(organization.accounts().getFirst().name()));
        assertThat(management).isNotEmpty();
        ask(wish).statusCode(422).body("reasons.code", hasItem("NAME_AT_ORGANIZATIONS"));
    }

    @Test
    void sameIdempotencyKeyIsTheSameRequest() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> wish = prod(fresh());
        String id = ask(wish, key).statusCode(201).extract().path("id");
        ask(wish, key).statusCode(200).body("id", equalTo(id));
        ask(prod(fresh()), key).statusCode(422).body("reasons.code", equalTo(List.of("IDEMPOTENCY_KEY_REUSED")));
        ask(wish, "k".repeat(201)).statusCode(400).body("detail", containsString("Idempotency-Key is"));
    }

    @Test
    void nobodyApprovesTheirOwnRequest() {
        String id = ask(prod(fresh()))
                .statusCode(201)
                .body("state", equalTo("AWAITING_APPROVAL"))
                .body("next.who", equalTo("APPROVER"))
                .body("approval.policy.approvers", equalTo(List.of("approver", "security")))
                .extract()
                .path("id");
        act(id, "approve", Map.of("comment", "fine"))
                .statusCode(403)
                .body("detail", containsString("request of their own"));
        act(id, "deny", Map.of("comment", "no")).statusCode(403);
        act(id, "approve", Map.of()).statusCode(400).body("detail", containsString("comment is"));
        act(UUID.randomUUID().toString(), "approve", Map.of("comment", "x")).statusCode(404);
        act("x", "deny", Map.of("comment", "x")).statusCode(400);
        act(id, "abort", Map.of("reason", "not needed")).statusCode(200).body("state", equalTo("ABORTED"));
        act(id, "approve", Map.of("comment", "fine")).statusCode(403);
        act(id, "abort", Map.of("reason", "again")).statusCode(409);
        act(id, "abort", Map.of()).statusCode(400);
        act("x", "abort", Map.of("reason", "x")).statusCode(400);
    }

    @Test
    @TestSecurity(
            user = "lee",
            roles = {"approver", "security"})
    void somebodyElseApproves() {
        String id = requestedBy("kim");
        as(given(), id, "approve", Map.of("comment", "fine"))
                .statusCode(200)
                .body("approval.decided_by", equalTo("lee"));
        as(given(), id, "approve", Map.of("comment", "again")).statusCode(409);
        // moto has no IPAM; the other steps of the network pass where there is no VPC.
        assertThat(until(id, "HELD").getString("next.action")).contains("skip step vpc");
        step(id, "vpc", "skip", Map.of("reason", "moto has no IPAM", "approver", "park"))
                .statusCode(200);
        assertThat(organization.parent(until(id, "HANDED_OVER").getString("account_id")))
                .isEqualTo(organization.ou("prod"));
        String other = requestedBy("kim");
        as(given(), other, "deny", Map.of("comment", "no")).statusCode(200).body("state", equalTo("DENIED"));
        as(given(), other, "deny", Map.of("comment", "no")).statusCode(409);
        get(REQUESTS + "/" + other + "/audit").body("items.action", equalTo(List.of("request", "deny")));
    }

    private String requestedBy(String requester) {
        AccountRequest wish = Json.MAPPER.convertValue(prod(fresh()), AccountRequest.class);
        return factory.intake()
                .accept(wish, new Actor(requester, Set.of()), Optional.empty(), false)
                .id()
                .toString();
    }

    @Test
    void whatAwsForbidsIsHeldAndRetried() {
        proxy.next("organizations:TagResource", Fault.accessDenied(), 1);
        String name = fresh();
        String id = ask(wish(name)).statusCode(201).extract().path("id");
        JsonPath held = until(id, "HELD");

        assertThat(held.getString("next.who")).isEqualTo("OPERATOR");
        assertThat(held.getString("steps.find { it.name == 'tag-account' }.error_code"))
                .isEqualTo("AccessDenied");
        step(id, "hand-over", "retry", Map.of()).statusCode(409).body("detail", containsString("tag-account"));
        step(id, "nothing", "retry", Map.of()).statusCode(404);
        step("x", "tag-account", "retry", Map.of()).statusCode(400);
        get(REQUESTS + "?state=HELD&q=" + name).body("items.id", equalTo(List.of(id)));
        step(id, "tag-account", "retry", Map.of()).statusCode(200);
        until(id, "HANDED_OVER");
        step(id, "tag-account", "retry", Map.of()).statusCode(409);
        get(REQUESTS + "/" + id + "/audit")
                .body("items.action", equalTo(List.of("request", "retry")))
                .body("items[1].before.state", equalTo("RUNNING"))
                .body("items[1].before.held_for", equalTo("OPERATOR"))
                .body("items[1].actor", equalTo("operator"));
    }

    @Test
    void heldStepIsSkippedWithSomebodyElsesConsentAndTheGateStillDemandsIt() {
        proxy.next("organizations:AttachPolicy", Fault.accessDenied(), 1);
        String id = ask(wish(fresh())).statusCode(201).extract().path("id");
        until(id, "HELD");
        step(id, "organization-policies", "skip", Map.of("reason", "later")).statusCode(400);
        step(id, "organization-policies", "skip", Map.of("reason", "later", "approver", "operator"))
                .statusCode(400)
                .body("detail", containsString("somebody else"));
        step(id, "nothing", "skip", Map.of("reason", "later", "approver", "lee"))
                .statusCode(404);
        step(id, "organization-policies", "skip", Map.of("reason", "later", "approver", "lee"))
                .statusCode(200);
        JsonPath held = until(id, "HELD");
        assertThat(held.getString("steps.find { it.name == 'organization-policies' }.state"))
                .isEqualTo("SKIPPED");
        assertThat(held.getString("steps.find { it.name == 'gate' }.error_code"))
                .isEqualTo("GATE_FAILED");
        assertThat(organization.parent(held.getString("account_id"))).isEqualTo(organization.ou("holding"));
        get(REQUESTS + "/" + id + "/report")
                .statusCode(200)
                .body("open", equalTo(false))
                .body("failing.rule", equalTo(List.of("organization-policies-in-effect")))
                .body("failing[0].message.ko", notNullValue());
        get(REQUESTS + "/" + id + "/certificate").statusCode(404);
        step(id, "gate", "skip", Map.of("reason", "later", "approver", "lee")).statusCode(409);
    }

    @Test
    void whatIsNecessaryIsNotSkippedButAborted() {
        proxy.next("organizations:MoveAccount", Fault.accessDenied(), 1);
        String id = ask(wish(fresh())).statusCode(201).extract().path("id");
        until(id, "HELD");
        step(id, "move-to-holding-ou", "skip", Map.of("reason", "no", "approver", "lee"))
                .statusCode(409)
                .body("detail", containsString("can't be skipped"));
        act(id, "abort", Map.of("reason", "gone")).statusCode(200);
        JsonPath done = until(id, "ABORTED");
        assertThat(done.getList("steps.state")).containsOnly("UNDONE", "PENDING");
    }

    @Test
    void listIsFilteredAndPaged() {
        String word = "page" + UUID.randomUUID().toString().substring(0, 8);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.addFirst(ask(prod(word + "-" + i)).statusCode(201).extract().path("id"));
        }
        List<String> paged = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonPath page = get(REQUESTS + "?q=" + word + "&size=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            paged.addAll(page.getList("items.id"));
            cursor = page.getString("next");
        }
        assertThat(paged).isEqualTo(ids);
        get(REQUESTS + "?state=AWAITING_APPROVAL&requester=operator&q=" + word).body("items", hasSize(3));
        get(REQUESTS + "?account=999999999999").body("items", empty());
        for (String query : List.of("state=GONE", "account=1", "size=0", "size=x", "cursor=%21", "q=%20")) {
            get(REQUESTS + "?" + query).statusCode(400).body("detail", containsString("expected"));
        }
    }

    @Test
    void whatIsNotThereIsNotFound() {
        String nobody = UUID.randomUUID().toString();
        for (String path : List.of("", "/audit", "/events", "/report", "/certificate")) {
            get(REQUESTS + "/" + nobody + path).statusCode(404).contentType("application/problem+json");
            get(REQUESTS + "/x" + path).statusCode(400);
        }
        operator()
                .header("Last-Event-ID", "x")
                .get(REQUESTS + "/" + nobody + "/events")
                .then()
                .statusCode(400);
        act(nobody, "abort", Map.of("reason", "x")).statusCode(404);
        step(nobody, "reserve", "retry", Map.of()).statusCode(404);
    }

    @Test
    void bodyOfAnotherFormIsRefused() {
        operator()
                .contentType(ContentType.JSON)
                .body("[]")
                .post(REQUESTS)
                .then()
                .statusCode(400);
        operator().contentType(ContentType.JSON).post(REQUESTS).then().statusCode(400);
        operator()
                .contentType(ContentType.JSON)
                .body("{\"nme\": \"x\"}")
                .post(REQUESTS)
                .then()
                .statusCode(400)
                .body("detail", containsString("nme"));
        operator()
                .contentType(ContentType.JSON)
                .body(wish(fresh()))
                .post(REQUESTS + "?dry_run=maybe")
                .then()
                .statusCode(400);
    }

    @Test
    void blueprintsAreListed() {
        get("/api/v1/blueprints")
                .statusCode(200)
                .body("items.name", equalTo(List.of("sandbox", "workload-prod")))
                .body("items[1].network.netmask", equalTo(22));
    }

    @Test
    void openApiExampleWorks() {
        JsonPath openApi = operator()
                .accept(ContentType.JSON)
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        Map<String, Object> example = openApi.getMap(
                "paths.'/api/v1/account-requests'.post.requestBody.content.'application/json'.examples.sandbox.value");
        operator()
                .contentType(ContentType.JSON)
                .body(example)
                .post(REQUESTS + "?dry_run=true")
                .then()
                .statusCode(200);
        assertThat(openApi.getMap("paths")).containsKey(REQUESTS + "/{id}/steps/{step}/skip");
    }

    @Test
    void callsAreCounted() {
        String id = ask(wish(fresh())).statusCode(201).extract().path("id");
        until(id, "HANDED_OVER");
        assertThat(operator().get("/q/metrics").asString())
                .contains("bongsu_factory_aws_seconds_count{operation=\"organizations:CreateAccount\",outcome=\"ok\"");
    }

    private static Map<String, Object> wish(String name) {
        return Map.of(
                "name", name,
                "blueprint", "sandbox",
                "environment", "sandbox",
                "data_class", "internal",
                "owner", "kim@company.example",
                "cost_centre", "CC-1",
                "purpose", "trying",
                "justification", "none yet",
                "tags", Map.of("team", "결제"));
    }

    private static Map<String, Object> prod(String name) {
        Map<String, Object> wish = new HashMap<>(wish(name));
        wish.put("blueprint", "workload-prod@1");
        wish.put("environment", "prod");
        return wish;
    }

    private static String fresh() {
        return "t" + UUID.randomUUID().toString().substring(0, 13);
    }

    private static ValidatableResponse ask(Map<String, Object> wish) {
        return operator()
                .contentType(ContentType.JSON)
                .body(wish)
                .post(REQUESTS)
                .then();
    }

    private static ValidatableResponse ask(Map<String, Object> wish, String key) {
        return operator()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(wish)
                .post(REQUESTS)
                .then();
    }

    private static ValidatableResponse act(String id, String action, Map<String, String> body) {
        return as(operator(), id, action, body);
    }

    private static ValidatableResponse as(
            RequestSpecification who, String id, String action, Map<String, String> body) {
        return who.contentType(ContentType.JSON)
                .body(body)
                .post(REQUESTS + "/" + id + "/" + action)
                .then();
    }

    private static ValidatableResponse step(String id, String step, String action, Map<String, String> body) {
        return act(id, "steps/" + step + "/" + action, body);
    }

    private static JsonPath until(String id, String state) {
        Await.until(
                state,
                () -> get(REQUESTS + "/" + id).extract().path("state").equals(state),
                () -> get(REQUESTS + "/" + id).extract().asString());
        return get(REQUESTS + "/" + id).extract().jsonPath();
    }

    private static ValidatableResponse get(String path) {
        return operator().urlEncodingEnabled(false).get(path).then();
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + EnginesResource.TOKEN);
    }

    private String event(String account) {
        try (KafkaConsumer<String, byte[]> consumer =
                kafka.consumer(UUID.randomUUID().toString(), Map.of())) {
            consumer.subscribe(List.of(config.topics().accounts()));
            List<String> found = new ArrayList<>();
            Await.until("event", () -> {
                for (ConsumerRecord<String, byte[]> each : consumer.poll(Duration.ofMillis(200))) {
                    if (each.key().equals(account)) {
                        found.add(new String(each.value(), StandardCharsets.UTF_8));
                    }
                }
                return !found.isEmpty();
            });
            return found.getFirst();
        }
    }
}
