package io.bongsu.policy.attestation;

/** What a person states of a control. */
public enum Outcome {
    MET,
    PARTLY,
    NOT_MET,
    /** Nothing in the scope is what the control is about; needs a reason. */
    NOT_APPLICABLE
}
