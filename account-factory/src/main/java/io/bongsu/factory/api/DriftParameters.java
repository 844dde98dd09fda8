package io.bongsu.factory.api;

import io.bongsu.factory.drift.Drift.State;
import io.bongsu.factory.drift.Drifts.Filter;
import io.bongsu.factory.drift.Drifts.Position;
import io.bongsu.factory.request.RequestStore;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.NullUnmarked;

/** The query of the list of drift records. JAX-RS fills the fields; nothing here is trusted before {@link #filter}. */
@NullUnmarked
public class DriftParameters {

    private static final List<String> STATES =
            Arrays.stream(State.values()).map(Enum::name).toList();

    @QueryParam("account")
    @Parameter(description = "The account's id, twelve digits; or a policy's, p-…")
    String account;

    @QueryParam("state")
    @Parameter(description = "OPEN, REPAIRING, REPAIRED, ACCEPTED or GONE")
    String state;

    @QueryParam("item")
    @Parameter(description = "What differs, or its beginning: ou, tag:, policy:bongsu-sandbox")
    String item;

    @QueryParam("size")
    @Parameter(description = "Records on a page, 1 to 200; 50 if not given")
    String size;

    @QueryParam("cursor")
    @Parameter(description = "Where the page begins: next of the page before")
    String cursor;

    Filter filter() {
        if (account != null && !account.matches("\\d{12}|p-[0-9a-zA-Z_]{8,128}")) {
            throw RequestParameters.wrong("account", account, "twelve digits, or a policy's id");
        }
        if (state != null && !STATES.contains(state)) {
            throw RequestParameters.wrong("state", state, "one of " + STATES);
        }
        RequestStore.Position before = RequestParameters.position(cursor);
        return new Filter(
                account,
                state == null ? null : State.valueOf(state),
                RequestParameters.text("item", item),
                before == null ? null : new Position(before.createdAt(), before.id()),
                RequestParameters.size(size));
    }
}
