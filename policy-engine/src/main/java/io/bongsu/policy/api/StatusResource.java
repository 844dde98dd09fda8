package io.bongsu.policy.api;

import io.bongsu.kit.ProblemException;
import io.bongsu.policy.store.Lag;
import io.bongsu.policy.topology.PolicyStreams;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How much is yet to be done. */
@Path("/api/v1/status")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Status")
public final class StatusResource {

    private final PolicyStreams streams;
    private final Lag lag;

    @Inject
    StatusResource(PolicyStreams streams, Lag lag) {
        this.streams = streams;
        this.lag = lag;
    }

    /**
     * What is done and what isn't.
     *
     * @param pending changes taken and not yet judged for everybody to see
     * @param evaluated verdicts given since this process began
     * @param lag records on Kafka that are not yet taken, or whose finding is not yet in OpenSearch
     */
    public record Status(long pending, long evaluated, long lag) {}

    @GET
    @Operation(
            summary = "Shows how much is yet to be done",
            description =
                    "When pending and lag are both 0, everything on Kafka is judged, and OpenSearch has its findings; they are searchable after its next refresh.")
    @APIResponse(responseCode = "200", description = "The numbers")
    @APIResponse(
            responseCode = "503",
            description = "The engine is starting, or takes over work from another; its numbers would mislead")
    public Status status() {
        if (!streams.running()) {
            throw ProblemException.unavailable("The policy engine is starting; ask again in a moment");
        }
        // In the direction that work flows: what moves on while we look is counted twice rather than not at all.
        long untaken = lag.ofTopology();
        long pending = streams.pending();
        long unindexed = lag.ofIndexing();
        return new Status(pending, streams.evaluated(), untaken + unindexed);
    }
}
