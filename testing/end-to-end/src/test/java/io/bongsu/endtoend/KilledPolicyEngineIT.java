package io.bongsu.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bongsu.testing.KafkaServer;
import io.bongsu.testing.OpaServer;
import io.bongsu.testing.OpenSearchServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged policy engine, killed with SIGKILL while configuration items come in through the collector. In the end every resource has the
 * verdict that it deserves, once, and its history tells of one change and no more.
 */
@ExtendWith({KafkaServer.class, OpenSearchServer.class, OpaServer.class})
final class KilledPolicyEngineIT {

    private static final int OBJECTS = 20;
    private static final int ITEMS = 100;
    private static final int KILLS = 4;
    private static final String RULE = "restricted-ssh";

    /** Named by a failure, so that it can be had again. */
    private static final long SEED = System.nanoTime();

    @TempDir
    Path directory;

    private Installation installation;

    @AfterEach
    void stop() {
        installation.close();
    }

    @Test
    void everyResourceIsJudgedOnceThroughKills(KafkaServer kafka, OpenSearchServer opensearch, OpaServer opa)
            throws Exception {
        installation = new Installation(directory, kafka, opensearch)
                .collector(Map.of())
                .policyEngine(opa);
        Path logs = directory.resolve("logs");
        for (int i = 0; i < OBJECTS; i++) {
            write(
                    logs.resolve(
                            "AWSLogs/111111111111/Config/us-east-1/2026/11/1/ConfigHistory/111111111111_Config_us-east-1_ConfigHistory_AWS::EC2::SecurityGroup_20261101T000000Z_20261101T010000Z_%d.json.gz"
                                    .formatted(i)),
                    i);
        }
        String id = installation.ingest(logs);

        Random random = new Random(SEED);
        for (int i = 0; i < KILLS; i++) {
            Installation.pass(Duration.ofMillis(random.nextInt(1_500)));
            installation.policyEngine().kill();
            installation.policyEngine().start();
            installation.policyEngine().awaitReady();
        }
        Installation.await(() -> installation.ingestState(id).equals("done"));
        Installation.await(
                () -> installation.index().get("/api/v1/pipeline").path("lag").asLong(-1) == 0);
        installation.awaitJudged();

        assertThat(total("FAIL")).as("seed " + SEED).isEqualTo(OBJECTS * ITEMS / 4);
        assertThat(total("PASS")).as("seed " + SEED).isEqualTo(OBJECTS * ITEMS * 3 / 4);
        assertThat(total("ERROR")).as("seed " + SEED).isZero();
        assertThat(installation
                        .call(
                                "GET",
                                "/%s/_count?q=rule:%s"
                                        .formatted(installation.indices().findingsHistoryPattern(), RULE))
                        .path("count")
                        .asLong())
                .as("changes of status, seed " + SEED)
                .isEqualTo(OBJECTS * ITEMS);
    }

    private long total(String status) throws InterruptedException {
        JsonNode page =
                installation.policyEngine().get("/api/v1/findings?size=1&rule=%s&status=%s".formatted(RULE, status));
        return page.path("total").asLong(-1);
    }

    /** Every fourth security group lets the world in. */
    private static void write(Path file, int object) throws IOException {
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < ITEMS; i++) {
            items.append(items.isEmpty() ? "" : ",")
                    .append(
                            """
                            {"configurationItemVersion":"1.3","awsAccountId":"111111111111","configurationItemCaptureTime":"2026-11-01T00:30:00Z",\
                            "configurationItemStatus":"OK","configurationStateId":"1","resourceType":"AWS::EC2::SecurityGroup","resourceId":"sg-%d-%d",\
                            "awsRegion":"us-east-1","configuration":{"groupId":"sg-%d-%d","ipPermissions":[{"ipProtocol":"tcp","fromPort":22,"toPort":22,\
                            "ipv4Ranges":[{"cidrIp":"%s"}],"ipv6Ranges":[],"ipRanges":[],"prefixListIds":[],"userIdGroupPairs":[]}]}}"""
                                    .formatted(object, i, object, i, i % 4 == 0 ? "0.0.0.0/0" : "10.0.0.0/8"));
        }
        Files.createDirectories(file.getParent());
        try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            gzip.write(("{\"fileVersion\":\"1.0\",\"configurationItems\":[" + items + "]}")
                    .getBytes(StandardCharsets.UTF_8));
        }
    }
}
