package io.bongsu.policy.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.Severity;
import io.bongsu.policy.catalogue.Catalogue;
import io.bongsu.policy.catalogue.Pack;
import io.bongsu.policy.catalogue.Rule;
import io.bongsu.policy.catalogue.Trigger;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which packs and guardrails there are. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Catalogue")
public final class CatalogueResource {

    private final Catalogue catalogue;

    @Inject
    CatalogueResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** All packs. */
    public record Packs(List<PackView> items) {}

    /** A pack without its controls; those are at {@code /api/v1/compliance/{pack}}. */
    public record PackView(String id, String version, Pack.Kind kind, LocalText title, int controls, int automated) {}

    /** All guardrails. */
    public record Rules(List<RuleView> items) {}

    /** A guardrail with the parameters that it is asked with. */
    public record RuleView(
            String id,
            Severity severity,
            LocalText title,
            LocalText description,
            LocalText remediation,
            Trigger trigger,
            List<String> resourceTypes,
            @Schema(implementation = Object.class) JsonNode parameters,
            List<String> controls,
            List<String> references) {}

    @GET
    @Path("packs")
    @Operation(
            summary = "Lists the packs",
            description = "Standards first. automated counts the controls that at least one guardrail answers.")
    public Packs packs() {
        return new Packs(catalogue.packs().stream()
                .map(pack -> new PackView(
                        pack.id(),
                        pack.version(),
                        pack.kind(),
                        pack.title(),
                        pack.controls().size(),
                        (int) pack.controls().stream()
                                .filter(control -> !control.manual())
                                .count()))
                .toList());
    }

    @GET
    @Path("rules")
    @Operation(summary = "Lists the guardrails")
    public Rules rules() {
        return new Rules(catalogue.rules().stream().map(CatalogueResource::view).toList());
    }

    private static RuleView view(Rule rule) {
        return new RuleView(
                rule.id(),
                rule.severity(),
                rule.title(),
                rule.description(),
                rule.remediation(),
                rule.trigger(),
                rule.resourceTypes().stream().sorted().toList(),
                rule.parameters(),
                rule.controls(),
                rule.references());
    }
}
