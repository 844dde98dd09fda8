package io.bongsu.factory.api;

import static io.bongsu.factory.api.FactoryProblems.told;

import io.bongsu.factory.AccountFactory;
import io.bongsu.factory.approval.Approval;
import io.bongsu.factory.approval.Decision;
import io.bongsu.factory.intake.Intake.Accepted;
import io.bongsu.factory.request.AccountRequest;
import io.bongsu.factory.request.Actor;
import io.bongsu.factory.request.Audit;
import io.bongsu.factory.request.RequestKind;
import io.bongsu.factory.request.RequestStore.Filter;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.kit.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Requests for accounts. */
@Path("/api/v1/account-requests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Account requests")
public final class AccountRequestsResource {

    private static final String EXAMPLE =
            """
            {"name": "payments-sandbox", "blueprint": "sandbox", "environment": "sandbox", "data_class": "internal",
             "isms_scope": false, "owner": "kim@company.example", "cost_centre": "CC-1042", "purpose": "Trying out a ledger",
             "justification": "The team has no account of its own", "tags": {"team": "payments"}}""";
    private static final int MAX_KEY = 200;

    private final AccountFactory factory;
    private final SecurityIdentity identity;
    private final RequestViews views;

    @Inject
    AccountRequestsResource(AccountFactory factory, SecurityIdentity identity) {
        this.factory = factory;
        this.identity = identity;
        this.views = new RequestViews(factory);
    }

    /**
     * What a person says to a decision.
     *
     * @param comment in their words
     */
    public record Comment(@Nullable String comment) {}

    /**
     * Why a request is aborted.
     *
     * @param reason in words
     */
    public record Abort(@Nullable String reason) {}

    /**
     * Why a step is skipped.
     *
     * @param reason in words
     * @param approver who agreed to it; somebody else than who does it
     */
    public record Skip(@Nullable String reason, @Nullable String approver) {}

    /**
     * What people did with a request.
     *
     * @param items oldest first
     */
    public record AuditTrail(List<Audit.Entry> items) {}

    @POST
    @Operation(
            summary = "Asks for an account",
            description =
                    "Accepted with an id, a plan of steps and an estimate; or refused with every reason at once, and nothing is kept.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AccountRequest.class),
                            examples = @ExampleObject(name = "sandbox", value = EXAMPLE)))
    @APIResponse(responseCode = "201", description = "Accepted")
    @APIResponse(
            responseCode = "200",
            description = "Accepted before under the same Idempotency-Key; or a dry run: it would be accepted")
    @APIResponse(responseCode = "400", description = "The body is not of the form asked for")
    @APIResponse(responseCode = "422", description = "Refused; reasons lists everything that is wrong")
    @APIResponse(responseCode = "503", description = "The request can't be checked now, so it isn't accepted")
    public Response ask(
            @Nullable AccountRequest wish,
            @QueryParam("dry_run") @DefaultValue("false") @Parameter(description = "Only check: true or false")
                    String dryRun,
            @HeaderParam("Idempotency-Key")
                    @Parameter(description = "The same for every repetition of the same request")
                    @Nullable String key) {
        if (wish == null) {
            throw ProblemException.badRequest("The body is empty; expected an account request, see /q/openapi");
        }
        if (!dryRun.equals("true") && !dryRun.equals("false")) {
            throw RequestParameters.wrong("dry_run", dryRun, "true or false");
        }
        if (key != null && (key.isBlank() || key.length() > MAX_KEY)) {
            throw RequestParameters.wrong("Idempotency-Key", key, "1 to %d characters".formatted(MAX_KEY));
        }
        boolean dry = dryRun.equals("true");
        Accepted accepted = told(
                () -> factory.intake().accept(wish, actor(), dry ? Optional.empty() : Optional.ofNullable(key), dry));
        UUID id = accepted.id();
        if (id == null) {
            return Response.ok(dryRun(wish, accepted)).build();
        }
        factory.scheduler().wake(id);
        RequestView view = views.view(find(id));
        return accepted.repeated()
                ? Response.ok(view).build()
                : Response.created(URI.create("/api/v1/account-requests/" + id))
                        .entity(view)
                        .build();
    }

    @GET
    @Operation(summary = "Lists requests", description = "Newest first.")
    @APIResponse(responseCode = "200", description = "A page of requests")
    @APIResponse(responseCode = "400", description = "A parameter is wrong; the problem says which")
    public RequestsPage list(@BeanParam RequestParameters parameters) {
        Filter filter = parameters.filter();
        List<VendingRequest> found = told(() -> factory.requests().list(filter));
        return new RequestsPage(
                told(() -> found.stream().map(views::view).toList()),
                found.size() < filter.size() ? null : RequestParameters.cursor(found.getLast()));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Shows a request with its steps, its approval and who must act")
    @APIResponse(responseCode = "200", description = "The request")
    @APIResponse(responseCode = "400", description = "The id is not of its form")
    @APIResponse(responseCode = "404", description = "There is no such request")
    public RequestView one(@PathParam("id") @Parameter(description = "The request's id, a UUID") String id) {
        return told(() -> views.view(find(uuid(id))));
    }

    @GET
    @Path("{id}/audit")
    @Operation(summary = "Shows what people did with a request")
    @APIResponse(responseCode = "200", description = "The audit trail, oldest first")
    @APIResponse(responseCode = "400", description = "The id is not of its form")
    @APIResponse(responseCode = "404", description = "There is no such request")
    public AuditTrail audit(@PathParam("id") String id) {
        return told(() -> new AuditTrail(factory.audit().of(find(uuid(id)).id())));
    }

    @POST
    @Path("{id}/approve")
    @Operation(summary = "Lets a request through", description = "Who may is the approval policy's decision.")
    @APIResponse(responseCode = "200", description = "It is on its way")
    @APIResponse(responseCode = "400", description = "The id is not of its form, or the comment is missing")
    @APIResponse(responseCode = "403", description = "The approval policy doesn't let you")
    @APIResponse(responseCode = "404", description = "There is no such request")
    @APIResponse(responseCode = "409", description = "It doesn't wait for approval")
    @APIResponse(responseCode = "503", description = "The approval policy doesn't answer, so nobody may")
    public RequestView approve(@PathParam("id") String id, @Nullable Comment comment) {
        return decide(id, true, comment);
    }

    @POST
    @Path("{id}/deny")
    @Operation(summary = "Refuses a request", description = "Who may is the approval policy's decision.")
    @APIResponse(responseCode = "200", description = "It is denied")
    @APIResponse(responseCode = "400", description = "The id is not of its form, or the comment is missing")
    @APIResponse(responseCode = "403", description = "The approval policy doesn't let you")
    @APIResponse(responseCode = "404", description = "There is no such request")
    @APIResponse(responseCode = "409", description = "It doesn't wait for approval")
    @APIResponse(responseCode = "503", description = "The approval policy doesn't answer, so nobody may")
    public RequestView deny(@PathParam("id") String id, @Nullable Comment comment) {
        return decide(id, false, comment);
    }

    @POST
    @Path("{id}/steps/{step}/retry")
    @Operation(summary = "Runs a held step again")
    @APIResponse(responseCode = "200", description = "It runs")
    @APIResponse(responseCode = "400", description = "The id is not of its form")
    @APIResponse(responseCode = "404", description = "There is no such request or step")
    @APIResponse(responseCode = "409", description = "The step is not held")
    public RequestView retry(@PathParam("id") String id, @PathParam("step") String step) {
        VendingRequest request = withStep(id, step);
        return acted(request.id(), () -> factory.operator().retry(request.id(), step, actor().name()));
    }

    @POST
    @Path("{id}/steps/{step}/skip")
    @Operation(summary = "Goes on without a held step", description = "Somebody else must have agreed.")
    @APIResponse(responseCode = "200", description = "The next step runs")
    @APIResponse(responseCode = "400", description = "The id is not of its form, or reason or approver is missing")
    @APIResponse(responseCode = "404", description = "There is no such request or step")
    @APIResponse(responseCode = "409", description = "The step is not held, or nothing can go on without it")
    public RequestView skip(@PathParam("id") String id, @PathParam("step") String step, @Nullable Skip skip) {
        String reason = words("reason", skip == null ? null : skip.reason());
        String approver = words("approver", skip == null ? null : skip.approver());
        if (approver.equals(actor().name())) {
            throw RequestParameters.wrong("approver", approver, "somebody else than yourself");
        }
        VendingRequest request = withStep(id, step);
        return acted(request.id(), () -> factory.operator().skip(request.id(), step, reason, approver, actor().name()));
    }

    @POST
    @Path("{id}/abort")
    @Operation(
            summary = "Aborts a request",
            description = "Steps are taken back, last one first. An account that exists stays in the holding OU.")
    @APIResponse(responseCode = "200", description = "It is being aborted, or is")
    @APIResponse(responseCode = "400", description = "The id is not of its form, or the reason is missing")
    @APIResponse(responseCode = "404", description = "There is no such request")
    @APIResponse(responseCode = "409", description = "It has ended, or is being aborted already")
    public RequestView abort(@PathParam("id") String id, @Nullable Abort abort) {
        String reason = words("reason", abort == null ? null : abort.reason());
        UUID request = told(() -> find(uuid(id))).id();
        return acted(request, () -> factory.operator().abort(request, reason, actor().name()));
    }

    private RequestView decide(String id, boolean approve, @Nullable Comment comment) {
        String words = words("comment", comment == null ? null : comment.comment());
        VendingRequest request = told(() -> find(uuid(id)));
        return acted(request.id(), () -> factory.approvals().decide(request, approve, words, actor()));
    }

    private RequestView acted(UUID id, Runnable act) {
        return told(() -> {
            act.run();
            VendingRequest after = find(id);
            if (after.state().driven()) {
                factory.scheduler().wake(id);
            }
            return views.view(after);
        });
    }

    private VendingRequest withStep(String id, String step) {
        VendingRequest request = told(() -> find(uuid(id)));
        if (request.step(step).isEmpty()) {
            throw ProblemException.notFound(
                    "Request %s has no step '%s'; its steps stand at /api/v1/account-requests/%s"
                            .formatted(id, step, id));
        }
        return request;
    }

    private VendingRequest find(UUID id) {
        return factory.requests()
                .find(id)
                .orElseThrow(() -> ProblemException.notFound(
                        "There is no request %s; ids stand in the list at /api/v1/account-requests".formatted(id)));
    }

    static UUID uuid(String id) {
        if (!id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw RequestParameters.wrong("id", id, "a UUID in lower case");
        }
        return UUID.fromString(id);
    }

    static String words(String field, @Nullable String given) {
        if (given == null || given.isBlank() || given.length() > 2_000) {
            throw RequestParameters.wrong(field, given == null ? "" : given, "1 to 2000 characters");
        }
        return given;
    }

    private Actor actor() {
        return actor(identity);
    }

    static Actor actor(SecurityIdentity identity) {
        return new Actor(identity.getPrincipal().getName(), identity.getRoles());
    }

    private static @Nullable Approval proposal(@Nullable Decision decision) {
        return decision == null
                ? null
                : new Approval(decision.auto() ? "APPROVED" : "OPEN", decision, null, null, null, null);
    }

    private RequestView dryRun(AccountRequest wish, Accepted accepted) {
        return new RequestView(
                null,
                RequestKind.VEND,
                wish,
                accepted.name(),
                accepted.email(),
                accepted.blueprint(),
                accepted.ou(),
                actor().name(),
                "DRY_RUN",
                null,
                null,
                proposal(accepted.approval()),
                accepted.estimate(),
                List.of(),
                null,
                null,
                null);
    }
}
