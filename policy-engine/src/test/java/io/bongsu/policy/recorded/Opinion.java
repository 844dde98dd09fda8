package io.bongsu.policy.recorded;

import io.bongsu.contracts.VerdictStatus;
import java.util.Set;

/** What the other project said. */
enum Opinion {
    COMPLIANT(VerdictStatus.PASS),
    NON_COMPLIANT(VerdictStatus.FAIL),
    /** It looked and judged nothing. */
    SKIPPED(VerdictStatus.NOT_APPLICABLE),
    /** It raised no alert. */
    QUIET(VerdictStatus.PASS, VerdictStatus.NOT_APPLICABLE),
    /** It recorded the state only; what we say of it is pinned in differences.yaml. */
    NONE;

    private final Set<VerdictStatus> agreeing;

    Opinion(VerdictStatus... agreeing) {
        this.agreeing = Set.of(agreeing);
    }

    boolean agrees(VerdictStatus ours) {
        return agreeing.contains(ours);
    }
}
