package io.bongsu.factory.api;

import static io.bongsu.factory.api.FactoryProblems.told;

import io.bongsu.factory.AccountFactory;
import io.bongsu.factory.governance.Imports.Imported;
import io.bongsu.factory.governance.Imports.Wish;
import io.bongsu.kit.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Accounts that the factory didn't make, and is to govern. */
@Path("/api/v1/account-imports")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Accounts")
public final class AccountImportsResource {

    private static final String EXAMPLE =
            """
            {"accounts": ["111122223333"], "owner": "kim@company.example", "cost_centre": "CC-1042", "blueprint": "none",
             "environment": "prod", "data_class": "internal", "isms_scope": true}""";

    private final AccountFactory factory;
    private final SecurityIdentity identity;

    @Inject
    AccountImportsResource(AccountFactory factory, SecurityIdentity identity) {
        this.factory = factory;
        this.identity = identity;
    }

    /**
     * What became of an import.
     *
     * @param items one for each account
     */
    public record ImportResult(List<Imported> items) {
        public ImportResult {
            items = List.copyOf(items);
        }
    }

    @POST
    @Operation(
            summary = "Imports accounts",
            description =
                    "All of them or none, and every reason at once. Accounts that are governed already are left as they are, so a repetition does no harm.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Wish.class),
                            examples = @ExampleObject(name = "one", value = EXAMPLE)))
    @APIResponse(responseCode = "200", description = "What became of each account, or would")
    @APIResponse(responseCode = "400", description = "The body is not of the form asked for")
    @APIResponse(responseCode = "409", description = "Another request about one of the accounts was a moment faster")
    @APIResponse(responseCode = "422", description = "Refused; reasons lists everything that is wrong")
    @APIResponse(responseCode = "503", description = "The accounts can't be checked now")
    public ImportResult imports(
            @Nullable Wish wish,
            @QueryParam("dry_run") @DefaultValue("false") @Parameter(description = "Only check: true or false")
                    String dryRun) {
        if (wish == null) {
            throw ProblemException.badRequest("The body is empty; expected an import, see /q/openapi");
        }
        if (!dryRun.equals("true") && !dryRun.equals("false")) {
            throw RequestParameters.wrong("dry_run", dryRun, "true or false");
        }
        return told(() -> {
            List<Imported> done = factory.governance()
                    .imports()
                    .accept(wish, AccountRequestsResource.actor(identity), dryRun.equals("true"));
            done.forEach(each -> {
                if (each.outcome().equals("ACCEPTED") && each.request() != null) {
                    factory.scheduler().wake(each.request());
                }
            });
            return new ImportResult(done);
        });
    }
}
