package io.bongsu.policy.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RuleInputTest {

    private static final String HEAD =
            "\"accountId\":\"111122223333\",\"awsRegion\":\"us-east-1\",\"resourceType\":\"AWS::IAM::Policy\",\"resourceId\":\"id-1\","
                    + "\"configurationItemCaptureTime\":\"2026-11-01T09:00:00.000+09:00\",\"configurationItemStatus\":\"OK\"";

    @Test
    void resourceHasConfigsWordsInTheContractsNames() throws IOException {
        JsonNode resource = resource("\"resourceName\":\"admin\",\"arn\":\"arn:aws:iam::111122223333:policy/admin\","
                + "\"tags\":{\"team\":\"[보안]\"},\"configuration\":{\"a\":1},\"supplementaryConfiguration\":{\"b\":2}");

        assertThat(resource)
                .isEqualTo(
                        ExactJson.MAPPER.readTree(
                                """
                        {"type":"AWS::IAM::Policy","id":"id-1","arn":"arn:aws:iam::111122223333:policy/admin","name":"admin","account":"111122223333",
                         "region":"us-east-1","tags":{"team":"[보안]"},"captured_at":"2026-11-01T00:00:00Z","status":"OK",
                         "configuration":{"a":1},"supplementary":{"b":2}}
                        """));
    }

    @Test
    void whatIsNotKnownIsAbsent() throws IOException {
        JsonNode resource = resource("\"tags\":null");

        assertThat(resource.has("arn")).isFalse();
        assertThat(resource.has("configuration")).isFalse();
        assertThat(resource.has("supplementary")).isFalse();
        assertThat(resource.path("tags")).isEmpty();
    }

    @Test
    void jsonInStringsIsParsedHoweverItIsWrapped() throws IOException {
        JsonNode configuration = resource(
                        """
                        "configuration":"{\\"plain\\":\\"{\\\\\\"Effect\\\\\\":\\\\\\"Allow\\\\\\"}\\",\\"list\\":[\\"[1,2]\\"],\\"encoded\\":\\"%7B%22Action%22%3A%22s3%3A%2A%22%2C%22plus%22%3A%22a+b%22%7D\\"}"
                        """)
                .path("configuration");

        assertThat(configuration)
                .isEqualTo(
                        ExactJson.MAPPER.readTree(
                                "{\"plain\":{\"Effect\":\"Allow\"},\"list\":[[1,2]],\"encoded\":{\"Action\":\"s3:*\",\"plus\":\"a+b\"}}"));
    }

    @Test
    void textThatOnlyLooksLikeJsonStaysText() throws IOException {
        JsonNode configuration = resource(
                        "\"configuration\":{\"a\":\"[prod] web\",\"b\":\"5\",\"c\":\"true\",\"d\":\"{broken}\",\"e\":\"{} {}\",\"f\":\"%7Bbroken\",\"g\":\"%7B%\",\"h\":\"{\\\"x\\\":1,\\\"x\\\":2}\",\"i\":null}")
                .path("configuration");

        assertThat(configuration)
                .isEqualTo(
                        ExactJson.MAPPER.readTree(
                                "{\"a\":\"[prod] web\",\"b\":\"5\",\"c\":\"true\",\"d\":\"{broken}\",\"e\":\"{} {}\",\"f\":\"%7Bbroken\",\"g\":\"%7B%\",\"h\":\"{\\\"x\\\":1,\\\"x\\\":2}\",\"i\":null}"));
    }

    @Test
    void numbersKeepEveryDigit() {
        RuleInput input = input(
                "\"configuration\":{\"a\":12345678901234567890123,\"b\":0.10000000000000000000001,\"c\":1.50,\"d\":\"{\\\"e\\\":9007199254740993}\"}");

        assertThat(new String(input.json(), StandardCharsets.US_ASCII))
                .contains(
                        "\"a\":12345678901234567890123,\"b\":0.10000000000000000000001,\"c\":1.50,\"d\":{\"e\":9007199254740993}");
    }

    @Test
    void halfASurrogatePairPassesAsItIs() {
        assertThat(new String(input("\"configuration\":{\"a\":\"\\ud800\"}").json(), StandardCharsets.US_ASCII))
                .containsIgnoringCase("\"a\":\"\\ud800\"");
    }

    @Test
    void nestingPastTheBoundCannotBeJudged() {
        String deep = "{\\\"a\\\":".repeat(70) + "1" + "}".repeat(70);
        String wrapped = "\"configuration\":" + "{\"b\":".repeat(70) + "\"" + deep + "\"" + "}".repeat(70);

        assertThatThrownBy(() -> input(wrapped))
                .isInstanceOf(UnjudgeableException.class)
                .hasMessageContaining("deeper than 128");
    }

    @Test
    void tagsInListsOfPairsAreTagsToo() throws IOException {
        JsonNode resource = resource("\"tags\":[{\"key\":\"a\",\"value\":\"1\"},{\"Key\":\"b\",\"Value\":\"2\"}]");

        assertThat(resource.path("tags")).isEqualTo(ExactJson.MAPPER.readTree("{\"a\":\"1\",\"b\":\"2\"}"));
    }

    @Test
    void unknownAccountOfAnEventIsAbsent() throws IOException {
        RuleInput input = RuleInput.of("{\"eventName\":\"X\"}".getBytes(StandardCharsets.UTF_8), "unknown");

        assertThat(ExactJson.MAPPER.readTree(input.json()))
                .isEqualTo(ExactJson.MAPPER.readTree("{\"event\":{\"eventName\":\"X\"}}"));
    }

    private static RuleInput input(String more) {
        return RuleInput.of(ConfigurationItem.read(("{" + HEAD + "," + more + "}").getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonNode resource(String more) throws IOException {
        return ExactJson.MAPPER.readTree(input(more).json()).path("resource");
    }
}
