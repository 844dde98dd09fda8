package io.bongsu.contracts;

/** How bad a failed guardrail is; the words are OCSF's. */
public enum Severity {
    INFORMATIONAL,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}
