package io.bongsu.reports.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.bongsu.reports.Assessment;
import io.bongsu.reports.ControlState;
import io.bongsu.reports.tally.Counts;
import io.bongsu.reports.tally.Results;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The report as OSCAL assessment results (https://pages.nist.gov/OSCAL-Reference/models/v1.2.0/assessment-results/json-reference/): one
 * observation per guardrail whose subjects are the accounts where something is wrong, one finding per control that applies. Every UUID is
 * made of the report's data (RFC 9562, version 5).
 */
public final class OscalFile {

    private static final String OSCAL = "1.2.0";
    private static final String NAMESPACE = "urn:bongsu:oscal";
    private static final UUID ROOT = UUID.fromString("6f0d1c5e-9c1b-5a53-8d2e-6a1f2b3c4d5e");

    private final JsonGenerator json;
    private final Assessment assessment;
    private final Results results;
    private final String seed;

    private OscalFile(JsonGenerator json, Assessment assessment, Results results) {
        this.json = json;
        this.assessment = assessment;
        this.results = results;
        this.seed = assessment.organization() + "|" + assessment.pack().id() + "|" + assessment.asOf();
    }

    /** Writes everything and closes the stream. */
    public static void write(OutputStream out, Assessment assessment, Results results) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter()) {
            new OscalFile(json, assessment, results).document();
        }
    }

    private void document() throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("assessment-results");
        json.writeStringField("uuid", id("document"));
        metadata();
        json.writeObjectFieldStart("import-ap");
        json.writeStringField("href", "#" + id("plan"));
        json.writeEndObject();
        json.writeArrayFieldStart("results");
        result();
        json.writeEndArray();
        json.writeObjectFieldStart("back-matter");
        json.writeArrayFieldStart("resources");
        json.writeStartObject();
        json.writeStringField("uuid", id("plan"));
        json.writeStringField("title", "Continuous assessment by guardrails");
        json.writeStringField(
                "description",
                "Every change of a resource is judged by the guardrails of the pack %s %s; people attest what no guardrail can judge."
                        .formatted(assessment.pack().id(), assessment.pack().version()));
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void metadata() throws IOException {
        json.writeObjectFieldStart("metadata");
        json.writeStringField("title", line(assessment.pack().title().en() + ": " + assessment.organization()));
        json.writeStringField("last-modified", assessment.asOf().toString());
        json.writeStringField("version", assessment.asOf().toString());
        json.writeStringField("oscal-version", OSCAL);
        json.writeArrayFieldStart("props");
        prop("pack-version", assessment.pack().version());
        prop("pack-fingerprint", assessment.pack().fingerprint());
        json.writeEndArray();
        json.writeEndObject();
    }

    private void result() throws IOException {
        json.writeStartObject();
        json.writeStringField("uuid", id("result"));
        json.writeStringField("title", "State as of " + assessment.asOf());
        json.writeStringField(
                "description",
                "%d verdicts of guardrails in %d accounts"
                        .formatted(results.total().total(), results.accounts().size()));
        json.writeStringField("start", assessment.asOf().toString());
        json.writeStringField("end", assessment.asOf().toString());
        accounts();
        reviewed();
        attestations();
        observations();
        findings();
        json.writeEndObject();
    }

    private void accounts() throws IOException {
        if (results.accounts().isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("local-definitions");
        json.writeArrayFieldStart("inventory-items");
        for (String account : results.accounts().keySet()) {
            json.writeStartObject();
            json.writeStringField("uuid", account(account));
            json.writeStringField("description", "AWS account " + account);
            json.writeArrayFieldStart("props");
            prop("account-id", account);
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void reviewed() throws IOException {
        json.writeObjectFieldStart("reviewed-controls");
        json.writeArrayFieldStart("control-selections");
        json.writeStartObject();
        selection("include-controls", true);
        selection("exclude-controls", false);
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private void selection(String name, boolean applies) throws IOException {
        List<Results.ControlResult> controls = results.controls().stream()
                .filter(each -> applies(each) == applies)
                .toList();
        if (controls.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(name);
        for (Results.ControlResult each : controls) {
            json.writeStartObject();
            json.writeStringField("control-id", control(each));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void attestations() throws IOException {
        if (results.controls().stream()
                .allMatch(each -> each.control().attestations().isEmpty())) {
            return;
        }
        json.writeArrayFieldStart("attestations");
        for (Results.ControlResult each : results.controls()) {
            for (Assessment.Attestation attestation : each.control().attestations()) {
                json.writeStartObject();
                json.writeArrayFieldStart("parts");
                json.writeStartObject();
                json.writeStringField("name", "statement");
                json.writeStringField(
                        "title",
                        line("%s, by %s at %s, %s"
                                .formatted(
                                        control(each),
                                        attestation.by(),
                                        attestation.at(),
                                        attestation.state().en())));
                json.writeStringField("prose", attestation.statement().isBlank() ? "-" : attestation.statement());
                json.writeEndObject();
                json.writeEndArray();
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    /** One per guardrail, though it may answer several controls. */
    private void observations() throws IOException {
        Map<String, Assessment.Rule> rules = new LinkedHashMap<>();
        results.controls().forEach(each -> each.rules().keySet().forEach(rule -> rules.put(rule.id(), rule)));
        if (rules.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("observations");
        for (Assessment.Rule rule : rules.values()) {
            Map<String, Counts> accounts = results.rule(rule.id());
            Counts counts = accounts.values().stream().reduce(Counts.NONE, Counts::plus);
            json.writeStartObject();
            json.writeStringField("uuid", observation(rule));
            json.writeStringField("title", line(rule.title().en()));
            json.writeStringField(
                    "description",
                    "The guardrail %s passed %d times, failed %d times, could not be judged %d times and did not apply %d times."
                            .formatted(
                                    rule.id(), counts.pass(), counts.fail(), counts.error(), counts.notApplicable()));
            json.writeArrayFieldStart("methods");
            json.writeString("TEST");
            json.writeEndArray();
            subjects(accounts);
            json.writeStringField("collected", assessment.asOf().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void subjects(Map<String, Counts> accounts) throws IOException {
        if (accounts.values().stream().allMatch(each -> each.wrong() == 0)) {
            return;
        }
        json.writeArrayFieldStart("subjects");
        for (Map.Entry<String, Counts> each : accounts.entrySet()) {
            if (each.getValue().wrong() > 0) {
                json.writeStartObject();
                json.writeStringField("subject-uuid", account(each.getKey()));
                json.writeStringField("type", "inventory-item");
                json.writeArrayFieldStart("props");
                prop("failed", Long.toString(each.getValue().fail()));
                prop("not-judged", Long.toString(each.getValue().error()));
                json.writeEndArray();
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private void findings() throws IOException {
        if (results.controls().stream().noneMatch(OscalFile::applies)) {
            return;
        }
        json.writeArrayFieldStart("findings");
        for (Results.ControlResult each : results.controls()) {
            if (applies(each)) {
                finding(each);
            }
        }
        json.writeEndArray();
    }

    private void finding(Results.ControlResult each) throws IOException {
        json.writeStartObject();
        json.writeStringField("uuid", id("finding/" + each.control().id()));
        json.writeStringField(
                "title", line(each.control().id() + " " + each.control().title().en()));
        json.writeStringField("description", each.state().label().en());
        json.writeObjectFieldStart("target");
        json.writeStringField("type", "objective-id");
        json.writeStringField("target-id", control(each) + "_obj");
        json.writeObjectFieldStart("status");
        json.writeStringField("state", each.state() == ControlState.MET ? "satisfied" : "not-satisfied");
        json.writeStringField(
                "reason",
                switch (each.state()) {
                    case MET -> "pass";
                    case NOT_MET -> "fail";
                    default -> "other";
                });
        json.writeStringField("remarks", each.state().label().en());
        json.writeEndObject();
        json.writeEndObject();
        if (!each.rules().isEmpty()) {
            json.writeArrayFieldStart("related-observations");
            for (Assessment.Rule rule : each.rules().keySet()) {
                json.writeStartObject();
                json.writeStringField("observation-uuid", observation(rule));
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void prop(String name, String value) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("ns", NAMESPACE);
        json.writeStringField("value", value);
        json.writeEndObject();
    }

    private static boolean applies(Results.ControlResult result) {
        return result.state() != ControlState.NOT_APPLICABLE;
    }

    /** OSCAL's ids begin with a letter. */
    private String control(Results.ControlResult result) {
        return assessment.pack().id() + "-" + result.control().id();
    }

    private String observation(Assessment.Rule rule) {
        return id("observation/" + rule.id());
    }

    private String account(String account) {
        return id("account/" + account);
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private String id(String name) {
        return uuid(seed + "|" + name).toString();
    }

    static UUID uuid(String name) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(ByteBuffer.allocate(16)
                    .putLong(ROOT.getMostSignificantBits())
                    .putLong(ROOT.getLeastSignificantBits())
                    .flip());
            ByteBuffer hash = ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
            long high = (hash.getLong() & ~0xF000L) | 0x5000L;
            long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 is in every JDK", e);
        }
    }
}
