package io.bongsu.policy.judge;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.VerdictStatus;

/**
 * What became of one question.
 *
 * @param status the guardrail's answer, or {@code ERROR} when there is no well-formed one
 * @param message why, in words
 * @param evidence paths of the input and their values that decided; empty for an error
 */
public record Verdict(VerdictStatus status, LocalText message, ObjectNode evidence) {

    public Verdict {
        requireNonNull(status, "status");
        requireNonNull(message, "message");
        requireNonNull(evidence, "evidence");
    }

    /** The guardrail could not be judged. */
    public static Verdict error(LocalText message) {
        return new Verdict(VerdictStatus.ERROR, message, JsonNodeFactory.instance.objectNode());
    }
}
