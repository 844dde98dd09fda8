package io.bongsu.policy.report;

/** A report can't be asked for now; says why, and what to do. */
public final class ReportRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReportRefusedException(String message) {
        super(message);
    }
}
