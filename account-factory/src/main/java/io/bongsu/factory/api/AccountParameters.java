package io.bongsu.factory.api;

import io.bongsu.factory.inventory.Accounts.Filter;
import io.bongsu.factory.inventory.OrganizationTree;
import jakarta.ws.rs.QueryParam;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.NullUnmarked;

/** The query of the list of accounts. JAX-RS fills the fields; nothing here is trusted before {@link #filter}. */
@NullUnmarked
public class AccountParameters {

    private static final Set<String> STATES =
            Set.of("PENDING_ACTIVATION", "ACTIVE", "SUSPENDED", "PENDING_CLOSURE", "CLOSED", "REMOVED");

    @QueryParam("ou")
    @Parameter(description = "An organizational unit by id, name or path (Root/workload/prod); those beneath it count")
    String ou;

    @QueryParam("state")
    @Parameter(description = "PENDING_ACTIVATION, ACTIVE, SUSPENDED, PENDING_CLOSURE, CLOSED or REMOVED")
    String state;

    @QueryParam("q")
    @Parameter(description = "Part of the account's name, address or id")
    String q;

    @QueryParam("email")
    @Parameter(description = "The root user's whole address, in any letter case")
    String email;

    @QueryParam("owner")
    @Parameter(description = "Who answers for the account")
    String owner;

    @QueryParam("governed")
    @Parameter(description = "Whether the factory knows what the account is to be: true or false")
    String governed;

    @QueryParam("size")
    @Parameter(description = "Accounts on a page, 1 to 200; 50 if not given")
    String size;

    @QueryParam("cursor")
    @Parameter(description = "Where the page begins: next of the page before")
    String cursor;

    Filter filter(OrganizationTree tree) {
        if (state != null && !STATES.contains(state)) {
            throw RequestParameters.wrong("state", state, "one of " + new TreeSet<>(STATES));
        }
        if (governed != null && !governed.equals("true") && !governed.equals("false")) {
            throw RequestParameters.wrong("governed", governed, "true or false");
        }
        if (cursor != null && !cursor.matches("\\d{12}")) {
            throw RequestParameters.wrong("cursor", cursor, "the value of next of the page before");
        }
        return new Filter(
                unit(tree),
                state,
                RequestParameters.text("q", q),
                RequestParameters.text("email", email),
                RequestParameters.text("owner", owner),
                governed == null ? null : Boolean.valueOf(governed),
                cursor,
                RequestParameters.size(size));
    }

    private String unit(OrganizationTree tree) {
        if (RequestParameters.text("ou", ou) == null) {
            return null;
        }
        return tree.find(ou)
                .map(OrganizationTree.Unit::id)
                .orElseThrow(
                        () -> RequestParameters.wrong(
                                "ou",
                                ou,
                                "the id, the path or the unambiguous name of an organizational unit, see /api/v1/organization/tree"));
    }
}
