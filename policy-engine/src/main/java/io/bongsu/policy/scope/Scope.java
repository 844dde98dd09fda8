package io.bongsu.policy.scope;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a standard's certificate is about on a day.
 *
 * @param asOf the day
 * @param decided whether anybody has decided anything; until then every account is looked at
 * @param decisions those that hold on that day, one per target
 * @param accounts the accounts in the scope, sorted
 * @param unresolved organizational units in the scope whose accounts nobody has named
 */
public record Scope(
        LocalDate asOf, boolean decided, List<ScopeDecision> decisions, Set<String> accounts, List<String> unresolved) {

    public Scope {
        decisions = List.copyOf(decisions);
        accounts = Collections.unmodifiableSet(new TreeSet<>(accounts));
        unresolved = List.copyOf(unresolved);
    }

    /** What the decisions that hold on a day come to. What was decided of an account itself outweighs what was of its unit. */
    static Scope of(LocalDate asOf, List<ScopeDecision> holding) {
        Set<String> accounts = new TreeSet<>();
        holding.stream()
                .filter(each -> each.kind() == ScopeDecision.Kind.OU && each.included())
                .forEach(each -> accounts.addAll(each.accounts()));
        for (ScopeDecision each : holding) {
            if (each.kind() == ScopeDecision.Kind.ACCOUNT) {
                if (each.included()) {
                    accounts.add(each.target());
                } else {
                    accounts.remove(each.target());
                }
            }
        }
        List<String> unresolved = holding.stream()
                .filter(each -> each.kind() == ScopeDecision.Kind.OU
                        && each.included()
                        && each.accounts().isEmpty())
                .map(ScopeDecision::target)
                .toList();
        return new Scope(asOf, !holding.isEmpty(), holding, accounts, unresolved);
    }

    /**
     * Whether what an account's guardrails found counts. While nobody has decided, or an organizational unit's accounts are not known,
     * every account's does: what may be in the scope must not be overlooked.
     */
    public boolean covers(String account) {
        return !decided || !unresolved.isEmpty() || accounts.contains(account);
    }
}
