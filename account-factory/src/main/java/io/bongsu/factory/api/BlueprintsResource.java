package io.bongsu.factory.api;

import io.bongsu.factory.AccountFactory;
import io.bongsu.factory.blueprint.Blueprint;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What accounts can be made from. */
@Path("/api/v1/blueprints")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Blueprints")
public final class BlueprintsResource {

    private final AccountFactory factory;

    @Inject
    BlueprintsResource(AccountFactory factory) {
        this.factory = factory;
    }

    /**
     * All blueprints.
     *
     * @param items by name, then version
     */
    public record All(List<Blueprint> items) {}

    @GET
    @Operation(summary = "Lists the blueprints with all their versions")
    @APIResponse(responseCode = "200", description = "The blueprints")
    public All list() {
        return new All(factory.blueprints().all());
    }
}
