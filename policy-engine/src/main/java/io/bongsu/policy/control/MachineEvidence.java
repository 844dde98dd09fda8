package io.bongsu.policy.control;

import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.Severity;
import io.bongsu.contracts.VerdictStatus;
import io.bongsu.policy.catalogue.Trigger;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a control's guardrails found in the accounts of the scope.
 *
 * @param verdict what they say together
 * @param rules each of them; empty where none answers the control
 */
public record MachineEvidence(MachineVerdict verdict, List<OfRule> rules) {

    public MachineEvidence {
        rules = List.copyOf(rules);
    }

    /**
     * What one guardrail found.
     *
     * @param id the guardrail's
     * @param severity how bad a failure is
     * @param title what it demands
     * @param trigger what makes it be asked
     * @param counts open verdicts by status, every status there is
     * @param accounts the same by account, sorted; an account without a verdict is not in it
     */
    public record OfRule(
            String id,
            Severity severity,
            LocalText title,
            Trigger trigger,
            Map<VerdictStatus, Long> counts,
            Map<String, Map<VerdictStatus, Long>> accounts) {

        public OfRule {
            counts = Collections.unmodifiableMap(new EnumMap<>(counts));
            accounts = Collections.unmodifiableMap(new TreeMap<>(accounts));
        }

        /** Sums up what the accounts have. */
        static Map<VerdictStatus, Long> total(Map<String, Map<VerdictStatus, Long>> accounts) {
            Map<VerdictStatus, Long> total = new EnumMap<>(VerdictStatus.class);
            for (VerdictStatus status : VerdictStatus.values()) {
                total.put(
                        status,
                        accounts.values().stream()
                                .mapToLong(counts -> counts.getOrDefault(status, 0L))
                                .sum());
            }
            return total;
        }

        /** Whether it has judged nothing in any account of the scope. */
        public boolean silent() {
            return accounts.isEmpty();
        }

        private boolean has(VerdictStatus status) {
            return counts.getOrDefault(status, 0L) > 0;
        }
    }

    /**
     * What the guardrails of a control say together.
     *
     * @param explained guardrails that people say have nothing to judge
     */
    static MachineEvidence of(List<OfRule> rules, Set<String> explained) {
        return new MachineEvidence(verdict(rules, explained), rules);
    }

    private static MachineVerdict verdict(List<OfRule> rules, Set<String> explained) {
        if (rules.isEmpty()) {
            return MachineVerdict.NONE;
        }
        if (rules.stream().anyMatch(rule -> rule.has(VerdictStatus.FAIL))) {
            return MachineVerdict.FAIL;
        }
        if (rules.stream().anyMatch(rule -> rule.has(VerdictStatus.ERROR))) {
            return MachineVerdict.ERROR;
        }
        if (rules.stream().allMatch(OfRule::silent)) {
            return rules.stream().allMatch(rule -> explained.contains(rule.id()))
                    ? MachineVerdict.NOT_APPLICABLE
                    : MachineVerdict.MISSING;
        }
        // That no event came is what its guardrail hopes for; that no resource was seen is a gap until somebody says
        // why.
        if (rules.stream()
                .anyMatch(rule ->
                        rule.silent() && rule.trigger() == Trigger.CONFIGURATION && !explained.contains(rule.id()))) {
            return MachineVerdict.MISSING;
        }
        return rules.stream().anyMatch(rule -> rule.has(VerdictStatus.PASS))
                ? MachineVerdict.PASS
                : MachineVerdict.NOT_APPLICABLE;
    }
}
