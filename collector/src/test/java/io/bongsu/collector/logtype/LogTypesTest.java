package io.bongsu.collector.logtype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bongsu.collector.codec.Piece;
import io.bongsu.contracts.QuarantineReason;
import io.bongsu.contracts.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LogTypesTest {

    private static final Path DIRECTORY = Path.of("log-types");
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final LogTypes TYPES = LogTypes.load(DIRECTORY);

    @ParameterizedTest
    @CsvSource({
        "AWSLogs/123456789012/CloudTrail/us-east-1/2023/07/10/123456789012_CloudTrail_us-east-1_20230710T1145Z_x.json.gz, cloudtrail",
        "p/AWSLogs/o-abc123/123456789012/CloudTrail/us-east-1/2023/07/10/f.json.gz, cloudtrail",
        "AWSLogs/o-abc123/123456789012/CloudTrail-Insight/us-east-1/2023/07/10/f.json.gz, cloudtrail",
        "AWSLogs/123456789012/Config/us-east-1/2023/7/1/ConfigHistory/123456789012_Config_us-east-1_ConfigHistory_AWS::S3::Bucket_20230701T000000Z_20230701T010000Z_1.json.gz, config",
        "AWSLogs/123456789012/Config/us-east-1/2023/7/1/ConfigSnapshot/f.json.gz, config",
        "AWSLogs/123456789012/WAFLogs/us-east-1/acl/2023/07/10/11/45/f.log.gz, waf",
        "AWSLogs/123456789012/vpcflowlogs/us-east-1/2023/07/10/f.log.gz, vpcflow",
        "AWSLogs/aws-account-id=123456789012/aws-service=vpcflowlogs/aws-region=us-east-1/year=2023/f.log.gz, vpcflow",
    })
    void objectsAreRecognisedByTheirKey(String key, String name) {
        assertThat(TYPES.byKey(key).map(LogType::name)).contains(name);
        assertThat(TYPES.ignores(key)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWSLogs/123456789012/CloudTrail-Digest/us-east-1/2023/07/10/123456789012_CloudTrail-Digest_us-east-1_t.json.gz",
                "AWSLogs/123456789012/Config/ConfigWritabilityCheckFile"
            })
    void objectsWithoutRecordsAreLeftAlone(String key) {
        assertThat(TYPES.ignores(key)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Records\":[{\"eventVersion\":\"1.08\",\"eventSource\":\"s3.amazonaws.com\"|cloudtrail",
                "{\"timestamp\":1,\"webaclId\":\"a\",\"httpRequest\":{|waf",
                "{\"fileVersion\":\"1.0\",\"configurationItems\":[|config",
                "version account-id interface-id srcaddr dstaddr|vpcflow",
                "interface-id srcaddr|vpcflow"
            })
    void objectsOfAnotherNameAreRecognisedByTheirContent(String beginning, String name) {
        assertThat(TYPES.byKey("some/file")).isEmpty();
        assertThat(TYPES.byContent(beginning).map(LogType::name)).contains(name);
    }

    @Test
    void whatNobodyKnowsIsUnknown() {
        assertThat(TYPES.byContent("{\"hello\":\"world\"}")).isEmpty();
    }

    @Test
    void aCloudTrailEventIsKnownByAccountAndEventId() {
        IdentifiedRecord record = identify(
                "cloudtrail",
                "{\"eventID\":\"e-1\",\"eventTime\":\"2023-07-10T11:42:36Z\",\"recipientAccountId\":\"111111111111\",\"awsRegion\":\"us-east-1\"}",
                "any/222222222222/x",
                null);

        assertThat(record.id()).isEqualTo("111111111111:e-1");
        assertThat(record.account()).isEqualTo("111111111111");
        assertThat(record.region()).isEqualTo("us-east-1");
        assertThat(record.time()).isEqualTo("2023-07-10T11:42:36Z");
        assertThat(record.key()).isNull();
    }

    @Test
    void aKeyGivesTheAccountThatARecordLacks() {
        IdentifiedRecord record = identify(
                "cloudtrail",
                "{\"eventID\":\"e-1\",\"eventTime\":\"2023-07-10T11:42:36Z\"}",
                "AWSLogs/222222222222/CloudTrail/eu-west-1/x",
                null);

        assertThat(record.id()).isEqualTo("222222222222:e-1");
        assertThat(record.region()).isEqualTo("eu-west-1");
    }

    @Test
    void aConfigurationItemIsKnownByResourceAndCaptureTimeInWhicheverForm() {
        String history =
                "{\"awsAccountId\":\"111111111111\",\"awsRegion\":\"us-east-1\",\"resourceType\":\"AWS::S3::Bucket\",\"resourceId\":\"b\",\"configurationItemCaptureTime\":\"2020-11-02T08:28:12.399Z\"}";
        String api =
                "{\"accountId\":\"111111111111\",\"awsRegion\":\"us-east-1\",\"resourceType\":\"AWS::S3::Bucket\",\"resourceId\":\"b\",\"configurationItemCaptureTime\":\"2020-11-02T03:28:12.399000-05:00\"}";

        IdentifiedRecord first = identify("config", history, "x", null);
        IdentifiedRecord second = identify("config", api, "y", null);

        assertThat(first.key()).isEqualTo("111111111111|us-east-1|AWS::S3::Bucket|b");
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.key()).isEqualTo(first.key());
    }

    @Test
    void aRecordWithoutAnIdIsKnownByContentAndPlace() {
        String line = "2 111111111111 eni-1 10.0.0.1 10.0.0.2 1 2 6 1 44 1674898496 1674898507 ACCEPT OK";
        String header =
                "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status";

        IdentifiedRecord here = identify("vpcflow", line, "AWSLogs/111111111111/vpcflowlogs/us-east-1/f", header);
        IdentifiedRecord copied =
                identify("vpcflow", line, "backup/AWSLogs/111111111111/vpcflowlogs/us-east-1/f", header);
        IdentifiedRecord elsewhere = identify("vpcflow", line, "AWSLogs/111111111111/vpcflowlogs/us-east-1/g", header);

        assertThat(here.id()).hasSize(22).isEqualTo(copied.id()).isNotEqualTo(elsewhere.id());
        assertThat(here.time()).isEqualTo("2023-01-28T09:35:07Z");
        assertThat(here.region()).isEqualTo("us-east-1");
    }

    @Test
    void aFlowLogWithoutTimesTakesItsObjects() {
        IdentifiedRecord record = identify(
                "vpcflow",
                "10.0.0.1",
                "AWSLogs/111111111111/vpcflowlogs/us-east-1/2023/01/28/111111111111_vpcflowlogs_us-east-1_fl-1_20230128T0930Z_h.log.gz",
                "srcaddr");

        assertThat(record.time()).isEqualTo("2023-01-28T09:30:00Z");
        assertThat(record.account()).isEqualTo("111111111111");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"eventTime\":\"2023-07-10T11:42:36Z\",\"recipientAccountId\":\"111111111111\"}|NO_IDENTITY",
                "{\"eventID\":\"e\",\"recipientAccountId\":\"111111111111\"}|EVENT_TIME",
                "{\"eventID\":\"e\",\"recipientAccountId\":\"1\",\"eventTime\":\"yesterday\"}|EVENT_TIME",
                "{\"eventID\":\"e\",\"recipientAccountId\":\"1\",\"eventTime\":\"1999-01-01T00:00:00Z\"}|EVENT_TIME",
                "{\"eventID\":\"e\",\"recipientAccountId\":\"1\",\"eventTime\":\"2026-11-03T00:00:00Z\"}|EVENT_TIME",
                "[1]|MALFORMED",
                "\"text\"|MALFORMED",
                "{\"eventID\":oops}|MALFORMED",
                "{\"eventID\":\"e\"]|MALFORMED"
            })
    void whatCannotBeIdentifiedSaysWhy(String record, QuarantineReason reason) {
        assertThatThrownBy(() -> identify("cloudtrail", record, "no/account/here", null))
                .isInstanceOfSatisfying(UnreadableRecordException.class, e -> assertThat(e.reason())
                        .isEqualTo(reason));
    }

    @Test
    void aLineThatDoesNotFitItsHeaderIsMalformed() {
        assertThatThrownBy(() -> identify("vpcflow", "2 10.0.0.1 extra", "x", "version srcaddr"))
                .hasMessage("The line has 3 columns; its header names 2");
    }

    @Test
    void theHeadSpeaksEcs() {
        Map<String, String> head = head(
                "cloudtrail",
                "{\"eventName\":\"ConsoleLogin\",\"eventSource\":\"signin.amazonaws.com\",\"sourceIPAddress\":\"203.0.113.7\",\"userAgent\":\"<script>\",\"userIdentity\":{\"type\":\"IAMUser\",\"userName\":\"kim\",\"arn\":\"arn:x\"},\"responseElements\":{\"ConsoleLogin\":\"Failure\"}}");

        assertThat(head)
                .containsEntry("event.action", "ConsoleLogin")
                .containsEntry("event.category", "iam")
                .containsEntry("event.outcome", "failure")
                .containsEntry("source.ip", "203.0.113.7")
                .containsEntry("user.name", "kim")
                .containsEntry("user_agent.original", "<script>")
                .doesNotContainKey("error.code");
    }

    @Test
    void aSourceThatIsNoAddressIsKeptAsText() {
        Map<String, String> head =
                head("cloudtrail", "{\"sourceIPAddress\":\"AWS Internal\",\"errorCode\":\"AccessDenied\"}");

        assertThat(head)
                .containsEntry("source.address", "AWS Internal")
                .doesNotContainKey("source.ip")
                .containsEntry("event.outcome", "failure");
    }

    @Test
    void headersOfAWebRequestAreFoundByNameInAnyCase() {
        Map<String, String> head = head(
                "waf",
                "{\"action\":\"BLOCK\",\"httpRequest\":{\"headers\":[{\"name\":\"Host\",\"value\":\"shop.example\"},{\"value\":\"curl\",\"name\":\"User-Agent\"}]}}");

        assertThat(head)
                .containsEntry("url.domain", "shop.example")
                .containsEntry("user_agent.original", "curl")
                .containsEntry("event.outcome", "failure")
                .containsEntry("event.action", "block");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, true",
        "::1, true",
        "2001:db8::8a2e:370:7334, true",
        "1.2.3, false",
        "1234, false",
        "999.1.1.1, false",
        "s3.amazonaws.com, false",
        "AWS Internal, false",
        "1.2.3.4.5, false",
        ":, false",
        "fe80::1%eth0, false"
    })
    void onlyAddressesAreAddresses(String text, boolean address) {
        assertThat(FieldRule.isIp(text)).isEqualTo(address);
    }

    @Test
    void everyTypeHasItsTopic() {
        Topics topics = new Topics("p.");
        assertThat(TYPES.all())
                .extracting(type -> type.topic(topics))
                .containsExactlyInAnyOrder("p.config.items", "p.logs.cloudtrail", "p.logs.vpcflow", "p.logs.waf");
    }

    @Test
    void aWrongFileIsRefusedByNameAndFault(@TempDir Path directory) throws IOException {
        Path folder = Files.createDirectory(directory.resolve("other"));
        Files.writeString(folder.resolve("type.yaml"), Files.readString(DIRECTORY.resolve("waf/type.yaml")));

        assertThatThrownBy(() -> LogTypes.load(directory))
                .hasMessageContaining("other/type.yaml")
                .hasMessageContaining("name is 'waf'; expected 'other'");
    }

    @Test
    void anUnknownKeyInAFileIsRefused(@TempDir Path directory) throws IOException {
        Path folder = Files.createDirectory(directory.resolve("waf"));
        Files.writeString(
                folder.resolve("type.yaml"), Files.readString(DIRECTORY.resolve("waf/type.yaml")) + "\ncolour: red\n");

        assertThatThrownBy(() -> LogTypes.load(directory)).hasMessageContaining("colour");
    }

    private static IdentifiedRecord identify(String type, String record, String key, @Nullable String schema) {
        return TYPES.byName(type)
                .orElseThrow()
                .identify(
                        new Piece.Record(record.getBytes(StandardCharsets.UTF_8), 0, schema, false),
                        new SourceObject("file:" + key, key),
                        NOW);
    }

    private static Map<String, String> head(String type, String record) {
        return TYPES.byName(type).orElseThrow().head(record.getBytes(StandardCharsets.UTF_8), null);
    }
}
