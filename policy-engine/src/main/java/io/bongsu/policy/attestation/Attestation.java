package io.bongsu.policy.attestation;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person states of a control, and what a second one says to it.
 *
 * @param id of this statement
 * @param control for example {@code 2.2.4}
 * @param outcome what it comes to
 * @param method how the author found out
 * @param statement in the author's words
 * @param reason why the control does not apply; null for other outcomes
 * @param nothingToJudge guardrails that judged nothing because there is nothing to judge
 * @param evidence files that prove it
 * @param author who says so
 * @param attestedAt when
 * @param validUntil the last day that it counts
 * @param review null while nobody has reviewed it
 */
public record Attestation(
        UUID id,
        String control,
        Outcome outcome,
        Method method,
        String statement,
        @Nullable String reason,
        List<String> nothingToJudge,
        List<EvidenceFile> evidence,
        String author,
        Instant attestedAt,
        LocalDate validUntil,
        @Nullable Review review) {

    public Attestation {
        requireNonNull(id, "id");
        requireNonNull(outcome, "outcome");
        requireNonNull(validUntil, "validUntil");
        nothingToJudge = List.copyOf(nothingToJudge);
        evidence = List.copyOf(evidence);
    }

    /** Whether it counts on that day, once accepted. */
    public boolean validOn(LocalDate day) {
        return !day.isAfter(validUntil);
    }
}
