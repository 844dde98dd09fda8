package io.bongsu.policy.catalogue;

/** What makes a guardrail be asked. */
public enum Trigger {
    /** A change of a resource's configuration. */
    CONFIGURATION,
    /** A CloudTrail record. */
    EVENT
}
