package io.bongsu.policy.api;

import io.bongsu.contracts.Severity;
import io.bongsu.contracts.VerdictStatus;
import java.util.List;
import java.util.Map;

/**
 * Open findings, counted.
 *
 * @param total all of them
 * @param statuses by status
 * @param severities by severity and status
 * @param accounts by account and status
 */
public record FindingsSummary(
        long total, Map<VerdictStatus, Long> statuses, List<OfSeverity> severities, List<OfAccount> accounts) {

    public FindingsSummary {
        statuses = Map.copyOf(statuses);
        severities = List.copyOf(severities);
        accounts = List.copyOf(accounts);
    }

    /** The findings of one severity. */
    public record OfSeverity(Severity severity, long pass, long fail, long notApplicable, long error) {}

    /** The findings of one account. */
    public record OfAccount(String account, long pass, long fail, long notApplicable, long error) {}
}
