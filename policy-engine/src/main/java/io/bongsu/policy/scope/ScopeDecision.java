package io.bongsu.policy.scope;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * That an account or an organizational unit is in a standard's scope from a day on, or no longer is.
 *
 * @param kind what the target is
 * @param target twelve digits, or an organizational unit's id
 * @param accounts of an organizational unit: the accounts below it when this was decided; empty for an account
 * @param included whether it is in the scope
 * @param from the first day
 * @param reason why
 * @param decidedBy who
 * @param decidedAt when
 */
public record ScopeDecision(
        Kind kind,
        String target,
        List<String> accounts,
        boolean included,
        LocalDate from,
        String reason,
        String decidedBy,
        Instant decidedAt) {

    public ScopeDecision {
        requireNonNull(kind, "kind");
        requireNonNull(target, "target");
        requireNonNull(from, "from");
        accounts = List.copyOf(accounts);
    }

    /** What can be in a scope. */
    public enum Kind {
        ACCOUNT,
        OU
    }
}
