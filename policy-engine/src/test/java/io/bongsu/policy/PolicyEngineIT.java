package io.bongsu.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bongsu.contracts.FindingView;
import io.bongsu.contracts.Indices;
import io.bongsu.contracts.Severity;
import io.bongsu.contracts.Topics;
import io.bongsu.contracts.VerdictStatus;
import io.bongsu.policy.TestEngine.Place;
import io.bongsu.policy.finding.FindingUid;
import io.bongsu.testing.KafkaServer;
import io.bongsu.testing.OpaServer;
import io.bongsu.testing.OpenSearchServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith({KafkaServer.class, OpenSearchServer.class, OpaServer.class})
@NullUnmarked // JUnit fills the fields.
class PolicyEngineIT {

    private static final Path PACKS = Path.of(System.getProperty("bongsu.root", ".."))
            .resolve("compliance-packs")
            .toAbsolutePath();
    private static final String WORLD = "0.0.0.0/0";
    private static final String OFFICE = "198.51.100.0/24";
    private static final String NINE = "2026-11-01T09:00:00.000Z";
    private static final String TEN = "2026-11-01T10:00:00.000Z";
    private static final String ELEVEN = "2026-11-01T11:00:00.000Z";

    @TempDir
    private Path state;

    private Place place;

    @BeforeEach
    void place(KafkaServer kafka, OpenSearchServer openSearch, OpaServer opa, Topics topics, Indices indices) {
        place = new Place(kafka.bootstrapServers(), openSearch.url(), opa.url(), topics, indices, PACKS, state);
    }

    @Test
    void itemBecomesOneFindingPerGuardrail() throws IOException {
        try (TestEngine engine = new TestEngine(place)) {
            engine.item(Items.securityGroup("sg-1", NINE, 22, WORLD));

            Map<String, FindingView> findings = byRule(engine.settledFindings());

            assertThat(findings).containsOnlyKeys("restricted-ssh", "restricted-common-ports");
            FindingView ssh = findings.get("restricted-ssh");
            assertThat(ssh.status()).isEqualTo(VerdictStatus.FAIL);
            assertThat(ssh.severity()).isEqualTo(Severity.HIGH);
            assertThat(ssh.state()).isEqualTo("open");
            assertThat(ssh.uid())
                    .isEqualTo(FindingUid.of(
                            "restricted-ssh", "111122223333|ap-northeast-2|AWS::EC2::SecurityGroup|sg-1"));
            assertThat(ssh.resource())
                    .isEqualTo(new FindingView.Resource(
                            "sg-1",
                            "AWS::EC2::SecurityGroup",
                            "web",
                            "arn:aws:ec2:ap-northeast-2:111122223333:security-group/sg-1",
                            "111122223333",
                            "ap-northeast-2"));
            assertThat(ssh.message().en()).isNotBlank();
            assertThat(ssh.message().ko()).isNotBlank();
            assertThat(ssh.evidence()).isNotEmpty();
            assertThat(ssh.controls()).contains("2.6.1");
            assertThat(ssh.capturedAt()).isEqualTo(Instant.parse(NINE));
            assertThat(ssh.firstSeen()).isEqualTo(ssh.changedAt());
            assertThat(findings.get("restricted-common-ports").status()).isEqualTo(VerdictStatus.PASS);
            JsonNode item = engine.store()
                    .item("111122223333|ap-northeast-2|AWS::EC2::SecurityGroup|sg-1")
                    .orElseThrow();
            assertThat(item.path("tags").path("team").asText()).isEqualTo("보안");
        }
    }

    @Test
    void newestItemWinsWhateverTheOrder() throws IOException {
        try (TestEngine engine = new TestEngine(place)) {
            engine.item(Items.securityGroup("sg-1", ELEVEN, 22, OFFICE));
            engine.settle();
            engine.item(Items.securityGroup("sg-1", TEN, 22, WORLD));
            engine.item(Items.securityGroup("sg-1", NINE, 22, WORLD));

            FindingView ssh = byRule(engine.settledFindings()).get("restricted-ssh");

            assertThat(ssh.status()).isEqualTo(VerdictStatus.PASS);
            assertThat(ssh.capturedAt()).isEqualTo(Instant.parse(ELEVEN));
            assertThat(engine.store().history(ssh.uid())).hasSize(1);
        }
    }

    @Test
    void sameInputTwiceAddsNothing() throws IOException {
        try (TestEngine engine = new TestEngine(place)) {
            engine.item(Items.securityGroup("sg-1", NINE, 22, WORLD));
            engine.event("id-1", Items.ACCOUNT, NINE, Items.rootDeletesTrail("e-1"));
            List<FindingView> once = engine.settledFindings();
            long evaluated = engine.streams().evaluated();

            engine.item(Items.securityGroup("sg-1", NINE, 22, WORLD));
            engine.event("id-1", Items.ACCOUNT, NINE, Items.rootDeletesTrail("e-1"));

            assertThat(engine.settledFindings()).isEqualTo(once).hasSize(4);
            assertThat(engine.streams().evaluated()).isEqualTo(evaluated);
            assertThat(engine.count(engine.indices().findingsHistoryPattern())).isEqualTo(4);
        }
    }

    @Test
    void changeOfStatusIsKeptInTheHistory() throws IOException {
        try (TestEngine engine = new TestEngine(place)) {
            engine.item(Items.volume("vol-1", NINE, false));
            FindingView before = engine.settledFindings().getFirst();
            engine.item(Items.volume("vol-1", TEN, true));

            FindingView after = engine.settledFindings().getFirst();

            assertThat(before.status()).isEqualTo(VerdictStatus.FAIL);
            assertThat(after.status()).isEqualTo(VerdictStatus.PASS);
            assertThat(after.uid()).isEqualTo(before.uid());
            assertThat(after.firstSeen()).isEqualTo(before.firstSeen());
            assertThat(after.changedAt()).isAfter(before.changedAt());
            assertThat(engine.store().history(after.uid()))
                    .extracting(change -> change.path("status").asText() + " after "
                            + change.path("previous").asText("nothing"))
                    .containsExactly("PASS after FAIL", "FAIL after nothing");
        }
    }

    @Test
    void deletionClosesTheFindings() throws IOException {
        try (TestEngine engine = new TestEngine(place)) {
            engine.item(Items.securityGroup("sg-1", NINE, 22, WORLD));
            engine.settle();
            engine.item(Items.deletedSecurityGroup("sg-1", ELEVEN));
            engine.item(Items.securityGroup("sg-1", TEN, 22, WORLD));

            List<FindingView> findings = engine.settledFindings();

            assertThat(findings).hasSize(2).allSatisfy(finding -> {
                assertThat(finding.state()).isEqualTo("closed");
                assertThat(finding.status()).isEqualTo(VerdictStatus.NOT_APPLICABLE);
                assertThat(finding.message().en()).isEqualTo("The resource was deleted.");
            });
        }
    }

    @Test
    void eventIsJudgedByTheGuardrailsThatAskForIt() throws IOException {
        try (TestEngine engine = new TestEngine(place)) {
            engine.event("id-1", Items.ACCOUNT, NINE, Items.rootDeletesTrail("e-1"));
            engine.event(
                    "id-2",
                    Items.ACCOUNT,
                    NINE,
                    "{\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"GetObject\",\"userIdentity\":{\"type\":\"IAMUser\"}}");

            Map<String, FindingView> findings = byRule(engine.settledFindings());

            assertThat(findings).containsOnlyKeys("root-user-activity", "security-logging-switched-off");
            assertThat(findings.values()).allSatisfy(finding -> {
                assertThat(finding.status()).isEqualTo(VerdictStatus.FAIL);
                assertThat(finding.resource().type()).isEqualTo("AWS::::Account");
                assertThat(finding.resource().id()).isEqualTo(Items.ACCOUNT);
                assertThat(finding.capturedAt()).isEqualTo(Instant.parse(NINE));
            });
            JsonNode ocsf = engine.store()
                    .ocsf(findings.get("root-user-activity").uid())
                    .orElseThrow();
            assertThat(ocsf.path("class_uid").asInt()).isEqualTo(2004);
            assertThat(ocsf.at("/evidences/0/data/aws_cloudtrail/eventID").asText())
                    .isEqualTo("e-1");
        }
    }

    @Test
    void whatCannotBeReadIsAnErrorAndNeverAPass() throws IOException {
        try (TestEngine engine = new TestEngine(place)) {
            engine.item(
                    "111122223333|ap-northeast-2|AWS::EC2::SecurityGroup|sg-1",
                    "{\"broken\":".getBytes(StandardCharsets.UTF_8));
            engine.event("id-1", Items.ACCOUNT, NINE, "{\"eventName\":\"Dele");

            assertThat(engine.settledFindings())
                    .hasSize(4)
                    .extracting(FindingView::status)
                    .containsOnly(VerdictStatus.ERROR);
        }
    }

    @Test
    void restartLosesNothingAndRepeatsNothing() throws IOException {
        List<FindingView> before;
        try (TestEngine engine = new TestEngine(place)) {
            engine.item(Items.securityGroup("sg-1", NINE, 22, WORLD));
            before = engine.settledFindings();
        }
        try (TestEngine engine = new TestEngine(place)) {
            engine.item(Items.securityGroup("sg-2", NINE, 22, OFFICE));

            List<FindingView> after = engine.settledFindings();

            assertThat(after).hasSize(4).containsAll(before);
            assertThat(engine.streams().evaluated()).isEqualTo(2);
        }
    }

    @Test
    void whatOpenSearchTakesNotNowIsStoredOnceItDoes() throws IOException {
        try (TestEngine engine = new TestEngine(place)) {
            engine.item(Items.securityGroup("sg-1", NINE, 22, WORLD));
            assertThat(engine.settledFindings()).hasSize(2);
            String settings = "/" + place.indices().findings() + "/_settings";
            engine.call("PUT", settings, "{\"index.blocks.write\": true}");

            engine.item(Items.securityGroup("sg-2", NINE, 22, WORLD));
            TestEngine.await("refused", () -> engine.waited() >= 1);
            assertThat(engine.findings()).hasSize(2);

            engine.call("PUT", settings, "{\"index.blocks.write\": false}");
            assertThat(engine.settledFindings()).hasSize(4);
        }
    }

    @Test
    void absentOpaIsAnErrorUntilItReturns() throws IOException {
        try (OpaServer.Own opa = OpaServer.start(PACKS);
                TestEngine engine = new TestEngine(new Place(
                        place.kafka(), place.openSearch(), opa.url(), place.topics(), place.indices(), PACKS, state))) {
            engine.item(Items.volume("vol-1", NINE, true));
            assertThat(engine.settledFindings().getFirst().status()).isEqualTo(VerdictStatus.PASS);

            opa.kill();
            engine.item(Items.volume("vol-1", TEN, true));
            TestEngine.await(
                    "the finding is an error",
                    () -> engine.findings().getFirst().status() == VerdictStatus.ERROR);
            FindingView error = engine.findings().getFirst();
            assertThat(error.message().en()).startsWith("OPA does not answer");
            assertThat(engine.streams().pending()).isEqualTo(1);

            opa.restart();
            List<FindingView> findings = engine.settledFindings();

            assertThat(findings).hasSize(1);
            assertThat(findings.getFirst().status()).isEqualTo(VerdictStatus.PASS);
            assertThat(engine.store().history(error.uid()))
                    .extracting(change -> change.path("status").asText())
                    .containsExactly("PASS", "ERROR", "PASS");
        }
    }

    private static Map<String, FindingView> byRule(List<FindingView> findings) {
        return findings.stream().collect(Collectors.toMap(FindingView::rule, Function.identity()));
    }
}
