package io.bongsu.reports.tally;

import io.bongsu.contracts.VerdictStatus;

/**
 * Verdicts by status.
 *
 * @param pass nothing is wrong
 * @param fail something is
 * @param notApplicable the guardrail has nothing to say
 * @param error it could not be judged, which is never a pass
 */
public record Counts(long pass, long fail, long notApplicable, long error) {

    /** Nothing counted. */
    public static final Counts NONE = new Counts(0, 0, 0, 0);

    static Counts of(long[] byStatus) {
        return new Counts(
                byStatus[VerdictStatus.PASS.ordinal()],
                byStatus[VerdictStatus.FAIL.ordinal()],
                byStatus[VerdictStatus.NOT_APPLICABLE.ordinal()],
                byStatus[VerdictStatus.ERROR.ordinal()]);
    }

    /** Both together. */
    public Counts plus(Counts other) {
        return new Counts(
                pass + other.pass, fail + other.fail, notApplicable + other.notApplicable, error + other.error);
    }

    public long total() {
        return pass + fail + notApplicable + error;
    }

    /** Those that are a verdict on something: all but not applicable. */
    public long judged() {
        return pass + fail + error;
    }

    /** What isn't as it should be. */
    public long wrong() {
        return fail + error;
    }
}
