package io.bongsu.platform.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.VerdictStatus;
import io.bongsu.platform.engines.ChildUser;
import io.bongsu.platform.engines.EngineStore;
import io.bongsu.platform.engines.OpaEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Judged by the real OPA; the plans are Terraform's own, of {@code terraform/examples} and {@code terraform/testing/violations}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PlanCheckIT {

    private static final Path PACKS = Path.of(System.getProperty("bongsu.root"), "compliance-packs");
    private static final Path PLANS = Path.of("src", "test", "resources", "plans");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC);

    private final PlanCheck check =
            new PlanCheck(OpaEngine.fetchOpa(EngineStore.open(ChildUser.current()), bytes -> {}), PACKS, CLOCK);

    private final CheckResult violations = check(PLANS.resolve("violations.json"));

    @ParameterizedTest
    @CsvSource({"minimal, 28, 191", "complete, 34, 257", "two-region, 38, 232"})
    void ourOwnExamplesKeepEveryGuardrail(String example, int passed, int resources) {
        CheckResult result = check(PLANS.resolve(example + ".json"));

        assertThat(lines(result, VerdictStatus.FAIL)).isEmpty();
        assertThat(lines(result, VerdictStatus.ERROR)).isEmpty();
        assertThat(result.count(VerdictStatus.PASS)).isEqualTo(passed);
        assertThat(result.resources()).isEqualTo(resources);
        assertThat(result.exit()).isZero();
    }

    @Test
    void eachViolationIsFoundAtItsAddressAndWhatIsOpenIsNoPass() {
        CheckResult result = violations;

        assertThat(lines(result, VerdictStatus.FAIL))
                .containsExactlyInAnyOrder(
                        "config-recorder-records-everything aws_config_configuration_recorder.this",
                        "encrypted-volumes aws_ebs_volume.each[\"plain\"]",
                        "encrypted-volumes aws_instance.this.ebs_block_device[0]",
                        "iam-password-policy aws_iam_account_password_policy.this",
                        "iam-policy-no-statements-with-admin-access aws_iam_policy.each[\"admin\"]",
                        "multi-region-cloudtrail-enabled aws_cloudtrail.this",
                        "rds-instance-public-access-check aws_db_instance.each[\"open\"]",
                        "rds-storage-encrypted aws_db_instance.each[\"open\"]",
                        "restricted-common-ports aws_security_group.inline",
                        "restricted-common-ports aws_security_group.sensitive",
                        "restricted-common-ports aws_vpc_security_group_ingress_rule.elsewhere[\"world\"]",
                        "restricted-ssh aws_security_group.inline",
                        "restricted-ssh aws_security_group.ruled[0]",
                        "restricted-ssh aws_vpc_security_group_ingress_rule.elsewhere[\"world\"]",
                        "s3-account-level-public-access-blocks-periodic aws_s3_account_public_access_block.this",
                        "s3-bucket-public-read-prohibited aws_s3_bucket.each[\"open\"]",
                        "s3-bucket-ssl-requests-only aws_s3_bucket.each[\"plain\"]",
                        "vpc-flow-logs-enabled module.team[\"blue\"].aws_vpc.this");
        assertThat(lines(result, VerdictStatus.ERROR))
                .containsExactlyInAnyOrder(
                        "encrypted-volumes aws_ebs_volume.each[\"unsaid\"]",
                        "encrypted-volumes aws_instance.bare.root_block_device[0]",
                        "rds-instance-public-access-check aws_rds_cluster_instance.this",
                        "restricted-common-ports aws_security_group.dynamic",
                        "restricted-ssh aws_security_group.dynamic",
                        "s3-bucket-ssl-requests-only aws_s3_bucket.each[\"later\"]");
        assertThat(result.count(VerdictStatus.PASS)).isEqualTo(22);
        assertThat(result.unmapped()).containsExactlyEntriesOf(new TreeMap<>(Map.of("aws_sqs_queue", 1)));
        assertThat(result.outside()).containsExactly("aws_vpc_security_group_ingress_rule.elsewhere[\"office\"]");
        assertThat(result.unanswered())
                .extracting(Guardrail::id)
                .containsExactly("config-delivers-to-log-archive", "iam-root-access-key-check");
        assertThat(result.exit()).isEqualTo(1);
    }

    @Test
    void whatMayDecideIsNamed() {
        CheckResult result =
                check.check(PLANS.resolve("violations.json"), "isms-p", Optional.of("111122223333"), Optional.empty());

        assertThat(one(result, "s3-bucket-ssl-requests-only", "aws_s3_bucket.each[\"later\"]")
                        .unknown())
                .containsExactly("aws_s3_bucket_policy.later.policy");
        assertThat(one(result, "vpc-flow-logs-enabled", "module.team[\"blue\"].aws_vpc.this")
                        .message()
                        .en())
                .isEqualTo(
                        "VPCs of account 111122223333 in ap-northeast-2 without flow logs: module.team[\"red\"].aws_vpc.this.");
    }

    @Test
    void whatThePlanMarksAsSensitiveIsJudgedAndNotShown() {
        Judged judged = one(violations, "restricted-common-ports", "aws_security_group.sensitive");

        assertThat(judged.status()).isEqualTo(VerdictStatus.FAIL);
        assertThat(judged.message().en()).contains("marks what was judged as sensitive");
        assertThat(judged.evidence()).isEmpty();
    }

    /** Every value of every resource made unknown: whatever a rule reads is open then, so nothing may pass. */
    @Test
    void nothingPassesWhereNothingIsKnown(@TempDir Path directory) throws IOException {
        ObjectNode plan = (ObjectNode) PlanFile.JSON.readTree(Files.readAllBytes(PLANS.resolve("complete.json")));
        for (JsonNode resource : plan.path("resource_changes")) {
            ObjectNode change = (ObjectNode) resource.path("change");
            ObjectNode unknown = change.withObject("/after_unknown");
            change.path("after").fieldNames().forEachRemaining(attribute -> unknown.put(attribute, true));
        }
        Path file = directory.resolve("plan.json");
        Files.write(file, PlanFile.JSON.writeValueAsBytes(plan));

        CheckResult result = check(file);

        assertThat(lines(result, VerdictStatus.PASS)).isEmpty();
        assertThat(result.count(VerdictStatus.ERROR)).isPositive();
    }

    /** What is there today and goes away: Terraform deletes a key by scheduling its deletion, and the trail is gone. */
    @Test
    void deletingIsJudgedWhereItLeavesSomethingWrong(@TempDir Path directory) throws IOException {
        ObjectNode plan = (ObjectNode) PlanFile.JSON.readTree(Files.readAllBytes(PLANS.resolve("minimal.json")));
        for (JsonNode resource : plan.path("resource_changes")) {
            ObjectNode change = (ObjectNode) resource.path("change");
            change.putArray("actions").add("delete");
            change.set("before", change.path("after"));
            change.putNull("after");
        }
        Path file = directory.resolve("plan.json");
        Files.write(file, PlanFile.JSON.writeValueAsBytes(plan));

        assertThat(lines(check(file), VerdictStatus.FAIL))
                .containsExactlyInAnyOrder(
                        "config-recorder-records-everything module.config_recorder.aws_config_configuration_recorder.this",
                        "kms-cmk-not-scheduled-for-deletion module.log_archive.aws_kms_key.this",
                        "multi-region-cloudtrail-enabled module.organization_trail.aws_cloudtrail.this");
    }

    @Test
    void theSarifLogKeepsTheStandardsSchema() throws IOException {
        CheckResult result = violations;

        ObjectNode log = Sarif.of(result, LocalText::ko);

        assertThat(sarif().validate(log.toString(), InputFormat.JSON)).isEmpty();
        JsonNode results = log.path("runs").path(0).path("results");
        assertThat(results).hasSize((int) (result.count(VerdictStatus.FAIL) + result.count(VerdictStatus.ERROR)));
        JsonNode rules = log.path("runs").path(0).path("tool").path("driver").path("rules");
        for (JsonNode each : results) {
            assertThat(rules.path(each.path("ruleIndex").asInt()).path("id")).isEqualTo(each.path("ruleId"));
            assertThat(each.path("kind").asText().equals("fail"))
                    .isNotEqualTo(each.path("level").asText().equals("none"));
        }
    }

    @Test
    void anotherPackJudgesByItsOwnGuardrails() {
        CheckResult result =
                check.check(PLANS.resolve("minimal.json"), "account-baseline", Optional.empty(), Optional.empty());

        assertThat(lines(result, VerdictStatus.PASS))
                .containsExactlyInAnyOrder(
                        "config-recorder-records-everything module.config_recorder.aws_config_configuration_recorder.this",
                        "multi-region-cloudtrail-enabled module.organization_trail.aws_cloudtrail.this",
                        "vpc-flow-logs-enabled module.vpc.aws_vpc.this");
        assertThatThrownBy(() -> check.check(PLANS.resolve("minimal.json"), "pci", Optional.empty(), Optional.empty()))
                .hasMessage("There is no pack 'pci'; expected one of [account-baseline, isms-p, sandbox-baseline]");
    }

    private CheckResult check(Path plan) {
        return check.check(plan, "isms-p", Optional.empty(), Optional.empty());
    }

    private static List<String> lines(CheckResult result, VerdictStatus status) {
        return result.verdicts().stream()
                .filter(each -> each.status() == status)
                .map(PlanCheckIT::line)
                .toList();
    }

    private static String line(Judged judged) {
        return judged.rule().id() + " " + judged.addresses().getFirst();
    }

    private static Judged one(CheckResult result, String rule, String address) {
        return result.verdicts().stream()
                .filter(each -> line(each).equals(rule + " " + address))
                .findFirst()
                .orElseThrow();
    }

    private static JsonSchema sarif() throws IOException {
        try (InputStream schema = PlanCheckIT.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
        }
    }
}
