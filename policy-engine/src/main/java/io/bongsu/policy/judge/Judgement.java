package io.bongsu.policy.judge;

import io.bongsu.contracts.LocalText;
import java.util.List;

/** What came of asking. */
public sealed interface Judgement {

    /**
     * OPA answered.
     *
     * @param verdicts one for each question, in their order
     */
    record Answered(List<Verdict> verdicts) implements Judgement {
        public Answered {
            verdicts = List.copyOf(verdicts);
        }
    }

    /**
     * OPA could not be asked; asking again later makes sense.
     *
     * @param words why, for people
     */
    record Unanswered(LocalText words) implements Judgement {}
}
