package io.bongsu.factory.api;

import static io.bongsu.factory.api.FactoryProblems.told;

import io.bongsu.factory.AccountFactory;
import io.bongsu.factory.drift.Drift;
import io.bongsu.factory.drift.Drifts.Filter;
import io.bongsu.kit.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Differences between what accounts are to be and what they are. */
@Path("/api/v1/drift")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Drift")
public final class DriftResource {

    private final AccountFactory factory;
    private final SecurityIdentity identity;
    private final RequestViews views;

    @Inject
    DriftResource(AccountFactory factory, SecurityIdentity identity) {
        this.factory = factory;
        this.identity = identity;
        this.views = new RequestViews(factory);
    }

    /**
     * A page of drift records, newest first.
     *
     * @param items the records
     * @param next cursor of the next page; none on the last
     */
    public record DriftPage(List<Drift> items, @Nullable String next) {
        public DriftPage {
            items = List.copyOf(items);
        }
    }

    @GET
    @Operation(summary = "Lists drift records", description = "Newest first, with who changed what and when.")
    @APIResponse(responseCode = "200", description = "A page of records")
    @APIResponse(responseCode = "400", description = "A parameter is wrong; the problem says which")
    @APIResponse(responseCode = "503", description = "The database does not answer")
    public DriftPage list(@BeanParam DriftParameters parameters) {
        Filter filter = parameters.filter();
        return told(() -> {
            List<Drift> found = factory.drifts().list(filter);
            return new DriftPage(
                    found,
                    found.size() < filter.size()
                            ? null
                            : RequestParameters.cursor(
                                    found.getLast().detectedAt(),
                                    found.getLast().id()));
        });
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Shows a drift record")
    @APIResponse(responseCode = "200", description = "The record")
    @APIResponse(responseCode = "400", description = "The id is not of its form")
    @APIResponse(responseCode = "404", description = "There is no such record")
    @APIResponse(responseCode = "503", description = "The database does not answer")
    public Drift one(@PathParam("id") @Parameter(description = "The record's id, a UUID") String id) {
        return told(() -> find(id));
    }

    @POST
    @Path("{id}/repair")
    @Operation(
            summary = "Repairs a drift",
            description =
                    "The step that owns the thing runs again, as a request of its own; nobody has to approve what was approved before.")
    @APIResponse(responseCode = "201", description = "The request that repairs it")
    @APIResponse(responseCode = "400", description = "The id is not of its form")
    @APIResponse(responseCode = "404", description = "There is no such record")
    @APIResponse(
            responseCode = "409",
            description = "It isn't open, only people can repair it, or another request about the account is open")
    @APIResponse(responseCode = "503", description = "The database does not answer")
    public Response repair(@PathParam("id") @Parameter(description = "The record's id, a UUID") String id) {
        return told(() -> AccountsResource.begun(
                factory,
                views,
                factory.governance().repair(find(id), factory.accounts(), AccountRequestsResource.actor(identity))));
    }

    @POST
    @Path("{id}/accept")
    @Operation(summary = "Accepts a drift", description = "What is, is expected from now on.")
    @APIResponse(responseCode = "200", description = "The record, which has ended")
    @APIResponse(responseCode = "400", description = "The id is not of its form, or the reason is missing")
    @APIResponse(responseCode = "404", description = "There is no such record")
    @APIResponse(responseCode = "409", description = "It isn't open")
    @APIResponse(responseCode = "503", description = "The database does not answer")
    public Drift accept(
            @PathParam("id") @Parameter(description = "The record's id, a UUID") String id,
            AccountsResource.@Nullable Why why) {
        String reason = AccountRequestsResource.words("reason", why == null ? null : why.reason());
        return told(() -> {
            Drift drift = find(id);
            factory.drifts().accept(drift.id(), reason, AccountRequestsResource.actor(identity));
            return find(id);
        });
    }

    private Drift find(String id) {
        return factory.drifts()
                .find(AccountRequestsResource.uuid(id))
                .orElseThrow(() -> ProblemException.notFound(
                        "There is no drift record %s; ids stand in the list at /api/v1/drift".formatted(id)));
    }
}
