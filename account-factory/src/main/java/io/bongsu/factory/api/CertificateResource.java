package io.bongsu.factory.api;

import static io.bongsu.factory.api.FactoryProblems.told;

import io.bongsu.factory.AccountFactory;
import io.bongsu.kit.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A request's vending certificate. */
@Path("/api/v1/account-requests/{id}/certificate")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Certificates")
public final class CertificateResource {

    private final AccountFactory factory;

    @Inject
    CertificateResource(AccountFactory factory) {
        this.factory = factory;
    }

    @GET
    @Operation(
            summary = "Gives a request's vending certificate",
            description =
                    "What was judged, by which pack, with which verdicts, signed. It can be checked with the public key alone, see /api/v1/certificate-key.")
    @APIResponse(responseCode = "200", description = "The certificate as a file")
    @APIResponse(responseCode = "400", description = "The id is not of its form")
    @APIResponse(responseCode = "404", description = "There is no such request, or its account was not certified yet")
    public Response certificate(@PathParam("id") @Parameter(description = "The request's id, a UUID") String id) {
        UUID request = AccountRequestsResource.uuid(id);
        String file = told(() -> factory.certificates().file(request))
                .orElseThrow(() -> ProblemException.notFound(
                        "There is no certificate of request %s; there is one once its account passed the gate"
                                .formatted(id)));
        return Response.ok(file)
                .header("Content-Disposition", "attachment; filename=\"certificate-%s.json\"".formatted(request))
                .build();
    }
}
