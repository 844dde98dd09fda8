package io.bongsu.policy.api;

import static io.bongsu.policy.api.DecisionProblems.told;

import io.bongsu.policy.attestation.Assignment;
import io.bongsu.policy.attestation.Attestation;
import io.bongsu.policy.attestation.Attestations;
import io.bongsu.policy.attestation.History;
import io.bongsu.policy.attestation.Method;
import io.bongsu.policy.attestation.Outcome;
import io.bongsu.policy.attestation.Recurrence;
import io.bongsu.policy.attestation.Statement;
import io.bongsu.policy.catalogue.Catalogue;
import io.bongsu.policy.catalogue.Pack;
import io.bongsu.policy.control.ControlStanding;
import io.bongsu.policy.control.Reminder;
import io.bongsu.policy.control.StandardStanding;
import io.bongsu.policy.control.Standings;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The controls of a standard: where they stand, who answers for them, what people attest and review. */
@Path("/api/v1/standards/{standard}/controls")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Controls")
public final class ControlsResource {

    private static final int MAX_FILES = 20;
    private static final int MAX_RULES = 50;
    private static final int MAX_AHEAD = 366;

    private final Catalogue catalogue;
    private final Standings standings;
    private final Attestations attestations;
    private final SecurityIdentity identity;

    @Inject
    ControlsResource(Catalogue catalogue, Standings standings, Attestations attestations, SecurityIdentity identity) {
        this.catalogue = catalogue;
        this.standings = standings;
        this.attestations = attestations;
        this.identity = identity;
    }

    /**
     * A control with its past.
     *
     * @param standing where it stands today
     * @param attestations all of them, the newest first
     * @param history what people did, the newest first
     */
    public record ControlDetail(
            ControlStanding standing, List<Attestation> attestations, List<History.Entry> history) {}

    /**
     * What is to be done.
     *
     * @param today the day it was asked
     * @param items the most urgent first
     */
    public record Reminders(LocalDate today, List<Item> items) {

        /** What is to be done about one control. */
        public record Item(String control, io.bongsu.contracts.LocalText title, Reminder reminder) {}
    }

    /** Who is to answer for a control. */
    public record AssignmentForm(
            @Nullable @Schema(examples = "kim@company.example") String owner,
            @Nullable @Schema(description = "DOCUMENT_REVIEW, INTERVIEW, INSPECTION or SYSTEM_CHECK") String method,
            @Nullable @Schema(description = "The last day for the first attestation", examples = "2026-12-31")
                    String due,
            @Nullable @Schema(description = "MONTHLY, QUARTERLY, HALF_YEARLY or YEARLY") String recurrence,
            @Nullable @Schema(description = "Who decides so") String actor) {}

    /** What is attested. */
    public record AttestationForm(
            @Nullable @Schema(description = "MET, PARTLY, NOT_MET or NOT_APPLICABLE") String outcome,
            @Nullable @Schema(description = "DOCUMENT_REVIEW, INTERVIEW, INSPECTION or SYSTEM_CHECK") String method,
            @Nullable @Schema(description = "What was looked at and what was found, 1 to 4000 characters")
                    String statement,
            @Nullable @Schema(description = "Why the control does not apply; only with NOT_APPLICABLE") String reason,
            @Nullable @Schema(
                            description =
                                    "Guardrails of the control that judged nothing because there is nothing to judge")
                    List<String> nothingToJudge,
            @Nullable @Schema(description = "Evidence that is uploaded, at most 20") List<EvidenceForm> evidence,
            @Nullable @Schema(description = "Who attests") String actor) {}

    /** Evidence that is uploaded. */
    public record EvidenceForm(
            @Nullable @Schema(description = "64 hexadecimal digits") String sha256,
            @Nullable @Schema(description = "The file's name, with its extension") String name) {}

    /** What a second person says. */
    public record ReviewForm(
            @Nullable @Schema(description = "Whether the attestation counts") Boolean accepted,
            @Nullable @Schema(description = "Why, 1 to 4000 characters") String comment,
            @Nullable @Schema(description = "Who reviews; not the author") String actor) {}

    @GET
    @Operation(
            summary = "Shows where every control of a standard stands",
            description =
                    "Guardrails' verdicts of the accounts in scope, and people's newest accepted attestation, brought together. Verdicts are always today's.")
    @APIResponse(responseCode = "200", description = "All controls, in the standard's order")
    @APIResponse(responseCode = "400", description = "A parameter is wrong; the problem says which")
    @APIResponse(responseCode = "404", description = "There is no such standard")
    @APIResponse(responseCode = "503", description = "OpenSearch or PostgreSQL does not answer")
    public StandardStanding all(
            @PathParam("standard") @Parameter(description = "The standard's id, as in isms-p") String standard,
            @QueryParam("as_of")
                    @Parameter(
                            description = "What people had said and decided by the end of this day; today if not given")
                    @Nullable String asOf) {
        Pack pack = Given.standard(catalogue, standard);
        LocalDate day = asOf == null ? attestations.today() : Given.day("as_of", asOf);
        return told(() -> standings.of(pack, day));
    }

    @GET
    @Path("{control}")
    @Operation(summary = "Shows a control with all its attestations and its history")
    @APIResponse(responseCode = "200", description = "The control")
    @APIResponse(responseCode = "400", description = "The id is not of its form")
    @APIResponse(responseCode = "404", description = "There is no such control")
    @APIResponse(responseCode = "503", description = "OpenSearch or PostgreSQL does not answer")
    public ControlDetail one(
            @PathParam("standard") String standard,
            @PathParam("control") @Parameter(description = "The control's id, as in 2.6.1") String id) {
        Pack pack = Given.standard(catalogue, standard);
        Pack.Control control = Given.control(pack, id);
        return told(() -> new ControlDetail(
                standings.of(pack, control),
                attestations.of(pack.id(), control.id()),
                attestations.history(pack.id(), control.id())));
    }

    @GET
    @Path("reminders")
    @Operation(summary = "Lists what is due, overdue, to be reviewed or assigned to nobody")
    @APIResponse(responseCode = "200", description = "What is to be done, the most urgent first")
    @APIResponse(responseCode = "400", description = "A parameter is wrong; the problem says which")
    @APIResponse(responseCode = "404", description = "There is no such standard")
    @APIResponse(responseCode = "503", description = "PostgreSQL does not answer")
    public Reminders reminders(
            @PathParam("standard") String standard,
            @QueryParam("within_days")
                    @Parameter(
                            description = "How many days ahead to look, 0 to 366; the configured number if not given")
                    @Nullable String within) {
        Pack pack = Given.standard(catalogue, standard);
        int days = Given.number("within_days", within, standings.remindDays(), MAX_AHEAD);
        LocalDate today = attestations.today();
        return told(() -> new Reminders(
                today,
                standings.reminders(pack, days).entrySet().stream()
                        .map(each -> new Reminders.Item(
                                each.getKey(),
                                pack.control(each.getKey()).orElseThrow().title(),
                                each.getValue()))
                        .toList()));
    }

    @PUT
    @Path("{control}/assignment")
    @Operation(
            summary = "Gives a control to somebody to answer for",
            description = "Replaces who answered for it before.")
    @APIResponse(responseCode = "200", description = "Who answers for it now")
    @APIResponse(responseCode = "400", description = "A field is wrong; the problem says which")
    @APIResponse(responseCode = "404", description = "There is no such control")
    @APIResponse(responseCode = "503", description = "PostgreSQL does not answer")
    public Assignment assign(
            @PathParam("standard") String standard, @PathParam("control") String id, @Nullable AssignmentForm given) {
        Pack pack = Given.standard(catalogue, standard);
        Pack.Control control = Given.control(pack, id);
        AssignmentForm form = Given.body(given);
        String owner = Given.person("owner", form.owner());
        Method method = Given.word("method", form.method(), Method.class);
        LocalDate due = Given.day("due", form.due());
        Recurrence recurrence = Given.word("recurrence", form.recurrence(), Recurrence.class);
        var actor = Given.actor(form.actor(), identity);
        return told(() -> attestations.assign(pack.id(), control.id(), owner, method, due, recurrence, actor));
    }

    @POST
    @Path("{control}/attestations")
    @Operation(
            summary = "Attests a control",
            description = "It counts once somebody else has accepted it, until its recurrence ends.")
    @APIResponse(responseCode = "201", description = "Kept, and waits for its review")
    @APIResponse(responseCode = "400", description = "A field is wrong; the problem says which")
    @APIResponse(responseCode = "404", description = "There is no such control")
    @APIResponse(responseCode = "409", description = "Nobody answers for the control yet")
    @APIResponse(responseCode = "422", description = "Evidence is not in the store, or can't have that name")
    @APIResponse(responseCode = "503", description = "PostgreSQL does not answer")
    public Response attest(
            @PathParam("standard") String standard, @PathParam("control") String id, @Nullable AttestationForm given) {
        Pack pack = Given.standard(catalogue, standard);
        Pack.Control control = Given.control(pack, id);
        AttestationForm form = Given.body(given);
        Statement statement = statement(control, form);
        var actor = Given.actor(form.actor(), identity);
        Attestation kept = told(() -> attestations.attest(pack.id(), control.id(), statement, actor));
        return Response.created(URI.create("/api/v1/standards/%s/controls/%s".formatted(pack.id(), control.id())))
                .entity(kept)
                .build();
    }

    @POST
    @Path("{control}/attestations/{attestation}/review")
    @Operation(summary = "Accepts or rejects an attestation", description = "Only somebody else than its author can.")
    @APIResponse(responseCode = "200", description = "The attestation with its review")
    @APIResponse(responseCode = "400", description = "A field is wrong; the problem says which")
    @APIResponse(responseCode = "403", description = "The reviewer is the author")
    @APIResponse(responseCode = "404", description = "There is no such control or attestation")
    @APIResponse(responseCode = "409", description = "It is reviewed already, or a newer one has taken its place")
    @APIResponse(responseCode = "503", description = "PostgreSQL does not answer")
    public Attestation review(
            @PathParam("standard") String standard,
            @PathParam("control") String id,
            @PathParam("attestation") @Parameter(description = "The attestation's id, a UUID") String attestation,
            @Nullable ReviewForm given) {
        Pack pack = Given.standard(catalogue, standard);
        Pack.Control control = Given.control(pack, id);
        var uuid = Given.uuid("attestation", attestation);
        ReviewForm form = Given.body(given);
        if (form.accepted() == null) {
            throw FindingParameters.wrong("accepted", "", "true or false");
        }
        String comment = Given.words("comment", form.comment());
        var actor = Given.actor(form.actor(), identity);
        return told(() -> attestations.review(pack.id(), control.id(), uuid, form.accepted(), comment, actor));
    }

    private static Statement statement(Pack.Control control, AttestationForm form) {
        Outcome outcome = Given.word("outcome", form.outcome(), Outcome.class);
        if (outcome != Outcome.NOT_APPLICABLE && form.reason() != null) {
            throw FindingParameters.wrong("reason", form.reason(), "none, because the outcome is " + outcome);
        }
        List<String> nothing = Given.few("nothing_to_judge", form.nothingToJudge(), MAX_RULES);
        for (String rule : nothing) {
            if (!control.rules().contains(rule)) {
                throw FindingParameters.wrong(
                        "nothing_to_judge",
                        rule,
                        "guardrails of control %s: %s".formatted(control.id(), control.rules()));
            }
        }
        return new Statement(
                outcome,
                Given.word("method", form.method(), Method.class),
                Given.words("statement", form.statement()),
                outcome == Outcome.NOT_APPLICABLE ? Given.words("reason", form.reason()) : null,
                nothing,
                Given.few("evidence", form.evidence(), MAX_FILES).stream()
                        .map(file -> new Statement.File(
                                Given.sha256("evidence.sha256", file.sha256()),
                                Given.fileName("evidence.name", file.name())))
                        .toList());
    }
}
