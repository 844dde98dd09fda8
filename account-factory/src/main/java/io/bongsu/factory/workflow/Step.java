package io.bongsu.factory.workflow;

import java.time.Duration;
import java.util.Optional;

/**
 * One step of vending. {@link #run} may be called again at any moment and from any instance: it looks whether what it wants is so, writes
 * what it is about to do ({@link StepContext#intend}) before the first call that changes anything, acts once, and answers.
 */
public interface Step {

    /** The result of the step that knows it: the account's id. */
    String ACCOUNT_ID = "account_id";

    /** The result of a step that moves the account: where it is now. */
    String OU_ID = "ou_id";

    /** Lower-case words with hyphens; the name of its page in docs/account-factory/steps. */
    String name();

    /** What it does, in a few words for people. */
    String title();

    Outcome run(StepContext context);

    /** Takes back what it did, as far as that is needed; called for steps that have begun, last one first. May be called again too. */
    default Outcome undo(StepContext context) {
        return Outcome.done();
    }

    /** How long it may wait for AWS before it is held for the operator. */
    default Duration waitLimit() {
        return Duration.ofMinutes(30);
    }

    /** How long it takes as a rule, for the estimate. */
    default Duration typical() {
        return Duration.ofSeconds(2);
    }

    /** Whether the account can be had without it. */
    default boolean skippable() {
        return true;
    }

    /** Whether nothing of the request can be taken back once this step has begun. */
    default boolean irrevocable() {
        return false;
    }

    /** The kind of slot that its end frees. */
    default Optional<String> frees() {
        return Optional.empty();
    }
}
