package io.bongsu.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bongsu.testing.KafkaServer;
import io.bongsu.testing.OpenSearchServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation of the collector's REST API, each answer it can give. */
@ExtendWith({KafkaServer.class, OpenSearchServer.class})
final class CollectorApiIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path directory;

    private static Installation installation;

    @BeforeAll
    static void start(KafkaServer kafka, OpenSearchServer opensearch) throws Exception {
        installation = new Installation(directory, kafka, opensearch).collector(Map.of());
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/pipeline", "/api/v1/ingests/x", "/q/metrics", "/q/openapi", "/"})
    void nothingIsOpenWithoutTheToken(String path) throws Exception {
        assertThat(installation.index().raw("GET", path, "", Map.of()).statusCode())
                .isEqualTo(401);
        assertThat(installation
                        .index()
                        .raw("GET", path, "", Map.of("Authorization", "Bearer wrong"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void healthIsOpenAndHoldsNoFacts() throws Exception {
        HttpResponse<String> health = installation.ship().raw("GET", "/q/health/ready", "", Map.of());

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(health.body()).path("status").asText()).isEqualTo("UP");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"location\":\"relative/path\"}|expected an absolute directory or s3://bucket/prefix",
                "{\"location\":\"s3://Not_A_Bucket/x\"}|expected an absolute directory or s3://bucket/prefix",
                "{\"location\":\"\"}|location",
                "{}|location",
                "{\"place\":\"/tmp\"}|'place' is no field of the request; expected are [location]",
                "not json|''"
            })
    void aRequestThatMakesNoSenseIsRefusedInWords(String body, String words) throws Exception {
        HttpResponse<String> answer = installation.ship().raw("POST", "/api/v1/ingests", body, Service.authorized());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(400);
        assertThat(problem.path("detail").asText()).contains(words);
        assertThat(answer.body()).doesNotContain("Exception");
    }

    @Test
    void aDirectoryThatIsNotThereFailsItsIngestInWords() throws Exception {
        String id = installation.ingest(directory.resolve("nowhere"));

        Installation.await(() -> installation.ingestState(id).equals("failed"));
        assertThat(installation
                        .ship()
                        .get("/api/v1/ingests/" + id)
                        .path("error")
                        .asText())
                .endsWith("nowhere is not there");
    }

    @Test
    void anUnknownIngestIsNotFound() throws Exception {
        HttpResponse<String> answer =
                installation.ship().raw("GET", "/api/v1/ingests/unknown", "", Service.authorized());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(answer.body()).path("detail").asText()).contains("'unknown'");
    }

    @Test
    void eachRoleAnswersForItselfOnly() throws Exception {
        assertThat(installation
                        .ship()
                        .raw("GET", "/api/v1/pipeline", "", Service.authorized())
                        .statusCode())
                .isEqualTo(404);
        assertThat(installation
                        .index()
                        .raw("POST", "/api/v1/ingests", "{\"location\":\"/tmp\"}", Service.authorized())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void theApiDescribesItself() throws Exception {
        HttpResponse<String> answer = installation.ship().raw("GET", "/q/openapi", "", Service.authorized());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("/api/v1/ingests", "/api/v1/pipeline");
    }
}
