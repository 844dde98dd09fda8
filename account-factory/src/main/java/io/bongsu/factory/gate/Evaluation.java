package io.bongsu.factory.gate;

import com.fasterxml.jackson.databind.JsonNode;
import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.VerdictStatus;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the policy engine answers, every part checked: whatever isn't exactly of this form is no answer.
 *
 * @param pack by which pack
 * @param evaluatedAt when
 * @param verdicts one for each resource and each guardrail of the pack
 * @param unasked guardrails of the pack that no resource was a matter of
 */
record Evaluation(Pack pack, Instant evaluatedAt, List<Verdict> verdicts, List<String> unasked) {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    Evaluation {
        present(pack, "pack");
        present(evaluatedAt, "evaluated_at");
        present(verdicts, "verdicts");
        present(unasked, "unasked");
        verdicts = List.copyOf(verdicts);
        unasked = List.copyOf(unasked);
    }

    /**
     * Which pack, exactly.
     *
     * @param fingerprint SHA-256 over all guardrails, libraries and packs
     */
    record Pack(String id, String version, String fingerprint) {
        Pack {
            present(id, "pack.id");
            present(version, "pack.version");
            hash(fingerprint, "pack.fingerprint");
        }
    }

    /** Which resource. */
    record Resource(String type, String id, String account, String region) {
        Resource {
            present(type, "resource.type");
            present(id, "resource.id");
            present(account, "resource.account");
            present(region, "resource.region");
        }
    }

    /**
     * One guardrail's verdict on one resource.
     *
     * @param evidence by path
     * @param inputSha256 of what the guardrail was shown of the resource
     */
    record Verdict(
            String rule,
            @Nullable String severity,
            @Nullable LocalText title,
            VerdictStatus status,
            Resource resource,
            @Nullable LocalText message,
            @Nullable JsonNode evidence,
            @Nullable LocalText remediation,
            String inputSha256) {
        Verdict {
            present(rule, "verdicts.rule");
            present(status, "verdicts.status");
            present(resource, "verdicts.resource");
            hash(inputSha256, "verdicts.input_sha256");
        }

        boolean passed() {
            return status == VerdictStatus.PASS;
        }

        boolean closes() {
            return status == VerdictStatus.FAIL || status == VerdictStatus.ERROR;
        }
    }

    private static void present(@Nullable Object given, String field) {
        if (given == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
    }

    private static void hash(@Nullable String given, String field) {
        present(given, field);
        if (!HASH.matcher(String.valueOf(given)).matches()) {
            throw new IllegalArgumentException("%s is '%s'; expected 64 hexadecimal digits".formatted(field, given));
        }
    }
}
