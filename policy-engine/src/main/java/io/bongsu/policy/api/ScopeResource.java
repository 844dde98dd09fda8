package io.bongsu.policy.api;

import static io.bongsu.policy.api.DecisionProblems.told;

import io.bongsu.policy.attestation.Attestations;
import io.bongsu.policy.catalogue.Catalogue;
import io.bongsu.policy.catalogue.Pack;
import io.bongsu.policy.scope.Scope;
import io.bongsu.policy.scope.ScopeDecision;
import io.bongsu.policy.scope.Scopes;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which accounts and organizational units a standard's certificate is about. */
@Path("/api/v1/standards/{standard}/scope")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Scope")
public final class ScopeResource {

    private static final int MAX_ACCOUNTS = 1_000;
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern OU = Pattern.compile("ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|r-[0-9a-z]{4,32}");

    private final Catalogue catalogue;
    private final Scopes scopes;
    private final Attestations attestations;
    private final SecurityIdentity identity;

    @Inject
    ScopeResource(Catalogue catalogue, Scopes scopes, Attestations attestations, SecurityIdentity identity) {
        this.catalogue = catalogue;
        this.scopes = scopes;
        this.attestations = attestations;
        this.identity = identity;
    }

    /**
     * All decisions.
     *
     * @param items the newest first
     */
    public record Decisions(List<ScopeDecision> items) {}

    /** What is to be in the scope, or no longer. */
    public record ScopeForm(
            @Nullable @Schema(description = "ACCOUNT or OU") String kind,
            @Nullable @Schema(description = "Twelve digits, or an organizational unit's id", examples = "111122223333")
                    String target,
            @Nullable @Schema(description = "Of an organizational unit: the accounts below it today, at most 1000")
                    List<String> accounts,
            @Nullable @Schema(description = "Whether it is in the scope") Boolean included,
            @Nullable @Schema(description = "The first day", examples = "2026-12-01") String from,
            @Nullable @Schema(description = "Why, 1 to 4000 characters") String reason,
            @Nullable @Schema(description = "Who decides so") String actor) {}

    @GET
    @Operation(summary = "Shows what is in the scope on a day")
    @APIResponse(responseCode = "200", description = "The scope, with the decisions that make it")
    @APIResponse(responseCode = "400", description = "A parameter is wrong; the problem says which")
    @APIResponse(responseCode = "404", description = "There is no such standard")
    @APIResponse(responseCode = "503", description = "PostgreSQL does not answer")
    public Scope on(
            @PathParam("standard") String standard,
            @QueryParam("as_of") @Parameter(description = "The day; today if not given") @Nullable String asOf) {
        Pack pack = Given.standard(catalogue, standard);
        LocalDate day = asOf == null ? attestations.today() : Given.day("as_of", asOf);
        return told(() -> scopes.on(pack.id(), day));
    }

    @GET
    @Path("decisions")
    @Operation(summary = "Lists every decision about the scope there ever was")
    @APIResponse(responseCode = "200", description = "The newest first")
    @APIResponse(responseCode = "400", description = "The id is not of its form")
    @APIResponse(responseCode = "404", description = "There is no such standard")
    @APIResponse(responseCode = "503", description = "PostgreSQL does not answer")
    public Decisions decisions(@PathParam("standard") String standard) {
        Pack pack = Given.standard(catalogue, standard);
        return told(() -> new Decisions(scopes.decisions(pack.id())));
    }

    @POST
    @Path("decisions")
    @Operation(
            summary = "Takes an account or an organizational unit into the scope, or out of it",
            description =
                    "Nothing is changed: from its first day on, the decision replaces what was decided of the same target.")
    @APIResponse(responseCode = "201", description = "Kept")
    @APIResponse(responseCode = "400", description = "A field is wrong; the problem says which")
    @APIResponse(responseCode = "404", description = "There is no such standard")
    @APIResponse(responseCode = "503", description = "PostgreSQL does not answer")
    public Response decide(@PathParam("standard") String standard, @Nullable ScopeForm given) {
        Pack pack = Given.standard(catalogue, standard);
        ScopeForm form = Given.body(given);
        ScopeDecision.Kind kind = Given.word("kind", form.kind(), ScopeDecision.Kind.class);
        String target = target(kind, form.target());
        List<String> accounts = accounts(kind, form.accounts());
        if (form.included() == null) {
            throw FindingParameters.wrong("included", "", "true or false");
        }
        LocalDate from = Given.day("from", form.from());
        String reason = Given.words("reason", form.reason());
        var actor = Given.actor(form.actor(), identity);
        ScopeDecision kept =
                told(() -> scopes.decide(pack.id(), kind, target, accounts, form.included(), from, reason, actor));
        return Response.created(URI.create("/api/v1/standards/%s/scope".formatted(pack.id())))
                .entity(kept)
                .build();
    }

    private static String target(ScopeDecision.Kind kind, @Nullable String given) {
        String target = given == null ? "" : given;
        boolean account = kind == ScopeDecision.Kind.ACCOUNT;
        if (!(account ? ACCOUNT : OU).matcher(target).matches()) {
            throw FindingParameters.wrong(
                    "target",
                    target,
                    account ? "twelve digits" : "an organizational unit's id, as in ou-ab12-cd34ef56");
        }
        return target;
    }

    private static List<String> accounts(ScopeDecision.Kind kind, @Nullable List<String> given) {
        List<String> accounts = Given.few("accounts", given, MAX_ACCOUNTS);
        if (kind == ScopeDecision.Kind.ACCOUNT && !accounts.isEmpty()) {
            throw FindingParameters.wrong("accounts", accounts.size() + " values", "none, because kind is ACCOUNT");
        }
        for (String account : accounts) {
            if (!ACCOUNT.matcher(account).matches()) {
                throw FindingParameters.wrong("accounts", account, "twelve digits each");
            }
        }
        return accounts.stream().distinct().sorted().toList();
    }
}
