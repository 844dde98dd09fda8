package io.bongsu.factory.api;

import static io.bongsu.factory.api.FactoryProblems.told;

import io.bongsu.factory.AccountFactory;
import io.bongsu.factory.drift.Drifts;
import io.bongsu.factory.governance.Changes.Change;
import io.bongsu.factory.inventory.Accounts.Account;
import io.bongsu.factory.inventory.Accounts.Filter;
import io.bongsu.factory.request.RequestStore;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.kit.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/** The organization's accounts. */
@Path("/api/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Accounts")
public final class AccountsResource {

    private static final int LATEST = 50;

    private static final String EXAMPLE =
            """
            {"owner": "lee@company.example", "cost_centre": "CC-2001", "reason": "The ledger team moved"}""";

    private final AccountFactory factory;
    private final SecurityIdentity identity;
    private final RequestViews views;

    @Inject
    AccountsResource(AccountFactory factory, SecurityIdentity identity) {
        this.factory = factory;
        this.identity = identity;
        this.views = new RequestViews(factory);
    }

    /**
     * Why something is done.
     *
     * @param reason in words
     */
    @Schema(name = "AccountReason")
    public record Why(@Nullable String reason) {}

    @GET
    @Operation(summary = "Lists accounts", description = "By id, as last seen; asks nothing of AWS.")
    @APIResponse(responseCode = "200", description = "A page of accounts")
    @APIResponse(responseCode = "400", description = "A parameter is wrong; the problem says which")
    @APIResponse(responseCode = "503", description = "The database does not answer")
    public AccountsPage list(@BeanParam AccountParameters parameters) {
        return told(() -> {
            Filter filter = parameters.filter(factory.tree());
            List<Account> found = factory.accounts().list(filter);
            Map<String, String> paths = factory.tree()
                    .paths(found.stream()
                            .map(Account::ouId)
                            .filter(Objects::nonNull)
                            .distinct()
                            .toList());
            return new AccountsPage(
                    found.stream()
                            .map(each -> AccountView.of(each, paths.get(each.ouId())))
                            .toList(),
                    found.size() < filter.size() ? null : found.getLast().id());
        });
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Shows an account with its requests and its certificate")
    @APIResponse(responseCode = "200", description = "The account")
    @APIResponse(responseCode = "400", description = "The id is not of its form")
    @APIResponse(responseCode = "404", description = "There is no such account")
    @APIResponse(responseCode = "503", description = "The database does not answer")
    public AccountDetail one(@PathParam("id") @Parameter(description = "Twelve digits") String id) {
        return told(() -> {
            Account account = find(factory, id);
            String ou = account.ouId();
            return new AccountDetail(
                    AccountView.of(account, ou == null ? null : factory.tree().path(ou)),
                    certificate(account.origin()),
                    factory.requests().list(new RequestStore.Filter(null, null, null, id, null, LATEST)).stream()
                            .map(AccountsResource::brief)
                            .toList(),
                    factory.drifts().list(new Drifts.Filter(id, null, null, null, LATEST)));
        });
    }

    @PATCH
    @Path("{id}")
    @Operation(
            summary = "Changes an account",
            description =
                    "Name, address, owner, cost centre or organizational unit: a request of its own, approved as the approval policy says. A new address is confirmed with a code that AWS sends to it.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Change.class),
                            examples = @ExampleObject(name = "owner", value = EXAMPLE)))
    @APIResponse(responseCode = "201", description = "The request that changes it")
    @APIResponse(responseCode = "400", description = "The id or the body is not of its form")
    @APIResponse(responseCode = "404", description = "There is no such account")
    @APIResponse(responseCode = "409", description = "Another request about the account is open")
    @APIResponse(responseCode = "422", description = "Refused; reasons lists everything that is wrong")
    @APIResponse(responseCode = "503", description = "The database does not answer")
    public Response change(
            @PathParam("id") @Parameter(description = "Twelve digits") String id, @Nullable Change change) {
        if (change == null) {
            throw ProblemException.badRequest("The body is empty; expected what is to be different, see /q/openapi");
        }
        return told(() -> begun(
                factory,
                views,
                factory.governance()
                        .changes()
                        .accept(find(factory, id), change, AccountRequestsResource.actor(identity))));
    }

    @POST
    @Path("{id}/close")
    @Operation(
            summary = "Closes an account",
            description =
                    "Approved as the approval policy says; then the account waits in quarantine, where the closing can be cancelled; then it is closed, for good.")
    @APIResponse(responseCode = "201", description = "The request that closes it")
    @APIResponse(responseCode = "400", description = "The id is not of its form, or the reason is missing")
    @APIResponse(responseCode = "404", description = "There is no such account")
    @APIResponse(responseCode = "409", description = "Another request about the account is open")
    @APIResponse(responseCode = "422", description = "Refused; reasons lists everything that stands in the way")
    @APIResponse(responseCode = "503", description = "What stands in the way can't be found out now")
    public Response close(@PathParam("id") @Parameter(description = "Twelve digits") String id, @Nullable Why why) {
        String reason = AccountRequestsResource.words("reason", why == null ? null : why.reason());
        return told(() -> begun(
                factory,
                views,
                factory.governance().close(find(factory, id), reason, AccountRequestsResource.actor(identity))));
    }

    @POST
    @Path("{id}/close/cancel")
    @Operation(
            summary = "Cancels the closing of an account",
            description = "As long as Organizations isn't asked to close it. The account goes back where it was.")
    @APIResponse(responseCode = "200", description = "The request, which is being taken back")
    @APIResponse(responseCode = "400", description = "The id is not of its form, or the reason is missing")
    @APIResponse(responseCode = "404", description = "There is no such account")
    @APIResponse(responseCode = "409", description = "The account isn't being closed, or it is too late")
    @APIResponse(responseCode = "503", description = "The database does not answer")
    public RequestView cancel(@PathParam("id") @Parameter(description = "Twelve digits") String id, @Nullable Why why) {
        String reason = AccountRequestsResource.words("reason", why == null ? null : why.reason());
        return told(() -> {
            UUID closing = factory.governance()
                    .cancelClosing(find(factory, id), reason, AccountRequestsResource.actor(identity));
            factory.scheduler().wake(closing);
            return views.view(factory.requests().find(closing).orElseThrow());
        });
    }

    /** The answer with a request that was just accepted. */
    static Response begun(AccountFactory factory, RequestViews views, UUID request) {
        factory.scheduler().wake(request);
        return Response.created(URI.create("/api/v1/account-requests/" + request))
                .entity(views.view(factory.requests().find(request).orElseThrow()))
                .build();
    }

    static Account find(AccountFactory factory, String id) {
        if (!id.matches("\\d{12}")) {
            throw RequestParameters.wrong("id", id, "twelve digits");
        }
        return factory.accounts()
                .find(id)
                .orElseThrow(() -> ProblemException.notFound(
                        "There is no account %s in the organization; ids stand in the list at /api/v1/accounts"
                                .formatted(id)));
    }

    private @Nullable String certificate(@Nullable UUID origin) {
        return origin != null && factory.accounts().certified(origin)
                ? "/api/v1/account-requests/%s/certificate".formatted(origin)
                : null;
    }

    private static AccountDetail.Brief brief(VendingRequest request) {
        return new AccountDetail.Brief(
                request.id(),
                request.kind().name(),
                request.held() ? "HELD" : request.state().name(),
                request.requester(),
                request.createdAt());
    }
}
