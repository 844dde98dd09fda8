package io.bongsu.policy.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.contracts.FindingView;
import io.bongsu.contracts.VerdictStatus;
import io.bongsu.policy.finding.OcsfReader;
import io.bongsu.policy.input.ExactJson;
import io.bongsu.reports.ReportFinding;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A stored finding as it stood at a cut-off. */
final class CutOff {

    private final long asOf;

    CutOff(Instant asOf) {
        this.asOf = asOf.toEpochMilli();
    }

    /**
     * @param ocsf as it is stored now
     * @param then the change that held at the cut-off, where it has changed since; missing otherwise
     * @return null where its resource had been deleted by then
     */
    @Nullable ReportFinding finding(JsonNode ocsf, JsonNode then) throws IOException {
        ObjectNode finding = ocsf.deepCopy();
        boolean later = finding.at("/unmapped/changed_time").asLong() > asOf;
        if (later) {
            takeBack(finding, then);
        }
        if (!finding.at("/unmapped/state").asText().equals("open")) {
            return null;
        }
        confirmedLater(finding);
        FindingView view = OcsfReader.view(finding);
        return new ReportFinding(view, ExactJson.MAPPER.writeValueAsBytes(finding));
    }

    /** A history that has lost the change leaves a finding that nobody can speak for: it could not be judged. */
    private void takeBack(ObjectNode finding, JsonNode then) {
        ObjectNode own = (ObjectNode) finding.path("unmapped");
        VerdictStatus status = then.isMissingNode()
                ? VerdictStatus.ERROR
                : VerdictStatus.valueOf(then.path("status").asText());
        own.put("status", status.name());
        own.put("state", then.isMissingNode() ? "open" : then.path("state").asText());
        own.put("changed_time", then.isMissingNode() ? asOf : then.path("at").asLong());
        own.remove("previous_status");
        own.putObject("evidence");
        own.remove("status_rank");
        if (then.isMissingNode()) {
            own.putObject("message")
                    .put("en", "The history has no verdict of the cut-off.")
                    .put("ko", "변경 이력에 기준 시점의 판정이 없음.");
        } else {
            own.set("message", then.path("message"));
        }
        finding.put("message", own.at("/message/en").asText());
        finding.put("activity_id", 2).put("activity_name", "Update");
        finding.put("status_id", 1).put("status", "New");
        finding.put("type_uid", finding.path("class_uid").asInt() * 100 + 2);
        finding.put("type_name", finding.path("class_name").asText() + ": Update");
        ((ObjectNode) finding.path("finding_info"))
                .put("modified_time", own.path("changed_time").asLong());
        // What was seen later is not the cut-off's.
        finding.remove("start_time");
        finding.remove("end_time");
        finding.remove("evidences");
        if (finding.path("compliance") instanceof ObjectNode compliance) {
            compliance(compliance, status, own.at("/message/en").asText());
        }
    }

    private static void compliance(ObjectNode compliance, VerdictStatus status, String message) {
        switch (status) {
            case PASS -> compliance.put("status_id", 1).put("status", "Pass");
            case FAIL -> compliance.put("status_id", 3).put("status", "Fail");
            case ERROR -> compliance.put("status_id", 2).put("status", "Warning");
            case NOT_APPLICABLE -> compliance.put("status_id", 99).put("status", "Not applicable");
        }
        compliance.put("status_code", status.name());
        compliance.put("status_detail", message);
    }

    /** When a finding was last confirmed changes without the finding; what lies after the cut-off would make each report another. */
    private void confirmedLater(ObjectNode finding) {
        ObjectNode info = (ObjectNode) finding.path("finding_info");
        if (info.path("last_seen_time").asLong() > asOf) {
            info.put("last_seen_time", asOf);
            ObjectNode metadata = (ObjectNode) finding.path("metadata");
            metadata.put("logged_time", asOf);
            metadata.put("uid", info.path("uid").asText() + "-" + asOf);
            ((ObjectNode) finding.path("unmapped")).put("evaluation", asOf).put("changed", false);
        }
    }
}
