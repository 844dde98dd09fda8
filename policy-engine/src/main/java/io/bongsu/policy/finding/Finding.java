package io.bongsu.policy.finding;

import static java.util.Objects.requireNonNull;

import io.bongsu.policy.catalogue.Rule;
import io.bongsu.policy.judge.Verdict;

/**
 * One guardrail's newest verdict on one subject, with its history in short.
 *
 * @param rule which guardrail
 * @param subject what was judged
 * @param verdict what it said
 * @param state since when
 */
public record Finding(Rule rule, Subject subject, Verdict verdict, FindingState state) {

    public Finding {
        requireNonNull(rule, "rule");
        requireNonNull(subject, "subject");
        requireNonNull(verdict, "verdict");
        requireNonNull(state, "state");
    }

    public String uid() {
        return FindingUid.of(rule.id(), subject.key());
    }
}
