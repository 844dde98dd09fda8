package io.bongsu.policy.topology;

import io.bongsu.contracts.LocalText;
import io.bongsu.policy.catalogue.Rule;
import io.bongsu.policy.finding.Subject;
import io.bongsu.policy.input.RuleInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change made ready to be judged.
 *
 * @param entry the change as it waits
 * @param subject what is judged
 * @param rules the guardrails to ask
 * @param input what they are asked about; null where they need not or can't be asked
 * @param problem why they can't be asked, or null
 * @param gone whether the subject no longer exists
 */
record Docket(
        Waiting.Entry entry,
        Subject subject,
        List<Rule> rules,
        @Nullable RuleInput input,
        @Nullable LocalText problem,
        boolean gone) {

    /** How many questions it has for OPA. */
    int questions() {
        return input == null ? 0 : rules.size();
    }
}
