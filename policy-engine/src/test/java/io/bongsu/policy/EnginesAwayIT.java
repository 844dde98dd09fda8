package io.bongsu.policy;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the REST API says while OpenSearch, OPA and PostgreSQL are away: that, and never an empty list or a verdict. */
@QuarkusTest
@WithTestResource(EnginesResource.OnlyKafka.class)
class EnginesAwayIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/findings",
                "/api/v1/findings/summary",
                "/api/v1/findings/00112233445566778899aabbccddeeff",
                "/api/v1/compliance/isms-p"
            })
    void whatNeedsOpenSearchIsUnavailable(String path) {
        given().header("Authorization", "Bearer " + EnginesResource.TOKEN)
                .get(path)
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("status", equalTo(503))
                .body("detail", containsString("OpenSearch"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/standards/isms-p/controls",
                "/api/v1/standards/isms-p/controls/1.1.1",
                "/api/v1/standards/isms-p/controls/reminders",
                "/api/v1/standards/isms-p/scope",
                "/api/v1/standards/isms-p/scope/decisions",
                "/api/v1/evidence/0000000000000000000000000000000000000000000000000000000000000000"
            })
    void whatPeopleDecidedIsUnavailable(String path) {
        given().header("Authorization", "Bearer " + EnginesResource.TOKEN)
                .get(path)
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("detail", containsString("PostgreSQL"));
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, controls/1.1.1/assignment, {'owner':'kim';'method':'INTERVIEW';'due':'2027-01-31';'recurrence':'YEARLY';'actor':'park'}",
        "POST, controls/1.1.1/attestations, {'outcome':'MET';'method':'INTERVIEW';'statement':'s';'actor':'kim'}",
        "POST, controls/1.1.1/attestations/00000000-0000-0000-0000-000000000000/review, {'accepted':true;'comment':'c';'actor':'lee'}",
        "POST, scope/decisions, {'kind':'ACCOUNT';'target':'111122223333';'included':true;'from':'2027-01-01';'reason':'r';'actor':'lee'}"
    })
    void whatPeopleDecideIsNotTaken(String method, String path, String body) {
        given().header("Authorization", "Bearer " + EnginesResource.TOKEN)
                .contentType("application/json")
                .body(body.replace('\'', '"').replace(';', ','))
                .request(method, "/api/v1/standards/isms-p/" + path)
                .then()
                .statusCode(503)
                .body("detail", containsString("PostgreSQL"));
    }

    @Test
    void withoutOpaThereIsNoVerdict() {
        given().header("Authorization", "Bearer " + EnginesResource.TOKEN)
                .contentType("application/json")
                .body(
                        """
                        {"pack": "isms-p", "resources": [{"type": "AWS::EC2::Volume", "id": "vol-1", "account": "111122223333",
                         "region": "ap-northeast-2", "configuration": {"state": "in-use", "encrypted": true}}]}""")
                .post("/api/v1/evaluations")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("detail", containsString("OPA does not answer"));
    }

    @Test
    void theCatalogueNeedsNeither() {
        given().header("Authorization", "Bearer " + EnginesResource.TOKEN)
                .get("/api/v1/packs")
                .then()
                .statusCode(200);
    }

    @Test
    void itIsNotReady() {
        given().get("/q/health/ready").then().statusCode(503);
    }
}
