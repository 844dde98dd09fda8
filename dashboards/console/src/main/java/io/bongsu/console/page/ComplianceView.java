package io.bongsu.console.page;

import io.bongsu.console.upstream.PolicyEngine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pack with its controls under their chapters. {@code compliance} is null when the policy engine did not answer. */
public record ComplianceView(
        List<PackLink> packs,
        PolicyEngine.@Nullable Compliance compliance,
        @Nullable StatusCounts counts,
        List<FindingsView.Choice> statuses,
        String status,
        List<Chapter> chapters) {

    /** A pack to change to. */
    public record PackLink(String title, boolean chosen, String href) {}

    /** A chapter's controls, those that the status switch lets through. */
    public record Chapter(String title, StatusCounts counts, List<PolicyEngine.Control> controls) {}
}
