package io.bongsu.policy.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.bongsu.contracts.FindingView;
import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.VerdictStatus;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A finding with all that explains it.
 *
 * @param finding as in the list
 * @param ocsf as it is stored, an OCSF Compliance Finding or Detection Finding
 * @param history changes of its status, the newest first
 * @param configuration the resource's newest configuration item as AWS delivered it; null for an event
 * @param remediation how a failure is mended
 * @param description what the guardrail checks
 */
public record FindingDetail(
        FindingView finding,
        @Schema(implementation = Object.class) JsonNode ocsf,
        List<Change> history,
        @Schema(implementation = Object.class) @Nullable JsonNode configuration,
        LocalText remediation,
        LocalText description) {

    public FindingDetail {
        history = List.copyOf(history);
    }

    /**
     * A change of a finding's status.
     *
     * @param at when
     * @param status from then on
     * @param previous until then; null where the finding begins
     * @param message why
     */
    public record Change(Instant at, VerdictStatus status, @Nullable VerdictStatus previous, LocalText message) {}
}
