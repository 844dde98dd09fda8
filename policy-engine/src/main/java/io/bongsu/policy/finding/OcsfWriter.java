package io.bongsu.policy.finding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.contracts.FindingView;
import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.VerdictStatus;
import io.bongsu.policy.catalogue.Rule;
import io.bongsu.policy.catalogue.Trigger;
import io.bongsu.policy.input.ExactJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * Writes a finding as OCSF 1.5: a Compliance Finding (https://schema.ocsf.io/1.5.0/classes/compliance_finding) of a resource, a Detection
 * Finding (https://schema.ocsf.io/1.5.0/classes/detection_finding) of an event. What OCSF has no attribute for stands under {@code
 * unmapped}: the verdict's word, the second language, the evidence, the resource's key.
 */
public final class OcsfWriter {

    static final String VERSION = "1.5.0";

    private static final String PRODUCT = "Bongsu";
    private static final int CATEGORY_FINDINGS = 2;
    private static final int COMPLIANCE_FINDING = 2003;
    private static final int DETECTION_FINDING = 2004;
    private static final int AWS_ACCOUNT = 10;
    private static final int ANALYTIC_RULE = 1;

    /** Bytes of a record that is kept as evidence; a finding must fit into a Kafka record. */
    private static final int MAX_RECORD = 256 << 10;

    private final String productVersion;

    public OcsfWriter(String productVersion) {
        this.productVersion = productVersion;
    }

    /** The finding as UTF-8 JSON. */
    public byte[] write(Finding finding) {
        try {
            return ExactJson.MAPPER.writeValueAsBytes(tree(finding));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    ObjectNode tree(Finding finding) {
        Rule rule = finding.rule();
        boolean event = rule.trigger() == Trigger.EVENT;
        int classUid = event ? DETECTION_FINDING : COMPLIANCE_FINDING;
        FindingView.Resource resource = finding.subject().resource();
        ObjectNode ocsf = JsonNodeFactory.instance.objectNode();
        Activity activity = Activity.of(finding.state());
        ocsf.put("activity_id", activity.id).put("activity_name", activity.caption);
        ocsf.put("category_uid", CATEGORY_FINDINGS).put("category_name", "Findings");
        ocsf.put("class_uid", classUid).put("class_name", event ? "Detection Finding" : "Compliance Finding");
        ocsf.put("type_uid", classUid * 100 + activity.id)
                .put("type_name", (event ? "Detection Finding: " : "Compliance Finding: ") + activity.caption);
        // OCSF numbers severities from 1, in the order of our words.
        ocsf.put("severity_id", rule.severity().ordinal() + 1)
                .put("severity", caption(rule.severity().name()));
        boolean resolved = !finding.state().open();
        ocsf.put("status_id", resolved ? 4 : 1).put("status", resolved ? "Resolved" : "New");
        ocsf.put("time", finding.state().firstSeen());
        if (finding.subject().capturedAt() != null) {
            long at = finding.subject().capturedAt().toEpochMilli();
            ocsf.put("start_time", at).put("end_time", at);
        }
        ocsf.put("message", finding.verdict().message().en());
        ocsf.set("metadata", metadata(finding));
        ocsf.set("finding_info", info(finding));
        ocsf.putArray("resources").add(resource(resource));
        ObjectNode cloud = ocsf.putObject("cloud").put("provider", "AWS");
        cloud.putObject("account")
                .put("uid", resource.account())
                .put("type_id", AWS_ACCOUNT)
                .put("type", "AWS Account");
        cloud.put("region", resource.region());
        ObjectNode remediation =
                ocsf.putObject("remediation").put("desc", rule.remediation().en());
        rule.references().forEach(remediation.putArray("references")::add);
        if (event) {
            ocsf.put("is_alert", finding.verdict().status() == VerdictStatus.FAIL);
            ocsf.putArray("evidences").add(evidence(finding));
        } else {
            ocsf.set("compliance", compliance(finding));
        }
        ocsf.set("unmapped", unmapped(finding));
        return ocsf;
    }

    private ObjectNode metadata(Finding finding) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("version", VERSION);
        metadata.put("uid", finding.uid() + "-" + finding.state().evaluation());
        metadata.putArray("profiles").add("cloud");
        metadata.put("logged_time", finding.state().lastSeen());
        metadata.putObject("product")
                .put("name", PRODUCT)
                .put("vendor_name", PRODUCT)
                .put("version", productVersion);
        return metadata;
    }

    private static ObjectNode info(Finding finding) {
        Rule rule = finding.rule();
        FindingState state = finding.state();
        ObjectNode info = JsonNodeFactory.instance.objectNode();
        info.put("uid", finding.uid());
        info.put("title", rule.title().en());
        info.put("desc", rule.description().en());
        info.put("created_time", state.firstSeen());
        info.put("first_seen_time", state.firstSeen());
        info.put("last_seen_time", state.lastSeen());
        info.put("modified_time", state.changedAt());
        info.putArray("types").add(rule.trigger() == Trigger.EVENT ? "Detection" : "Compliance");
        info.putObject("analytic")
                .put("uid", rule.id())
                .put("name", rule.title().en())
                .put("type_id", ANALYTIC_RULE)
                .put("type", "Rule");
        return info;
    }

    private static ObjectNode resource(FindingView.Resource resource) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("uid", resource.arn().isEmpty() ? resource.id() : resource.arn());
        node.put("name", resource.name());
        node.put("type", resource.type());
        node.put("region", resource.region());
        if (resource.arn().startsWith("arn:")) {
            node.put("cloud_partition", resource.arn().split(":", 3)[1]);
        }
        node.putObject("owner").putObject("account").put("uid", resource.account());
        return node;
    }

    private static ObjectNode compliance(Finding finding) {
        Rule rule = finding.rule();
        ObjectNode compliance = JsonNodeFactory.instance.objectNode();
        ArrayNode standards = compliance.putArray("standards");
        // OCSF demands at least one; a guardrail that no pack uses is a standard of the product's own.
        (rule.standards().isEmpty() ? List.of(PRODUCT) : rule.standards()).forEach(standards::add);
        compliance.put("control", rule.id());
        rule.controls().forEach(compliance.putArray("requirements")::add);
        // https://schema.ocsf.io/1.5.0/objects/compliance: Warning is a check without result for want of information.
        switch (finding.verdict().status()) {
            case PASS -> compliance.put("status_id", 1).put("status", "Pass");
            case FAIL -> compliance.put("status_id", 3).put("status", "Fail");
            case ERROR -> compliance.put("status_id", 2).put("status", "Warning");
            case NOT_APPLICABLE -> compliance.put("status_id", 99).put("status", "Not applicable");
        }
        compliance.put("status_code", finding.verdict().status().name());
        compliance.put("status_detail", finding.verdict().message().en());
        return compliance;
    }

    private static ObjectNode evidence(Finding finding) {
        ObjectNode evidence = JsonNodeFactory.instance.objectNode();
        evidence.put("uid", finding.subject().key());
        byte[] record = finding.subject().record();
        ObjectNode data = evidence.putObject("data");
        if (record == null || record.length > MAX_RECORD) {
            return evidence;
        }
        try {
            JsonNode tree = ExactJson.MAPPER.readTree(record);
            evidence.putObject("api")
                    .put("operation", tree.path("eventName").asText(""))
                    .putObject("service")
                    .put("name", tree.path("eventSource").asText(""));
            data.set("aws_cloudtrail", tree);
        } catch (IOException e) {
            data.put("unreadable_bytes", record.length);
        }
        return evidence;
    }

    private static ObjectNode unmapped(Finding finding) {
        Rule rule = finding.rule();
        FindingState state = finding.state();
        ObjectNode own = JsonNodeFactory.instance.objectNode();
        own.put("rule", rule.id());
        own.put("status", finding.verdict().status().name());
        own.put("status_rank", rank(finding.verdict().status()));
        if (state.previous() != null) {
            own.put("previous_status", state.previous().name());
        }
        own.put("state", state.open() ? "open" : "closed");
        own.put("changed", state.justChanged());
        own.put("changed_time", state.changedAt());
        own.put("evaluation", state.evaluation());
        own.set("title", text(rule.title()));
        own.set("message", text(finding.verdict().message()));
        rule.controls().forEach(own.putArray("controls")::add);
        own.put("resource_id", finding.subject().resource().id());
        own.put("resource_arn", finding.subject().resource().arn());
        own.put("subject", finding.subject().key());
        own.set("evidence", finding.verdict().evidence());
        return own;
    }

    private static ObjectNode text(LocalText text) {
        return JsonNodeFactory.instance.objectNode().put("en", text.en()).put("ko", text.ko());
    }

    /** What needs someone first comes first. */
    private static int rank(VerdictStatus status) {
        return switch (status) {
            case FAIL -> 0;
            case ERROR -> 1;
            case PASS -> 2;
            case NOT_APPLICABLE -> 3;
        };
    }

    private static String caption(String word) {
        return word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT);
    }

    /** See the attribute {@code activity_id} of OCSF's finding classes. */
    private enum Activity {
        CREATE(1, "Create"),
        UPDATE(2, "Update"),
        CLOSE(3, "Close");

        private final int id;
        private final String caption;

        Activity(int id, String caption) {
            this.id = id;
            this.caption = caption;
        }

        static Activity of(FindingState state) {
            if (!state.open()) {
                return CLOSE;
            }
            return state.evaluation() == state.firstSeen() ? CREATE : UPDATE;
        }
    }
}
