package io.bongsu.policy.finding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bongsu.contracts.FindingView;
import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.Severity;
import io.bongsu.contracts.VerdictStatus;
import io.bongsu.policy.catalogue.EventMatch;
import io.bongsu.policy.catalogue.Rule;
import io.bongsu.policy.catalogue.Trigger;
import io.bongsu.policy.input.ConfigurationItem;
import io.bongsu.policy.input.ExactJson;
import io.bongsu.policy.judge.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OcsfTest {

    private static final OcsfWriter WRITER = new OcsfWriter("1.2.3");
    private static final Subject BUCKET = Subject.of(ConfigurationItem.read(
            """
            {"accountId":"111122223333","awsRegion":"ap-northeast-2","resourceType":"AWS::S3::Bucket","resourceId":"b","resourceName":"b","ARN":"arn:aws:s3:::b",
             "configurationItemCaptureTime":"2026-11-01T00:00:00Z","configurationItemStatus":"OK"}
            """
                    .getBytes(StandardCharsets.UTF_8)));

    @Test
    void complianceFindingHasTheAttributesOfItsClass() throws IOException {
        JsonNode ocsf = written(
                Trigger.CONFIGURATION,
                BUCKET,
                VerdictStatus.FAIL,
                new FindingState(VerdictStatus.FAIL, null, true, 10, 10, 10, 10));

        assertThat(ocsf.path("class_uid").asInt()).isEqualTo(2003);
        assertThat(ocsf.path("category_uid").asInt()).isEqualTo(2);
        assertThat(ocsf.path("activity_id").asInt()).isEqualTo(1);
        assertThat(ocsf.path("type_uid").asInt()).isEqualTo(200301);
        assertThat(ocsf.path("severity_id").asInt()).isEqualTo(4);
        assertThat(ocsf.path("severity").asText()).isEqualTo("High");
        assertThat(ocsf.path("status_id").asInt()).isEqualTo(1);
        assertThat(ocsf.path("time").asLong()).isEqualTo(10);
        assertThat(ocsf.at("/metadata/version").asText()).isEqualTo("1.5.0");
        assertThat(ocsf.at("/metadata/product/version").asText()).isEqualTo("1.2.3");
        assertThat(ocsf.at("/metadata/profiles/0").asText()).isEqualTo("cloud");
        assertThat(ocsf.at("/compliance"))
                .isEqualTo(
                        ExactJson.MAPPER.readTree(
                                "{\"standards\":[\"ISMS-P\"],\"control\":\"rule-1\",\"requirements\":[\"2.6.1\"],\"status_id\":3,\"status\":\"Fail\",\"status_code\":\"FAIL\",\"status_detail\":\"because\"}"));
        assertThat(ocsf.at("/resources/0"))
                .isEqualTo(
                        ExactJson.MAPPER.readTree(
                                "{\"uid\":\"arn:aws:s3:::b\",\"name\":\"b\",\"type\":\"AWS::S3::Bucket\",\"region\":\"ap-northeast-2\",\"cloud_partition\":\"aws\",\"owner\":{\"account\":{\"uid\":\"111122223333\"}}}"));
        assertThat(ocsf.at("/cloud/account/uid").asText()).isEqualTo("111122223333");
        assertThat(ocsf.at("/remediation/references/0").asText()).isEqualTo("https://docs.aws.amazon.com/x");
    }

    @Test
    void detectionFindingKeepsTheRecordAsEvidence() throws IOException {
        Subject event = Subject.ofEvent(
                "id-1",
                "111122223333",
                "us-east-1",
                Instant.EPOCH,
                "{\"eventName\":\"X\",\"eventSource\":\"s\"}".getBytes(StandardCharsets.UTF_8));

        JsonNode ocsf = written(
                Trigger.EVENT,
                event,
                VerdictStatus.FAIL,
                new FindingState(VerdictStatus.FAIL, null, true, 10, 20, 10, 20));

        assertThat(ocsf.path("class_uid").asInt()).isEqualTo(2004);
        assertThat(ocsf.path("type_uid").asInt()).isEqualTo(200402);
        assertThat(ocsf.path("is_alert").asBoolean()).isTrue();
        assertThat(ocsf.has("compliance")).isFalse();
        assertThat(ocsf.at("/evidences/0/api/operation").asText()).isEqualTo("X");
        assertThat(ocsf.at("/evidences/0/data/aws_cloudtrail/eventSource").asText())
                .isEqualTo("s");
    }

    @Test
    void closedFindingIsResolved() throws IOException {
        JsonNode ocsf = written(
                Trigger.CONFIGURATION,
                BUCKET,
                VerdictStatus.NOT_APPLICABLE,
                new FindingState(VerdictStatus.NOT_APPLICABLE, VerdictStatus.FAIL, false, 10, 20, 20, 20));

        assertThat(ocsf.path("activity_id").asInt()).isEqualTo(3);
        assertThat(ocsf.path("status").asText()).isEqualTo("Resolved");
        assertThat(ocsf.at("/unmapped/previous_status").asText()).isEqualTo("FAIL");
        assertThat(ocsf.at("/unmapped/state").asText()).isEqualTo("closed");
    }

    @Test
    void everyStatusHasItsOcsfWord() throws IOException {
        assertThat(complianceStatus(VerdictStatus.PASS)).isEqualTo("1 Pass");
        assertThat(complianceStatus(VerdictStatus.ERROR)).isEqualTo("2 Warning");
        assertThat(complianceStatus(VerdictStatus.NOT_APPLICABLE)).isEqualTo("99 Not applicable");
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        FindingView view = OcsfReader.view(written(
                Trigger.CONFIGURATION,
                BUCKET,
                VerdictStatus.FAIL,
                new FindingState(VerdictStatus.FAIL, null, true, 10, 30, 20, 30)));

        assertThat(view)
                .isEqualTo(new FindingView(
                        FindingUid.of("rule-1", "111122223333|ap-northeast-2|AWS::S3::Bucket|b"),
                        "rule-1",
                        new LocalText("title", "제목"),
                        Severity.HIGH,
                        VerdictStatus.FAIL,
                        "open",
                        new FindingView.Resource(
                                "b", "AWS::S3::Bucket", "b", "arn:aws:s3:::b", "111122223333", "ap-northeast-2"),
                        new LocalText("because", "이유"),
                        Map.of("configuration.x", 1),
                        List.of("2.6.1"),
                        Instant.parse("2026-11-01T00:00:00Z"),
                        Instant.ofEpochMilli(10),
                        Instant.ofEpochMilli(30),
                        Instant.ofEpochMilli(20)));
    }

    @Test
    void uidHangsOnGuardrailAndSubjectAlone() {
        assertThat(FindingUid.of("a", "b")).isEqualTo(FindingUid.of("a", "b")).matches("[0-9a-f]{32}");
        assertThat(FindingUid.of("a", "b"))
                .isNotEqualTo(FindingUid.of("a", "c"))
                .isNotEqualTo(FindingUid.of("b", "a"));
        // Pinned: a uid that changes makes every finding a new one.
        assertThat(FindingUid.of("restricted-ssh", "111122223333|us-east-1|AWS::EC2::SecurityGroup|sg-1"))
                .isEqualTo("f2a8f23229f4700f5239a3a620029824");
    }

    @Test
    void stateNeverRunsBackwards() {
        FindingState first = FindingState.after(null, VerdictStatus.FAIL, true, 100);
        FindingState same = FindingState.after(first, VerdictStatus.FAIL, true, 50);
        FindingState changed = FindingState.after(same, VerdictStatus.PASS, true, 200);

        assertThat(first.justChanged()).isTrue();
        assertThat(same).isEqualTo(new FindingState(VerdictStatus.FAIL, null, true, 100, 101, 100, 101));
        assertThat(same.justChanged()).isFalse();
        assertThat(changed)
                .isEqualTo(new FindingState(VerdictStatus.PASS, VerdictStatus.FAIL, true, 100, 200, 200, 200));
    }

    private static String complianceStatus(VerdictStatus status) throws IOException {
        JsonNode compliance = written(Trigger.CONFIGURATION, BUCKET, status, FindingState.after(null, status, true, 1))
                .path("compliance");
        return compliance.path("status_id").asText() + " "
                + compliance.path("status").asText();
    }

    private static JsonNode written(Trigger trigger, Subject subject, VerdictStatus status, FindingState state)
            throws IOException {
        Rule rule = new Rule(
                "rule-1",
                "s3.rule_1",
                Severity.HIGH,
                new LocalText("title", "제목"),
                new LocalText("description", "설명"),
                new LocalText("remediation", "조치"),
                trigger,
                Set.of(),
                new EventMatch(Set.of(), Set.of(), Set.of()),
                JsonNodeFactory.instance.objectNode(),
                List.of("https://docs.aws.amazon.com/x"),
                List.of("2.6.1"),
                List.of("ISMS-P"));
        Verdict verdict = new Verdict(
                status,
                new LocalText("because", "이유"),
                JsonNodeFactory.instance.objectNode().put("configuration.x", 1));
        return ExactJson.MAPPER.readTree(WRITER.write(new Finding(rule, subject, verdict, state)));
    }
}
