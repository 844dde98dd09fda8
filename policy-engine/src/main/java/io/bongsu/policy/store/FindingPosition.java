package io.bongsu.policy.store;

/**
 * A place in the list of findings, which is sorted by these three.
 *
 * @param severity OCSF's {@code severity_id}, the worst first
 * @param rank of the status: FAIL, ERROR, PASS, NOT_APPLICABLE
 * @param uid the finding's
 */
public record FindingPosition(int severity, int rank, String uid) {}
