package io.bongsu.factory.api;

import static io.bongsu.factory.api.FactoryProblems.told;

import io.bongsu.factory.AccountFactory;
import io.bongsu.factory.gate.GateReport;
import io.bongsu.kit.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the gate found. */
@Path("/api/v1/account-requests/{id}/report")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Account requests")
public final class ReportResource {

    private final AccountFactory factory;

    @Inject
    ReportResource(AccountFactory factory) {
        this.factory = factory;
    }

    @GET
    @Operation(
            summary = "Shows what the gate found of a request's account",
            description =
                    "The newest report: each verdict that keeps the account in the holding OU, with evidence and what to do.")
    @APIResponse(responseCode = "200", description = "The report")
    @APIResponse(responseCode = "400", description = "The id is not of its form")
    @APIResponse(responseCode = "404", description = "There is no such request, or its account was not judged yet")
    public GateReport report(@PathParam("id") @Parameter(description = "The request's id, a UUID") String id) {
        UUID request = AccountRequestsResource.uuid(id);
        return told(() -> factory.reports().newest(request))
                .orElseThrow(() -> ProblemException.notFound(
                        "There is no report of request %s; there is one once its account was judged".formatted(id)));
    }
}
