package io.bongsu.policy.control;

/** What a control's guardrails say together, over all accounts of the scope. */
public enum MachineVerdict {
    /** No guardrail answers it. */
    NONE,
    /** At least one verdict passes; the others pass too or don't apply. */
    PASS,
    /** Every verdict says that the guardrail does not apply. */
    NOT_APPLICABLE,
    /** None fails, all could be judged, but a guardrail has judged nothing and nobody says why. */
    MISSING,
    /** None fails, and at least one resource could not be judged. */
    ERROR,
    /** At least one verdict fails. */
    FAIL
}
