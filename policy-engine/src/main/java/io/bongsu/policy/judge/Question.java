package io.bongsu.policy.judge;

import static java.util.Objects.requireNonNull;

import io.bongsu.policy.catalogue.Rule;
import io.bongsu.policy.input.RuleInput;

/**
 * One guardrail asked about one resource or event.
 *
 * @param rule which guardrail
 * @param input what it is about
 */
public record Question(Rule rule, RuleInput input) {

    public Question {
        requireNonNull(rule, "rule");
        requireNonNull(input, "input");
    }
}
