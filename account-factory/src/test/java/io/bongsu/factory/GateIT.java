package io.bongsu.factory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.contracts.VerdictStatus;
import io.bongsu.contracts.certificate.CertificateVerifier;
import io.bongsu.contracts.certificate.VerifiedCertificate;
import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.aws.AwsFailures;
import io.bongsu.factory.baseline.BaselineSettings;
import io.bongsu.factory.gate.GateReport;
import io.bongsu.factory.gate.GateReports;
import io.bongsu.factory.gate.GateStep;
import io.bongsu.factory.gate.PolicyEngine;
import io.bongsu.factory.request.RequestState;
import io.bongsu.factory.request.StepRow;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.factory.request.Who;
import io.bongsu.kit.database.Database;
import io.bongsu.testing.Fault;
import io.bongsu.testing.FaultProxy;
import io.bongsu.testing.KafkaServer;
import io.bongsu.testing.MotoServer;
import io.bongsu.testing.OpaServer;
import io.bongsu.testing.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.organizations.model.Tag;

/**
 * The gate: an account that the factory made, judged by the project's own guardrails in a real OPA; and everything that a judge can say or
 * leave unsaid, none of which lets an account through.
 */
@ExtendWith({PostgresServer.class, KafkaServer.class, MotoServer.class, OpaServer.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked // Filled before all tests.
class GateIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestDatabase database = new TestDatabase(new PostgresServer());
    private final TestOrganization organization = TestOrganization.make(new MotoServer().url());
    private final TestClock clock = new TestClock();
    private final FaultProxy proxy = FaultProxy.start(new MotoServer().url(), clock);
    private final TestJudge judge = TestJudge.start();
    private final AwsClients aws = OneStep.clients(proxy.url(), organization.provider(), clock);
    private final GateReports reports = new GateReports(new Database(database.source()));
    private final OneStep plan = new OneStep(database.source(), clock);
    private final String topic = KafkaServer.freshTopics().accounts();
    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", new KafkaServer().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());

    private AccountFactory factory;
    private VendingRequest vended;

    /** What can be wrong with an answer, and what the gate says then. */
    enum Spoilt {
        ONE_FAIL("GATE_FAILED", answer -> verdict(answer, 3).put("status", "FAIL")),
        ONE_ERROR("GATE_UNJUDGED", answer -> verdict(answer, 3).put("status", "ERROR")),
        ONE_UNASKED("GATE_UNASKED", answer -> ((ArrayNode) answer.path("unasked")).add("restricted-ssh")),
        ANOTHER_PACK("WRONG_PACK", answer -> ((ObjectNode) answer.path("pack")).put("id", "isms-p")),
        ANOTHER_ACCOUNT(
                "WRONG_RESOURCE",
                answer -> ((ObjectNode) verdict(answer, 3).path("resource")).put("account", "111122223333")),
        ANOTHER_REGION(
                "WRONG_RESOURCE",
                answer -> ((ObjectNode) verdict(answer, 3).path("resource")).put("region", "eu-west-1")),
        A_VERDICT_MISSING("GATE_INCOMPLETE", answer -> ((ArrayNode) answer.path("verdicts")).remove(3)),
        A_VERDICT_TWICE("GATE_INCOMPLETE", answer -> ((ArrayNode) answer.path("verdicts"))
                .add(verdict(answer, 3).deepCopy())),
        NO_VERDICT("GATE_INCOMPLETE", answer -> ((ArrayNode) answer.path("verdicts")).removeAll()),
        NOTHING_PROVEN("GATE_UNPROVEN", answer -> answer.path("verdicts")
                .forEach(each -> ((ObjectNode) each).put("status", "NOT_APPLICABLE"))),
        UNKNOWN_STATUS("JUDGE_UNREADABLE", answer -> verdict(answer, 3).put("status", "OK")),
        STATUS_AS_NUMBER("JUDGE_UNREADABLE", answer -> verdict(answer, 3).put("status", 0)),
        NO_STATUS("JUDGE_UNREADABLE", answer -> verdict(answer, 3).remove("status")),
        NO_UNASKED("JUDGE_UNREADABLE", answer -> answer.remove("unasked")),
        NO_PACK("JUDGE_UNREADABLE", answer -> answer.remove("pack")),
        NO_TIME("JUDGE_UNREADABLE", answer -> answer.remove("evaluated_at")),
        NO_HASH("JUDGE_UNREADABLE", answer -> verdict(answer, 3).put("input_sha256", "abc")),
        NO_FINGERPRINT("JUDGE_UNREADABLE", answer -> ((ObjectNode) answer.path("pack")).remove("fingerprint"));

        private final String code;
        private final Consumer<ObjectNode> spoil;

        Spoilt(String code, Consumer<ObjectNode> spoil) {
            this.code = code;
            this.spoil = spoil;
        }

        UnaryOperator<String> body() {
            return text -> {
                try {
                    ObjectNode answer = (ObjectNode) JSON.readTree(text);
                    spoil.accept(answer);
                    return answer.toString();
                } catch (JsonProcessingException e) {
                    throw new UncheckedIOException(e);
                }
            };
        }

        private static ObjectNode verdict(ObjectNode answer, int number) {
            return (ObjectNode) answer.path("verdicts").path(number);
        }
    }

    @BeforeAll
    void vendOne() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", new KafkaServer().bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        Map<String, String> settings = Settings.of(proxy.url(), new OpaServer().url(), organization);
        settings.put("account-factory.quotas.enforced", "false");
        settings.put("account-factory.policy-engine-url", judge.url().toString());
        factory =
                TestFactory.start(settings, database.source(), organization.provider(), producer, topic, clock, clock);
        UUID id = TestFactory.ask(factory, "gate");
        vended = TestFactory.drive(factory, id, again -> clock.until(again.at()));
    }

    @BeforeEach
    void honest() {
        judge.honest();
        // An account has one open request at a time, and a held one is open.
        database.execute("UPDATE request SET state = 'ABORTED' WHERE state = 'RUNNING'");
    }

    @AfterAll
    void close() {
        factory.close();
        aws.close();
        judge.close();
        proxy.close();
        producer.close();
        organization.close();
        database.close();
    }

    @Test
    void whatTheFactoryBuildsPassesTheProjectsOwnGuardrails() throws Exception {
        assertThat(vended.steps()).extracting(StepRow::message).containsOnlyNulls();
        assertThat(vended.state()).isEqualTo(RequestState.HANDED_OVER);

        GateReport report = factory.reports().newest(vended.id()).orElseThrow();
        assertThat(report.open()).isTrue();
        assertThat(report.failing()).isEmpty();
        assertThat(report.unanswered()).isEmpty();
        assertThat(report.verdicts()).hasSize(15 * 2);
        assertThat(report.verdicts().stream().filter(each -> each.status() == VerdictStatus.PASS))
                .hasSize(15);
        VerifiedCertificate certificate = CertificateVerifier.of(
                        factory.certificates().publicKey())
                .verify(factory.certificates().file(vended.id()).orElseThrow());
        assertThat(certificate.account()).isEqualTo(vended.accountId());
        assertThat(certificate.request()).isEqualTo(vended.id().toString());
        assertThat(certificate.blueprint()).isEqualTo("sandbox@1");
        assertThat(certificate.pack()).isEqualTo("sandbox-baseline");
        assertThat(certificate.verdicts()).isEqualTo(30);
    }

    @Test
    void accountIsToldAsThePackWantsIt() {
        JsonNode asked = judge.asked().getFirst();

        assertThat(asked.path("pack").asText()).isEqualTo("sandbox-baseline");
        assertThat(asked.path("resources")).hasSize(2);
        JsonNode regional = asked.path("resources").path(0);
        assertThat(regional.path("region").asText()).isEqualTo("ap-northeast-2");
        JsonNode configuration = regional.path("configuration");
        assertThat(configuration.properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder(
                        "config:DescribeConfigurationRecorders",
                        "config:DescribeConfigurationRecorderStatus",
                        "config:DescribeDeliveryChannels",
                        "ec2:GetEbsEncryptionByDefault",
                        "ec2:DescribeVpcs",
                        "ec2:DescribeFlowLogs",
                        "guardduty:ListDetectors",
                        "guardduty:GetDetector",
                        "guardduty:GetAdministratorAccount",
                        "securityhub:DescribeHub",
                        "access-analyzer:ListAnalyzers");
        assertThat(configuration
                        .at(
                                "/config:DescribeConfigurationRecorders/ConfigurationRecorders/0/recordingGroup/allSupported")
                        .asBoolean())
                .isTrue();
        assertThat(configuration
                        .at("/ec2:GetEbsEncryptionByDefault/EbsEncryptionByDefault")
                        .asBoolean())
                .isTrue();
        assertThat(configuration.at("/ec2:DescribeVpcs/Vpcs").isArray()).isTrue();
        JsonNode global = asked.path("resources").path(1);
        assertThat(global.path("region").asText()).isEqualTo("global");
        assertThat(global.path("configuration").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder(
                        "s3:GetAccountPublicAccessBlock",
                        "iam:GetAccountPasswordPolicy",
                        "iam:GetAccountSummary",
                        "cloudtrail:DescribeTrails",
                        "cloudtrail:GetTrailStatus",
                        "cloudtrail:GetEventSelectors",
                        "budgets:DescribeBudgets",
                        "organizations:DescribeAccount",
                        "organizations:ListTagsForResource",
                        "organizations:ListParents",
                        "organizations:ListPoliciesForTarget",
                        "account:GetAlternateContact");
        JsonNode requested = global.at("/supplementary/requested");
        assertThat(requested.path("home_region").asText()).isEqualTo("ap-northeast-2");
        assertThat(requested.path("budget_usd").asInt()).isEqualTo(300);
        assertThat(requested.path("ou").asText()).isEqualTo(organization.ou("sandbox"));
        assertThat(requested.path("policies")).hasSize(3);
        assertThat(requested.path("tags").path("bongsu:environment").asText()).isEqualTo("sandbox");
    }

    @Test
    void anAccountWithoutBaselineStaysWithAReport() {
        String bare = organization
                .client()
                .createAccount(request -> request.accountName("bare").email("bare@company.example"))
                .createAccountStatus()
                .accountId();

        VendingRequest held = judged(bare);

        assertThat(held.heldFor()).isEqualTo(Who.OPERATOR);
        assertThat(gate(held).errorCode()).isEqualTo("GATE_FAILED");
        GateReport report = reports.newest(held.id()).orElseThrow();
        assertThat(report.open()).isFalse();
        assertThat(report.failing())
                .extracting(GateReport.Failing::rule)
                .contains(
                        "config-recorder-records-everything",
                        "s3-account-level-public-access-blocks-periodic",
                        "iam-password-policy",
                        "default-vpc-removed",
                        "guardduty-enabled-centralized",
                        "account-budget-set",
                        "organization-policies-in-effect",
                        "account-tags-as-requested");
        GateReport.Failing failing = report.failing().getFirst();
        assertThat(Objects.requireNonNull(failing.message()).ko()).contains(bare);
        assertThat(Objects.requireNonNull(failing.message()).en()).contains(bare);
        assertThat(Objects.requireNonNull(failing.evidence()).isObject()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void nothingButAProofOpensTheGate(Spoilt spoilt) {
        judge.spoil(200, spoilt.body());

        VendingRequest held = judged(vended.accountId());

        assertThat(gate(held).errorCode()).isEqualTo(spoilt.code);
        assertThat(reports.newest(held.id()).orElseThrow().open()).isFalse();
        judge.honest();
        assertThat(plan.retry(held, step()).state()).isEqualTo(RequestState.HANDED_OVER);
        assertThat(reports.newest(held.id()).orElseThrow().open()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{}", "OK", "<html>", "{\"pack\": 1, \"pack\": 2}", "true"})
    void garbageDoesNotOpenTheGate(String garbage) {
        judge.spoil(200, body -> garbage);

        assertThat(gate(judged(vended.accountId())).errorCode()).isEqualTo("JUDGE_UNREADABLE");
    }

    @Test
    void aSecondDocumentBehindTheAnswerIsGarbage() {
        judge.spoil(200, body -> body + body);

        assertThat(gate(judged(vended.accountId())).errorCode()).isEqualTo("JUDGE_UNREADABLE");
    }

    @ParameterizedTest
    @CsvSource({
        "400, JUDGE_REFUSED",
        "401, JUDGE_REFUSED",
        "404, JUDGE_REFUSED",
        "302, JUDGE_REFUSED",
        "204, JUDGE_REFUSED",
        "500, WAITED_TOO_LONG",
        "503, WAITED_TOO_LONG",
        "429, WAITED_TOO_LONG"
    })
    void otherStatusesDoNotOpenTheGate(int status, String code) {
        judge.spoil(status, body -> status == 204 ? "" : body);

        assertThat(gate(judged(vended.accountId())).errorCode()).isEqualTo(code);
    }

    @Test
    void aJudgeThatComesBackIsWaitedFor() {
        int before = judge.asked().size();
        judge.spoil(503, body -> judge.asked().size() - before < 3 ? body : back(body));

        assertThat(judged(vended.accountId()).state()).isEqualTo(RequestState.HANDED_OVER);
    }

    @Test
    void noJudgeAtAllIsWaitedForAndThenTheOperatorsMatter() {
        VendingRequest held = judged(step(URI.create("http://127.0.0.1:1"), Duration.ofSeconds(1)), vended.accountId());

        assertThat(gate(held).errorCode()).isEqualTo("WAITED_TOO_LONG");
        assertThat(gate(held).message()).contains("the policy engine to judge the account");
    }

    @Test
    void aJudgeThatNeverAnswersIsWaitedForAndThenTheOperatorsMatter() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            URI url = URI.create("http://127.0.0.1:" + silent.getLocalPort());

            VendingRequest held = judged(step(url, Duration.ofMillis(20)), vended.accountId());

            assertThat(gate(held).errorCode()).isEqualTo("WAITED_TOO_LONG");
        }
    }

    @Test
    void whatAwsDeniesIsMissingAndNotJudged() {
        proxy.next("budgets:DescribeBudgets", Fault.accessDenied(), 1);
        proxy.next("ec2:DescribeVpcs", Fault.accessDenied(), 1);

        VendingRequest held = judged(vended.accountId());

        assertThat(gate(held).errorCode()).isEqualTo("GATE_UNJUDGED");
        GateReport report = reports.newest(held.id()).orElseThrow();
        assertThat(report.unanswered())
                .extracting(GateReport.Unanswered::operation)
                .containsExactlyInAnyOrder("budgets:DescribeBudgets", "ec2:DescribeVpcs");
        assertThat(report.failing())
                .extracting(GateReport.Failing::rule)
                .containsExactlyInAnyOrder("account-budget-set", "default-vpc-removed", "vpc-flow-logs-enabled");
    }

    @Test
    void whatAwsAnswersLaterIsAskedAgain() {
        proxy.next("config:DescribeDeliveryChannels", Fault.throttling(), 2);
        proxy.next("organizations:ListParents", Fault.serverError(), 2);
        proxy.next("ec2:DescribeFlowLogs", new Fault.LostAnswer(), 1);

        assertThat(judged(vended.accountId()).state()).isEqualTo(RequestState.HANDED_OVER);
    }

    private String back(String body) {
        judge.honest();
        return body;
    }

    private VendingRequest judged(String account) {
        return judged(step(), account);
    }

    /** A request of its own for the same account, which is tagged with it, as its own vending would have. */
    private VendingRequest judged(GateStep step, String account) {
        UUID id = UUID.randomUUID();
        if (account.equals(vended.accountId())) {
            organization.client().tagResource(request -> request.resourceId(account)
                    .tags(Tag.builder()
                            .key("bongsu:request")
                            .value(id.toString())
                            .build()));
        }
        return plan.run(id, step, account, vended.blueprint(), vended.ouId());
    }

    private static StepRow gate(VendingRequest request) {
        return request.step("gate").orElseThrow();
    }

    private GateStep step() {
        return step(judge.url(), Duration.ofSeconds(10));
    }

    private GateStep step(URI url, Duration timeout) {
        BaselineSettings settings = new BaselineSettings(
                organization.trail().bucket(),
                Optional.empty(),
                Optional.of(organization.trail().arn()),
                Optional.of(organization.trail().bucket()),
                Optional.of(organization.securityAccount()));
        return new GateStep(
                aws,
                new AwsFailures(),
                settings,
                organization.ou("holding"),
                new PolicyEngine(url, () -> TestJudge.AUTHORIZATION, timeout),
                reports);
    }
}
