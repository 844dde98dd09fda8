package io.bongsu.factory.gate;

import com.fasterxml.jackson.databind.JsonNode;
import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.VerdictStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the gate found. JSON names are snake_case.
 *
 * @param id the report's own
 * @param request whose account
 * @param account twelve digits
 * @param at when the account was read
 * @param open whether it let the account through
 * @param code why not, for programs
 * @param reason why not, in words
 * @param pack by which pack; none where nothing was judged
 * @param judgedAt when the policy engine judged
 * @param failing the verdicts that keep it shut, with what to do
 * @param verdicts all verdicts
 * @param unasked guardrails of the pack that were not asked
 * @param unanswered what AWS didn't say when the account was read
 */
public record GateReport(
        UUID id,
        UUID request,
        String account,
        Instant at,
        boolean open,
        @Nullable String code,
        @Nullable String reason,
        @Nullable Pack pack,
        @Nullable Instant judgedAt,
        List<Failing> failing,
        List<Judged> verdicts,
        List<String> unasked,
        List<Unanswered> unanswered) {

    public GateReport {
        failing = List.copyOf(failing);
        verdicts = List.copyOf(verdicts);
        unasked = List.copyOf(unasked);
        unanswered = List.copyOf(unanswered);
    }

    /**
     * Which pack, exactly.
     *
     * @param fingerprint SHA-256 over all guardrails, libraries and packs
     */
    public record Pack(String id, String version, String fingerprint) {}

    /**
     * A verdict.
     *
     * @param region where, or {@code global}
     * @param inputSha256 of what the guardrail was shown
     */
    public record Judged(String rule, String region, VerdictStatus status, String inputSha256) {}

    /** A verdict that keeps the gate shut. */
    public record Failing(
            String rule,
            String region,
            VerdictStatus status,
            @Nullable String severity,
            @Nullable LocalText title,
            @Nullable LocalText message,
            @Schema(implementation = Object.class) @Nullable JsonNode evidence,
            @Nullable LocalText remediation) {}

    /**
     * A question that AWS didn't answer.
     *
     * @param region where it was asked, or {@code global}
     * @param operation as IAM names it
     * @param code why there was no answer
     * @param message the same in AWS' words
     */
    public record Unanswered(String region, String operation, String code, String message) {}
}
