package io.bongsu.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bongsu.testing.KafkaServer;
import io.bongsu.testing.OpaServer;
import io.bongsu.testing.OpenSearchServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The sample organization through the packaged services: the counts and the verdicts that were written down independently of them. */
@ExtendWith({KafkaServer.class, OpenSearchServer.class, OpaServer.class})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class SampleOrganizationIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SAMPLE = Service.ROOT.resolve("demo/sample-organization");

    @TempDir
    static Path directory;

    private static Installation installation;
    private static JsonNode expected;

    @BeforeAll
    static void ingest(KafkaServer kafka, OpenSearchServer opensearch, OpaServer opa) throws Exception {
        expected = JSON.readTree(SAMPLE.resolve("expected.json").toFile());
        installation = new Installation(directory, kafka, opensearch)
                .collector(Map.of())
                .policyEngine(opa);
        installation.ingestAndWait(SAMPLE.resolve("bucket"));
        installation.awaitJudged();
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    @Test
    @Order(1)
    void everyRecordIsWhereItBelongs() throws Exception {
        for (Map.Entry<String, JsonNode> type : expected.path("log_types").properties()) {
            JsonNode books = installation.books(type.getKey());
            for (String entry : Set.of("read", "stored", "suppressed", "quarantined")) {
                assertThat(books.path(entry).asLong())
                        .as("%s %s", type.getKey(), entry)
                        .isEqualTo(type.getValue().path(entry).asLong());
            }
            if (type.getValue().path("suppressed").asLong() > 0) {
                // The accounts are those of the records read, and not each of them became a document.
                continue;
            }
            for (Map.Entry<String, JsonNode> account :
                    type.getValue().path("accounts").properties()) {
                assertThat(installation
                                .call(
                                        "GET",
                                        "/%s/_count?q=cloud.account.id:%s"
                                                .formatted(
                                                        installation.indices().logsPattern(type.getKey()),
                                                        account.getKey()))
                                .path("count")
                                .asLong())
                        .as("%s of %s", type.getKey(), account.getKey())
                        .isEqualTo(account.getValue().asLong());
            }
        }
    }

    @Test
    @Order(2)
    void everyVerdictIsTheOneWrittenDown() throws Exception {
        assertThat(verdicts()).isEqualTo(written());
    }

    @Test
    @Order(3)
    void theSameInputAgainAddsNothing() throws Exception {
        long documents = installation.count(installation.indices().logsPattern());
        long findings = installation.count(installation.indices().findings());
        long history = installation.count(installation.indices().findingsHistoryPattern());

        installation.ingestAndWait(SAMPLE.resolve("bucket"));
        installation.awaitJudged();

        assertThat(installation.count(installation.indices().logsPattern())).isEqualTo(documents);
        assertThat(installation.count(installation.indices().findings())).isEqualTo(findings);
        assertThat(installation.count(installation.indices().findingsHistoryPattern()))
                .isEqualTo(history);
        for (Map.Entry<String, JsonNode> type : expected.path("log_types").properties()) {
            assertThat(installation.books(type.getKey()).path("stored").asLong())
                    .isEqualTo(type.getValue().path("stored").asLong());
        }
    }

    /** Verdicts as "rule status account resource", on events without the resource; as many times as there are. */
    private static List<String> written() throws Exception {
        List<String> verdicts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> rule :
                JSON.readTree(SAMPLE.resolve("verdicts.json").toFile()).properties()) {
            for (Map.Entry<String, JsonNode> status : rule.getValue().properties()) {
                for (JsonNode subject : status.getValue()) {
                    verdicts.add(String.join(
                            " ",
                            rule.getKey(),
                            status.getKey(),
                            subject.path("account").asText(),
                            subject.path("resource").asText()));
                }
            }
        }
        return verdicts.stream().sorted().toList();
    }

    private static List<String> verdicts() throws Exception {
        List<String> verdicts = new ArrayList<>();
        for (String state : List.of("open", "closed")) {
            String cursor = "";
            do {
                JsonNode page = installation.policyEngine().get("/api/v1/findings?size=1000&state=" + state + cursor);
                for (JsonNode finding : page.path("items")) {
                    boolean event = finding.at("/resource/type").asText().equals("AWS::::Account");
                    verdicts.add(String.join(
                            " ",
                            finding.path("rule").asText(),
                            state.equals("closed")
                                    ? "CLOSED"
                                    : finding.path("status").asText(),
                            finding.at("/resource/account").asText(),
                            event ? "" : finding.at("/resource/id").asText()));
                }
                cursor = page.path("next").isTextual()
                        ? "&cursor=" + page.path("next").textValue()
                        : "";
            } while (!cursor.isEmpty());
        }
        return verdicts.stream().sorted().toList();
    }
}
