package io.bongsu.policy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code POST /api/v1/evaluations} with every status that it can answer with. */
@QuarkusTest
@WithTestResource(EnginesResource.class)
class EvaluationsIT {

    private static final String VOLUME =
            """
            {"type": "AWS::EC2::Volume", "id": "%s", "account": "111122223333", "region": "ap-northeast-2", "configuration": %s}""";

    @Test
    void everyGuardrailOfTheTypeAnswersForEveryResource() {
        evaluate(VOLUME.formatted("vol-1", "{\"state\": \"in-use\", \"encrypted\": true}") + ", "
                        + VOLUME.formatted("vol-2", "{\"state\": \"in-use\", \"encrypted\": false}"))
                .statusCode(200)
                .body("pack.id", equalTo("isms-p"))
                .body("pack.fingerprint", matchesPattern("[0-9a-f]{64}"))
                .body("verdicts.rule", contains("encrypted-volumes", "encrypted-volumes"))
                .body("verdicts.status", contains("PASS", "FAIL"))
                .body("verdicts.resource.id", contains("vol-1", "vol-2"))
                .body("verdicts[1].message.ko", containsString("vol-2"))
                .body("verdicts[0].input_sha256", matchesPattern("[0-9a-f]{64}"))
                .body("summary.PASS", equalTo(1))
                .body("summary.FAIL", equalTo(1))
                .body("summary.ERROR", equalTo(0));
    }

    @Test
    void whatCannotBeJudgedIsAnErrorAndNeverAPass() {
        evaluate(VOLUME.formatted("vol-1", "{\"state\": \"in-use\", \"encrypted\": \"perhaps\"}"))
                .statusCode(200)
                .body("verdicts.status", contains("ERROR"))
                .body("summary.PASS", equalTo(0));
    }

    @Test
    void guardrailsThatNothingIsAMatterOfAreNamed() {
        evaluate(VOLUME.formatted("vol-1", "{\"state\": \"in-use\", \"encrypted\": true}"))
                .body("unasked", hasItem("restricted-ssh"))
                .body("unasked", not(hasItem("encrypted-volumes")))
                .body("unasked", not(hasItem("root-user-activity")));
    }

    @Test
    void theSameStateHasTheSameHash() {
        String volume = VOLUME.formatted("vol-1", "{\"state\": \"in-use\", \"encrypted\": true}");
        String first = evaluate(volume).extract().path("verdicts[0].input_sha256");

        evaluate(volume).body("verdicts[0].input_sha256", equalTo(first));
        evaluate(VOLUME.formatted("vol-1", "{\"state\": \"in-use\", \"encrypted\": false}"))
                .body("verdicts[0].input_sha256", not(equalTo(first)));
    }

    @Test
    void moreQuestionsThanOneRequestToOpaHolds() {
        StringBuilder volumes =
                new StringBuilder(VOLUME.formatted("vol-0", "{\"state\": \"in-use\", \"encrypted\": false}"));
        for (int i = 1; i < 101; i++) {
            volumes.append(", ").append(VOLUME.formatted("vol-" + i, "{\"state\": \"in-use\", \"encrypted\": true}"));
        }

        evaluate(volumes.toString())
                .statusCode(200)
                .body("verdicts", hasSize(101))
                .body("summary.PASS", equalTo(100))
                .body("verdicts[0].status", equalTo("FAIL"));
    }

    @Test
    void unknownPackIsNotFound() {
        post("{\"pack\": \"none\", \"resources\": [" + VOLUME.formatted("vol-1", "{}") + "]}")
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString("isms-p"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ | no JSON",
                "[] | expected an object",
                "{\"pack\": \"isms-p\"} | list of 1 to",
                "{\"pack\": \"isms-p\", \"resources\": []} | 0 resources",
                "{\"pack\": \"isms-p\", \"resources\": [1]} | resources[0]",
                "{\"pack\": \"isms-p\", \"resources\": [{\"account\": \"1\"}]} | twelve digits",
                "{\"pack\": \"isms-p\", \"resources\": [{\"account\": \"111122223333\", \"region\": \"x\"}]} | 'type'",
                "{\"pack\": \"isms-p\", \"resources\": [{\"acount\": \"111122223333\"}]} | 'acount'",
                "{\"pack\": \"isms-p\", \"pack\": \"isms-p\", \"resources\": []} | no JSON",
                "{\"packs\": \"isms-p\", \"resources\": []} | 'packs'",
            })
    void wrongRequestsSayWhatIsWrong(String body, String words) {
        post(body).statusCode(400).contentType("application/problem+json").body("detail", containsString(words));
    }

    @Test
    void withoutTokenNothingIsJudged() {
        given().contentType("application/json")
                .body("{}")
                .post("/api/v1/evaluations")
                .then()
                .statusCode(401);
    }

    /** By hand, because the server answers before the body has come, and clients take that for a broken connection. */
    @Test
    void tooLargeABodyIsRefused() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.getOutputStream()
                    .write(("POST /api/v1/evaluations HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + EnginesResource.TOKEN
                                    + "\r\nContent-Type: application/json\r\nContent-Length: 17825792\r\n\r\n{")
                            .getBytes(StandardCharsets.US_ASCII));
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();

            assertThat(status).startsWith("HTTP/1.1 413");
        }
    }

    private static ValidatableResponse evaluate(String resources) {
        return post("{\"pack\": \"isms-p\", \"resources\": [" + resources + "]}");
    }

    private static ValidatableResponse post(String body) {
        return given().header("Authorization", "Bearer " + EnginesResource.TOKEN)
                .contentType("application/json")
                .body(body)
                .post("/api/v1/evaluations")
                .then();
    }
}
