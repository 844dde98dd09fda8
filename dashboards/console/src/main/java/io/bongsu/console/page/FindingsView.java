package io.bongsu.console.page;

import io.bongsu.console.upstream.PolicyEngine;
import io.bongsu.contracts.FindingView;
import io.bongsu.contracts.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of findings.
 *
 * @param items null when the policy engine did not answer
 */
public record FindingsView(
        Filters filters,
        List<Choice> statuses,
        List<PolicyEngine.RuleHead> rules,
        @Nullable List<FindingView> items,
        long total,
        @Nullable String next,
        String first,
        boolean paged,
        String withoutControl) {

    /** Severities to choose from, gravest first. */
    public List<String> severities() {
        return List.of(Severity.values()).reversed().stream()
                .map(Severity::name)
                .toList();
    }

    /** What the filters are set to; empty for any. */
    public record Filters(
            String status, String severity, String rule, String account, String control, String q, String state) {

        public boolean narrowed() {
            return !(severity.isEmpty() && rule.isEmpty() && account.isEmpty() && control.isEmpty() && q.isEmpty());
        }
    }

    /** One position of the status switch. */
    public record Choice(String key, boolean chosen, String href) {}
}
