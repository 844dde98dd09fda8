package io.bongsu.reports;

import static java.util.Objects.requireNonNull;

import io.bongsu.contracts.FindingView;

/**
 * A finding as it stood at the cut-off.
 *
 * @param view for people
 * @param ocsf the same as UTF-8 JSON on one line; belongs to the finding and is not written to
 */
public record ReportFinding(FindingView view, byte[] ocsf) {

    public ReportFinding {
        requireNonNull(view, "view");
        requireNonNull(ocsf, "ocsf");
    }
}
