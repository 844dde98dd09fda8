package io.bongsu.policy.recorded;

import static java.util.Objects.requireNonNull;

import io.bongsu.policy.input.RuleInput;
import java.util.Optional;

/**
 * One resource or event that another project judged.
 *
 * @param source folder of the resources it was copied to
 * @param name the other project's rule and test, unique within the source
 * @param rule id of the guardrail of ours that answers the same question
 * @param opinion what the other project said
 * @param input what our guardrail sees; empty when the engine would not ask it, because the record doesn't match
 */
record RecordedCase(String source, String name, String rule, Opinion opinion, Optional<RuleInput> input) {

    RecordedCase {
        requireNonNull(source, "source");
        requireNonNull(name, "name");
        requireNonNull(rule, "rule");
        requireNonNull(opinion, "opinion");
        requireNonNull(input, "input");
    }

    /** By which differences.yaml names it. */
    String key() {
        return "%s/%s → %s".formatted(source, name, rule);
    }
}
