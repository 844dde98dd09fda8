package io.bongsu.policy.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConfigurationItemTest {

    @Test
    void historyWordsAndApiWordsSayTheSame() {
        ConfigurationItem history = item(
                "\"awsAccountId\":\"111122223333\",\"configurationItemVersion\":\"1.3\",\"ARN\":\"arn:x\",\"configurationStateId\":7",
                "2026-11-01T00:00:00Z");
        ConfigurationItem api = item(
                "\"accountId\":\"111122223333\",\"version\":\"1.3\",\"arn\":\"arn:x\",\"configurationStateId\":\"7\"",
                "2026-11-01T00:00:00.000Z");

        assertThat(history.key()).isEqualTo(api.key()).hasToString("111122223333|us-east-1|AWS::S3::Bucket|b");
        assertThat(history.arn()).isEqualTo(api.arn());
        assertThat(history.ordinal()).isEqualTo(api.ordinal());
    }

    @Test
    void laterCaptureIsLater() {
        String account = "\"accountId\":\"111122223333\"";

        assertThat(item(account, "2026-11-01T00:00:00.001Z").ordinal())
                .isGreaterThan(item(account, "2026-11-01T00:00:00.000Z").ordinal());
    }

    @Test
    void tieIsBrokenByContentAndNotByArrival() {
        ConfigurationItem one = item("\"accountId\":\"111122223333\",\"x\":1", "2026-11-01T00:00:00Z");
        ConfigurationItem other = item("\"accountId\":\"111122223333\",\"x\":2", "2026-11-01T00:00:00Z");

        assertThat(one.ordinal()).isNotEqualTo(other.ordinal());
        assertThat(one.ordinal() >> 20).isEqualTo(other.ordinal() >> 20);
    }

    @Test
    void itemWithoutIdentityOrTimeSaysWhatIsMissing() {
        assertThatThrownBy(() -> read("{}"))
                .hasMessage("The configuration item has no awsAccountId or accountId; expected text");
        assertThatThrownBy(() -> item("\"accountId\":\"1\"", "yesterday"))
                .isInstanceOf(UnjudgeableException.class)
                .hasMessageStartingWith("configurationItemCaptureTime is 'yesterday'; expected ISO 8601");
        assertThatThrownBy(() -> item("\"accountId\":\"1\"", "9999-01-01T00:00:00Z"))
                .hasMessageContaining("between 2000 and 2200");
        assertThatThrownBy(() -> read("[]")).hasMessage("The configuration item is no JSON object");
        assertThatThrownBy(() -> read("{\"a\":1,\"a\":2}")).isInstanceOf(UnjudgeableException.class);
        assertThatThrownBy(() -> read("{} {}")).isInstanceOf(UnjudgeableException.class);
    }

    @Test
    void keyMayHoldTheSeparatorInItsLastPart() {
        assertThat(ResourceKey.parse("1|r|t|a|b")).contains(new ResourceKey("1", "r", "t", "a|b"));
        assertThat(ResourceKey.parse("1|r|t")).isEmpty();
    }

    @Test
    void eventFieldsAreFoundInAnyOrder() {
        EventFields fields = EventFields.read(
                "{\"userIdentity\":{\"sessionContext\":{\"type\":\"no\"},\"type\":\"Root\"},\"eventName\":\"X\",\"deep\":{\"eventSource\":\"no\"},\"eventSource\":\"s\"}"
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(fields).isEqualTo(new EventFields("s", "X", "Root"));
        assertThat(EventFields.read("{\"eventName\":5}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new EventFields(null, null, null));
        assertThatThrownBy(() -> EventFields.read("{\"eventName\":\"X\"".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnjudgeableException.class);
    }

    private static ConfigurationItem item(String more, String capturedAt) {
        return read(
                "{%s,\"awsRegion\":\"us-east-1\",\"resourceType\":\"AWS::S3::Bucket\",\"resourceId\":\"b\",\"configurationItemCaptureTime\":\"%s\",\"configurationItemStatus\":\"OK\"}"
                        .formatted(more, capturedAt));
    }

    private static ConfigurationItem read(String json) {
        return ConfigurationItem.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
