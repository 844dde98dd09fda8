package io.bongsu.factory.api;

import io.bongsu.factory.AccountFactory;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What certificates are checked with. */
@Path("/api/v1/certificate-key")
@Produces(MediaType.TEXT_PLAIN)
@Tag(name = "Certificates")
public final class CertificateKeyResource {

    private final AccountFactory factory;

    @Inject
    CertificateKeyResource(AccountFactory factory) {
        this.factory = factory;
    }

    @GET
    @Operation(summary = "Gives the public key of the vending certificates", description = "PEM; it is no secret.")
    @APIResponse(responseCode = "200", description = "The public key")
    public String key() {
        return factory.certificates().publicKey();
    }
}
