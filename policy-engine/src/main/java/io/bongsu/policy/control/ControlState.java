package io.bongsu.policy.control;

/** Where a control stands. */
public enum ControlState {
    /** Somebody attests it, somebody else has accepted that, and no guardrail says otherwise. */
    MET,
    /** Part of it is met. */
    PARTLY,
    NOT_MET,
    /** Nobody's word counts at the moment, and nothing proves that it is not met. */
    NOT_ASSESSED,
    /** Nothing in the scope is what it is about; somebody says why, and somebody else has accepted that. */
    NOT_APPLICABLE
}
