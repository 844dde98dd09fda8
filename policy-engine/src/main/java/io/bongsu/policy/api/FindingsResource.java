package io.bongsu.policy.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.Severity;
import io.bongsu.contracts.VerdictStatus;
import io.bongsu.kit.ProblemException;
import io.bongsu.policy.catalogue.Catalogue;
import io.bongsu.policy.catalogue.Rule;
import io.bongsu.policy.finding.OcsfReader;
import io.bongsu.policy.store.FindingPage;
import io.bongsu.policy.store.FindingStore;
import io.bongsu.policy.store.FindingStore.Counts;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the guardrails found. */
@Path("/api/v1/findings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Findings")
public final class FindingsResource {

    private final FindingStore store;
    private final Catalogue catalogue;

    @Inject
    FindingsResource(FindingStore store, Catalogue catalogue) {
        this.catalogue = catalogue;
        this.store = store;
    }

    @GET
    @Operation(summary = "Lists findings", description = "The worst first. Every verdict is a finding, PASS too.")
    @APIResponse(responseCode = "200", description = "A page of findings")
    @APIResponse(
            responseCode = "400",
            description = "A parameter is wrong; the problem says which, and what is expected")
    @APIResponse(responseCode = "503", description = "OpenSearch does not answer")
    public FindingsPage list(@BeanParam FindingParameters parameters) {
        FindingPage page = store.page(parameters.filter(), parameters.size(), Cursor.position(parameters.cursor));
        return new FindingsPage(page.items(), Cursor.text(page.last()), page.total());
    }

    @GET
    @Path("summary")
    @Operation(summary = "Counts open findings by status, severity and account")
    public FindingsSummary summary() {
        List<FindingsSummary.OfSeverity> severities = store.countsBySeverity().entrySet().stream()
                .sorted(Map.Entry.<Severity, Counts>comparingByKey().reversed())
                .map(each -> {
                    Counts counts = each.getValue();
                    return new FindingsSummary.OfSeverity(
                            each.getKey(),
                            counts.of(VerdictStatus.PASS),
                            counts.of(VerdictStatus.FAIL),
                            counts.of(VerdictStatus.NOT_APPLICABLE),
                            counts.of(VerdictStatus.ERROR));
                })
                .toList();
        List<FindingsSummary.OfAccount> accounts = store.countsByAccount().entrySet().stream()
                .map(each -> {
                    Counts counts = each.getValue();
                    return new FindingsSummary.OfAccount(
                            each.getKey(),
                            counts.of(VerdictStatus.PASS),
                            counts.of(VerdictStatus.FAIL),
                            counts.of(VerdictStatus.NOT_APPLICABLE),
                            counts.of(VerdictStatus.ERROR));
                })
                .sorted(Comparator.comparingLong(FindingsSummary.OfAccount::fail)
                        .reversed()
                        .thenComparing(FindingsSummary.OfAccount::account))
                .toList();
        Map<VerdictStatus, Long> statuses = new EnumMap<>(VerdictStatus.class);
        Arrays.stream(VerdictStatus.values()).forEach(status -> statuses.put(status, 0L));
        severities.forEach(each -> {
            statuses.merge(VerdictStatus.PASS, each.pass(), Long::sum);
            statuses.merge(VerdictStatus.FAIL, each.fail(), Long::sum);
            statuses.merge(VerdictStatus.NOT_APPLICABLE, each.notApplicable(), Long::sum);
            statuses.merge(VerdictStatus.ERROR, each.error(), Long::sum);
        });
        long total = statuses.values().stream().mapToLong(Long::longValue).sum();
        return new FindingsSummary(total, statuses, severities, accounts);
    }

    @GET
    @Path("{uid}")
    @Operation(summary = "Shows one finding with its history and the resource's configuration")
    @APIResponse(responseCode = "200", description = "The finding")
    @APIResponse(responseCode = "400", description = "The uid is not of its form")
    @APIResponse(responseCode = "404", description = "There is no such finding")
    public FindingDetail one(
            @PathParam("uid") @Parameter(description = "The finding's uid: 32 hexadecimal digits") String uid) {
        if (!uid.matches("[0-9a-f]{32}")) {
            throw FindingParameters.wrong("uid", uid, "32 hexadecimal digits");
        }
        JsonNode ocsf = store.ocsf(uid)
                .orElseThrow(() -> ProblemException.notFound(
                        "There is no finding %s; uids stand in the list at /api/v1/findings".formatted(uid)));
        JsonNode own = ocsf.path("unmapped");
        List<FindingDetail.Change> history =
                store.history(uid).stream().map(FindingsResource::change).toList();
        Optional<Rule> rule = catalogue.rule(own.path("rule").asText());
        return new FindingDetail(
                OcsfReader.view(ocsf),
                ocsf,
                history,
                store.item(own.path("subject").asText()).orElse(null),
                rule.map(Rule::remediation).orElseGet(() -> english(ocsf.at("/remediation/desc"))),
                rule.map(Rule::description).orElseGet(() -> english(ocsf.at("/finding_info/desc"))));
    }

    /** Of a guardrail that is in the catalogue no more there is only what OCSF keeps. */
    private static LocalText english(JsonNode text) {
        return new LocalText(text.asText(), text.asText());
    }

    private static FindingDetail.Change change(JsonNode document) {
        return new FindingDetail.Change(
                Instant.ofEpochMilli(document.path("at").asLong()),
                VerdictStatus.valueOf(document.path("status").asText()),
                document.has("previous")
                        ? VerdictStatus.valueOf(document.path("previous").asText())
                        : null,
                OcsfReader.text(document.path("message")));
    }
}
