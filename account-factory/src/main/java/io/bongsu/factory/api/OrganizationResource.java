package io.bongsu.factory.api;

import static io.bongsu.factory.api.FactoryProblems.told;

import io.bongsu.factory.AccountFactory;
import io.bongsu.factory.organization.Plan;
import io.bongsu.kit.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The organization as code. */
@Path("/api/v1/organization")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Organization")
public final class OrganizationResource {

    private static final String YAML = "application/yaml";
    private static final String EXAMPLE =
            """
            root:
              policies: [FullAWSAccess]
              children:
                - name: workloads
                  children: [{name: prod}, {name: dev}]
            """;

    private final AccountFactory factory;
    private final SecurityIdentity identity;

    @Inject
    OrganizationResource(AccountFactory factory, SecurityIdentity identity) {
        this.factory = factory;
        this.identity = identity;
    }

    /**
     * What to apply.
     *
     * @param plan its id, a UUID
     */
    public record Apply(@Nullable String plan) {}

    @POST
    @Path("plan")
    @Consumes({YAML, "text/yaml", MediaType.TEXT_PLAIN})
    @Operation(
            summary = "Finds out how the organization differs from a declaration",
            description = "Gives the changes in the order in which they would be made; nothing is done.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = YAML,
                            schema = @Schema(type = SchemaType.STRING),
                            examples = @ExampleObject(name = "tree", value = EXAMPLE)))
    @APIResponse(responseCode = "201", description = "The plan")
    @APIResponse(responseCode = "400", description = "The body is empty")
    @APIResponse(
            responseCode = "422",
            description = "The declaration can't be applied; reasons lists everything that is wrong")
    @APIResponse(
            responseCode = "503",
            description = "The organization can't be read now, or the database does not answer")
    public Response plan(@Nullable String yaml) {
        if (yaml == null || yaml.isBlank()) {
            throw ProblemException.badRequest(
                    "The body is empty; expected a declaration in YAML, see organization/sample.yaml");
        }
        Plan plan = told(
                () -> factory.organization().plan(yaml, identity.getPrincipal().getName()));
        return Response.created(URI.create("/api/v1/organization/plans/" + plan.id()))
                .entity(plan)
                .build();
    }

    @POST
    @Path("apply")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Makes the changes of a plan",
            description = "Refused where the organization changed since the plan was made.")
    @APIResponse(
            responseCode = "202",
            description = "It is being applied; its progress stands at /api/v1/organization/plans/{id}")
    @APIResponse(responseCode = "400", description = "The plan's id is missing or not of its form")
    @APIResponse(responseCode = "404", description = "There is no such plan")
    @APIResponse(
            responseCode = "409",
            description = "The organization changed since, it was applied before, or another plan is being applied")
    @APIResponse(
            responseCode = "503",
            description = "The organization can't be read now, or the database does not answer")
    public Response apply(@Nullable Apply apply) {
        String given = apply == null || apply.plan() == null ? "" : apply.plan();
        UUID id = one(given).id();
        Plan plan = told(
                () -> factory.organization().apply(id, identity.getPrincipal().getName()));
        factory.scheduler().wakeOrganization(id);
        return Response.accepted(plan).build();
    }

    @GET
    @Path("plans/{id}")
    @Operation(summary = "Shows a plan with the progress of its changes")
    @APIResponse(responseCode = "200", description = "The plan")
    @APIResponse(responseCode = "400", description = "The id is not of its form")
    @APIResponse(responseCode = "404", description = "There is no such plan")
    public Plan one(@PathParam("id") String id) {
        UUID plan = AccountRequestsResource.uuid(id);
        return told(() -> factory.organization().find(plan))
                .orElseThrow(() -> ProblemException.notFound(
                        "There is no plan %s; make one with POST /api/v1/organization/plan".formatted(id)));
    }
}
