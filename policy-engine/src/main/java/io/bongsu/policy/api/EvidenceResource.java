package io.bongsu.policy.api;

import static io.bongsu.policy.api.DecisionProblems.told;

import io.bongsu.kit.ProblemException;
import io.bongsu.policy.attestation.EvidenceFile;
import io.bongsu.policy.attestation.EvidenceStore;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Files that prove what people attest, by the SHA-256 of their content. */
@Path("/api/v1/evidence")
@Tag(name = "Evidence")
public final class EvidenceResource {

    private final EvidenceStore store;
    private final SecurityIdentity identity;

    @Inject
    EvidenceResource(EvidenceStore store, SecurityIdentity identity) {
        this.store = store;
        this.identity = identity;
    }

    @POST
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Keeps a file",
            description =
                    "The body is the file. Its kind is checked by name and content: pdf, png, jpg, xlsx, docx, pptx, hwp, hwpx, txt, log, md, csv or json. The same content is kept once.")
    @APIResponse(responseCode = "201", description = "Kept; sha256 is its address")
    @APIResponse(responseCode = "400", description = "A parameter is wrong; the problem says which")
    @APIResponse(responseCode = "413", description = "The body is larger than the service reads at all")
    @APIResponse(responseCode = "415", description = "The body is not application/octet-stream")
    @APIResponse(responseCode = "422", description = "The file is empty, too large or of a kind that isn't taken")
    @APIResponse(responseCode = "503", description = "PostgreSQL does not answer")
    public Response put(
            @QueryParam("name") @Parameter(description = "The file's name, with its extension") @Nullable String name,
            @QueryParam("actor") @Parameter(description = "Who gives it") @Nullable String actor,
            byte[] content) {
        String called = Given.fileName("name", name);
        var giver = Given.actor(actor, identity);
        EvidenceFile kept = told(() -> store.put(called, content, giver));
        return Response.created(URI.create("/api/v1/evidence/" + kept.sha256()))
                .entity(kept)
                .build();
    }

    @GET
    @Path("{sha256}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(summary = "Gives a file", description = "As a download, never as something to show.")
    @APIResponse(responseCode = "200", description = "The file")
    @APIResponse(responseCode = "400", description = "The hash is not of its form")
    @APIResponse(responseCode = "404", description = "There is no such file")
    @APIResponse(responseCode = "503", description = "PostgreSQL does not answer")
    public Response get(
            @PathParam("sha256") @Parameter(description = "Of its content, 64 hexadecimal digits") String sha256) {
        String hash = Given.sha256("sha256", sha256);
        EvidenceStore.Content content = told(() -> store.get(hash))
                .orElseThrow(() -> ProblemException.notFound("There is no evidence %s".formatted(hash)));
        return Response.ok(content.bytes())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("Content-Disposition", attachment(content.file().name()))
                .header("Cache-Control", "private, no-store")
                .build();
    }

    /** RFC 6266, section 4.3: names beyond ASCII in the extended form. */
    private static String attachment(String name) {
        return "attachment; filename*=UTF-8''"
                + URLEncoder.encode(name, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("*", "%2A");
    }
}
