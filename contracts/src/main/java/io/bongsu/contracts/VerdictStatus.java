package io.bongsu.contracts;

/** What a guardrail says of a resource or an event. */
public enum VerdictStatus {
    PASS,
    FAIL,
    NOT_APPLICABLE,
    /** It could not be judged. Never counted as compliant. */
    ERROR
}
