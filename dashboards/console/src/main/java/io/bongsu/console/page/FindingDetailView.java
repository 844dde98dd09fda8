package io.bongsu.console.page;

import io.bongsu.console.upstream.PolicyEngine;
import io.bongsu.contracts.FindingView;
import java.util.List;

/**
 * One finding with all that explains it.
 *
 * @param configuration the judged configuration with the evidence marked; empty when the engine has none
 * @param marked whether any line is
 */
public record FindingDetailView(
        FindingView finding,
        PolicyEngine.FindingDetail detail,
        List<JsonLines.Line> configuration,
        boolean marked,
        boolean complete,
        List<EvidenceLine> evidence,
        String logsHref) {

    /**
     * A path and the value found there, as JSON.
     *
     * @param id the element's id on the page
     */
    public record EvidenceLine(String id, String path, List<JsonLines.Line> value) {}
}
