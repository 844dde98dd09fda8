package io.bongsu.policy.api;

import io.bongsu.contracts.VerdictStatus;
import io.bongsu.kit.ProblemException;
import io.bongsu.policy.api.ComplianceView.ControlStatus;
import io.bongsu.policy.api.ComplianceView.ControlView;
import io.bongsu.policy.api.ComplianceView.RuleCounts;
import io.bongsu.policy.catalogue.Catalogue;
import io.bongsu.policy.catalogue.Pack;
import io.bongsu.policy.catalogue.Rule;
import io.bongsu.policy.store.FindingStore;
import io.bongsu.policy.store.FindingStore.Counts;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How far a standard is met. */
@Path("/api/v1/compliance")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Compliance")
public final class ComplianceResource {

    private final Catalogue catalogue;
    private final FindingStore store;

    @Inject
    ComplianceResource(Catalogue catalogue, FindingStore store) {
        this.catalogue = catalogue;
        this.store = store;
    }

    @GET
    @Path("{pack}")
    @Operation(
            summary = "Shows a pack's controls with their status",
            description =
                    "A control fails as soon as one open finding of its guardrails fails; one that nobody can judge is never a pass.")
    @APIResponse(responseCode = "200", description = "The pack's controls")
    @APIResponse(responseCode = "404", description = "There is no such pack")
    public ComplianceView compliance(
            @PathParam("pack") @Parameter(description = "The pack's id, for example isms-p") String id) {
        if (!id.matches("[a-z0-9-]{1,64}")) {
            throw FindingParameters.wrong("pack", id, "a pack's id, as in isms-p");
        }
        Pack pack = catalogue
                .pack(id)
                .orElseThrow(() -> ProblemException.notFound("There is no pack %s; there are %s"
                        .formatted(id, catalogue.packs().stream().map(Pack::id).toList())));
        Map<String, Counts> counts = store.countsByRule();
        List<ControlView> controls = pack.controls().stream()
                .map(control -> control(control, counts))
                .toList();
        Map<ControlStatus, Long> byStatus = new EnumMap<>(ControlStatus.class);
        for (ControlStatus status : ControlStatus.values()) {
            byStatus.put(
                    status,
                    controls.stream().filter(each -> each.status() == status).count());
        }
        return new ComplianceView(pack.id(), pack.version(), pack.title(), byStatus, score(byStatus), controls);
    }

    private ControlView control(Pack.Control control, Map<String, Counts> counts) {
        List<RuleCounts> rules = control.rules().stream()
                .flatMap(id -> catalogue.rule(id).stream())
                .map(rule -> ruleCounts(rule, counts.getOrDefault(rule.id(), new Counts(Map.of()))))
                .toList();
        return new ControlView(
                control.id(),
                control.title(),
                control.chapter(),
                control.manual() ? ControlStatus.MANUAL : status(rules),
                rules);
    }

    private static RuleCounts ruleCounts(Rule rule, Counts counts) {
        return new RuleCounts(
                rule.id(),
                rule.severity(),
                rule.title(),
                counts.of(VerdictStatus.PASS),
                counts.of(VerdictStatus.FAIL),
                counts.of(VerdictStatus.NOT_APPLICABLE),
                counts.of(VerdictStatus.ERROR));
    }

    private static ControlStatus status(List<RuleCounts> rules) {
        if (rules.stream().anyMatch(rule -> rule.fail() > 0)) {
            return ControlStatus.FAIL;
        }
        if (rules.stream().anyMatch(rule -> rule.error() > 0)) {
            return ControlStatus.ERROR;
        }
        if (rules.stream().anyMatch(rule -> rule.pass() > 0)) {
            return ControlStatus.PASS;
        }
        return rules.stream().anyMatch(rule -> rule.notApplicable() > 0)
                ? ControlStatus.NOT_APPLICABLE
                : ControlStatus.NOT_ASSESSED;
    }

    private static @Nullable Double score(Map<ControlStatus, Long> counts) {
        long pass = counts.getOrDefault(ControlStatus.PASS, 0L);
        long judged = pass + counts.getOrDefault(ControlStatus.FAIL, 0L) + counts.getOrDefault(ControlStatus.ERROR, 0L);
        // One decimal is what people compare.
        return judged == 0 ? null : Math.round(1_000.0 * pass / judged) / 10.0;
    }
}
