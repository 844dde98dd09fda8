package io.bongsu.policy.attestation;

/** How a person finds out whether a control is met. */
public enum Method {
    /** Policies, minutes, contracts, records are read. */
    DOCUMENT_REVIEW,
    /** Those who do it are asked. */
    INTERVIEW,
    /** The place is looked at. */
    INSPECTION,
    /** A system's settings or logs are looked at. */
    SYSTEM_CHECK
}
