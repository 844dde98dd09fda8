package io.bongsu.policy.attestation;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants to attest.
 *
 * @param outcome what it comes to
 * @param method how they found out
 * @param text in their words
 * @param reason why the control does not apply; null for other outcomes
 * @param nothingToJudge guardrails that judged nothing because there is nothing to judge
 * @param files evidence that is in the store already, by hash, with the name it is to have
 */
public record Statement(
        Outcome outcome,
        Method method,
        String text,
        @Nullable String reason,
        List<String> nothingToJudge,
        List<File> files) {

    public Statement {
        requireNonNull(outcome, "outcome");
        requireNonNull(method, "method");
        requireNonNull(text, "text");
        nothingToJudge = List.copyOf(nothingToJudge);
        files = List.copyOf(files);
    }

    /** Evidence that is in the store. */
    public record File(String sha256, String name) {}
}
