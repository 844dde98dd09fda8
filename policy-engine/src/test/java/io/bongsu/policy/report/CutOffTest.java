package io.bongsu.policy.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.bongsu.contracts.VerdictStatus;
import io.bongsu.policy.input.ExactJson;
import io.bongsu.reports.ReportFinding;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A finding that passes now, and what it was at a cut-off. */
class CutOffTest {

    private static final Instant AS_OF = Instant.ofEpochMilli(1_500);

    @Test
    void aVerdictThatChangedLaterIsTakenBack() throws IOException {
        ReportFinding then = new CutOff(AS_OF)
                .finding(
                        stored(2_000),
                        json(
                                "{\"at\":1000,\"status\":\"FAIL\",\"state\":\"open\",\"message\":{\"en\":\"Open.\",\"ko\":\"열림.\"}}"));

        assertThat(then).isNotNull();
        assertThat(then.view().status()).isEqualTo(VerdictStatus.FAIL);
        assertThat(then.view().message().ko()).isEqualTo("열림.");
        assertThat(then.view().evidence()).isEqualTo(Map.of());
        assertThat(then.view().changedAt()).isEqualTo(Instant.ofEpochMilli(1_000));
        JsonNode ocsf = ExactJson.MAPPER.readTree(then.ocsf());
        assertThat(ocsf.at("/compliance/status_id").asInt()).isEqualTo(3);
        assertThat(ocsf.at("/finding_info/last_seen_time").asLong()).isEqualTo(1_500);
        assertThat(ocsf.has("start_time")).isFalse();
    }

    @Test
    void aHistoryThatHasLostTheChangeIsNeverAPass() throws IOException {
        ReportFinding then = new CutOff(AS_OF).finding(stored(2_000), MissingNode.getInstance());
        assertThat(then).isNotNull();
        assertThat(then.view().status()).isEqualTo(VerdictStatus.ERROR);
    }

    @Test
    void whatWasDeletedByThenIsLeftOut() throws IOException {
        JsonNode closed =
                json("{\"at\":1000,\"status\":\"PASS\",\"state\":\"closed\",\"message\":{\"en\":\"\",\"ko\":\"\"}}");
        assertThat(new CutOff(AS_OF).finding(stored(2_000), closed)).isNull();
    }

    @Test
    void whatHasNotChangedSinceStaysAsItIs() throws IOException {
        ReportFinding same = new CutOff(AS_OF).finding(stored(1_200), MissingNode.getInstance());
        assertThat(same).isNotNull();
        assertThat(same.view().status()).isEqualTo(VerdictStatus.PASS);
        assertThat(same.view().evidence()).containsEntry("a", true);
    }

    private static JsonNode stored(long changed) throws IOException {
        return json(
                """
                {"class_uid":2003,"class_name":"Compliance Finding","severity_id":4,"start_time":900,"end_time":900,"status_id":1,
                 "metadata":{"uid":"u-2000","logged_time":2000},"finding_info":{"uid":"u","first_seen_time":500,"last_seen_time":2000},
                 "resources":[{"uid":"r","name":"r","type":"AWS::EC2::Volume"}],"cloud":{"account":{"uid":"111122223333"},"region":"ap-northeast-2"},
                 "compliance":{"status_id":1,"status":"Pass","status_code":"PASS"},
                 "unmapped":{"rule":"x","status":"PASS","state":"open","changed_time":%d,"title":{"en":"","ko":""},"message":{"en":"Closed.","ko":"닫힘."},
                  "controls":["2.6.1"],"resource_id":"r","resource_arn":"","evidence":{"a":true}}}"""
                        .formatted(changed));
    }

    private static JsonNode json(String text) throws IOException {
        return ExactJson.MAPPER.readTree(text);
    }
}
