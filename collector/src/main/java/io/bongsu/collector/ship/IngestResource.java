package io.bongsu.collector.ship;

import io.bongsu.kit.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Requests to read a directory or a bucket prefix: a backfill, an import, a demo. */
@Singleton
@Path("/api/v1/ingests")
public class IngestResource {

    private final ShipRole ship;

    @Inject
    IngestResource(ShipRole ship) {
        this.ship = ship;
    }

    /**
     * A request.
     *
     * @param location {@code /absolute/directory} or {@code s3://bucket/prefix}
     */
    public record Request(@NotBlank @Size(max = 4096) String location) {}

    @POST
    @Operation(
            summary = "Read every object below a directory or a bucket prefix",
            description = "Reading the same again is safe: what is stored already is suppressed")
    public Response create(@Valid @NotNull Request request) {
        checkRole();
        Ingest ingest = ship.request(request.location());
        return Response.accepted(ingest)
                .location(URI.create("/api/v1/ingests/" + ingest.id()))
                .build();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "How far a request is")
    public Ingest find(@PathParam("id") @Size(max = 64) String id) {
        checkRole();
        Ingest ingest = ship.find(id);
        if (ingest == null) {
            throw ProblemException.notFound(
                    "No ingest '%s' is known here; one that was under way when this process died begins anew shortly"
                            .formatted(id));
        }
        return ingest;
    }

    private void checkRole() {
        if (!ship.here()) {
            throw ProblemException.notFound("This is a collector in the role index; requests go to the role ship");
        }
    }
}
