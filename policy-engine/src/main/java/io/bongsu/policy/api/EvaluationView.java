package io.bongsu.policy.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.Severity;
import io.bongsu.contracts.VerdictStatus;
import io.bongsu.policy.evaluation.Evaluation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The answer to an evaluation.
 *
 * @param pack by which pack
 * @param evaluatedAt when
 * @param summary verdicts by status
 * @param verdicts one for each resource and each guardrail of the pack that judges its type
 * @param unasked guardrails of the pack that no given resource is a matter of
 */
public record EvaluationView(
        PackVersion pack,
        Instant evaluatedAt,
        Map<VerdictStatus, Long> summary,
        List<VerdictView> verdicts,
        List<String> unasked) {

    /**
     * Which pack, exactly.
     *
     * @param fingerprint SHA-256 over all guardrails, libraries and packs
     */
    public record PackVersion(String id, String version, String fingerprint) {}

    /** Which resource. */
    public record ResourceView(String type, String id, String account, String region) {}

    /**
     * One guardrail's verdict on one resource.
     *
     * @param inputSha256 of what the guardrail was shown of the resource
     */
    public record VerdictView(
            String rule,
            Severity severity,
            LocalText title,
            VerdictStatus status,
            ResourceView resource,
            LocalText message,
            @Schema(implementation = Object.class) JsonNode evidence,
            LocalText remediation,
            String inputSha256) {}

    static EvaluationView of(Evaluation evaluation) {
        return new EvaluationView(
                new PackVersion(evaluation.pack().id(), evaluation.pack().version(), evaluation.fingerprint()),
                evaluation.at(),
                evaluation.summary(),
                evaluation.verdicts().stream().map(EvaluationView::view).toList(),
                evaluation.unasked());
    }

    private static VerdictView view(Evaluation.OfResource each) {
        return new VerdictView(
                each.rule().id(),
                each.rule().severity(),
                each.rule().title(),
                each.verdict().status(),
                new ResourceView(
                        each.resource().type(),
                        each.resource().id(),
                        each.resource().account(),
                        each.resource().region()),
                each.verdict().message(),
                each.verdict().evidence(),
                each.rule().remediation(),
                each.inputSha256());
    }
}
