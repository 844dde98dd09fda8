package io.bongsu.factory.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bongsu.factory.drift.Change;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudTrailRecordTest {

    @ParameterizedTest
    @CsvSource({
        "organizations, MoveAccount, accountId, 222233334444, ou",
        "organizations, DetachPolicy, targetId, 222233334444, policy:",
        "organizations, UpdatePolicy, policyId, p-abcdefgh, content",
        "organizations, UntagResource, resourceId, 222233334444, tag:",
        "organizations, CloseAccount, accountId, 222233334444, state",
        "account, PutAccountName, accountId, 222233334444, name",
        "sso, DeleteAccountAssignment, targetId, 222233334444, assignment:",
        "config, StopConfigurationRecorder, configurationRecorderName, 111122223333, config-recorder:",
        "organizations, LeaveOrganization, nothing, 111122223333, membership"
    })
    void changeIsTold(String service, String operation, String parameter, String given, String items)
            throws IOException {
        String subject = parameter.startsWith("config") || parameter.equals("nothing") ? "111122223333" : given;

        assertThat(read(record(service, operation, parameter, given, "")))
                .contains(new Change(
                        subject,
                        items,
                        service + ":" + operation,
                        "e-1",
                        "arn:aws:iam::111122223333:user/kim",
                        Instant.parse("2026-11-21T09:30:00Z")));
    }

    @Test
    void whatChangesNoSingleAccountIsNone() throws IOException {
        assertThat(read(record("organizations", "AttachPolicy", "targetId", "ou-ab12-11111111", "")))
                .isEmpty();
        assertThat(read(record("organizations", "DescribeAccount", "accountId", "222233334444", "")))
                .isEmpty();
        assertThat(read(record("s3", "MoveAccount", "accountId", "222233334444", "")))
                .isEmpty();
    }

    @Test
    void refusedCallIsNoChange() throws IOException {
        assertThat(read(record(
                        "organizations",
                        "MoveAccount",
                        "accountId",
                        "222233334444",
                        "\"errorCode\": \"AccessDenied\",")))
                .isEmpty();
    }

    @Test
    void nobodyInParticularIsUnknown() throws IOException {
        String record = record("organizations", "MoveAccount", "accountId", "222233334444", "")
                .replace("\"arn\": \"arn:aws:iam::111122223333:user/kim\"", "\"type\": \"AWSService\"");

        assertThat(read(record).orElseThrow().principal()).isEqualTo("AWSService");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "nonsense", "{\"eventSource\": "})
    void whatIsNoRecordIsSaidSo(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
    }

    @Test
    void timeOfAnotherFormIsSaidSo() {
        String record = record("organizations", "MoveAccount", "accountId", "222233334444", "")
                .replace("2026-11-21T09:30:00Z", "yesterday");

        assertThatThrownBy(() -> read(record)).hasMessageContaining("eventTime is 'yesterday'");
    }

    private static Optional<Change> read(String record) throws IOException {
        return CloudTrailRecord.read(record.getBytes(StandardCharsets.UTF_8));
    }

    private static String record(String service, String operation, String parameter, String given, String more) {
        return """
                {"userIdentity": {"arn": "arn:aws:iam::111122223333:user/kim"}, "eventTime": "2026-11-21T09:30:00Z",
                 "eventSource": "%s.amazonaws.com", "eventName": "%s", %s "requestParameters": {"%s": "%s"}, "eventID": "e-1",
                 "recipientAccountId": "111122223333"}"""
                .formatted(service, operation, more, parameter, given);
    }
}
