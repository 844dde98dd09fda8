package io.bongsu.factory.api;

import static io.bongsu.factory.api.FactoryProblems.told;

import io.bongsu.factory.AccountFactory;
import io.bongsu.factory.request.JournalEntry;
import io.bongsu.factory.request.Json;
import io.bongsu.kit.ProblemException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A request's journal as it grows. */
@Path("/api/v1/account-requests/{id}/events")
@Tag(name = "Account requests")
public final class EventsResource {

    private static final Duration POLL = Duration.ofMillis(500);

    private final AccountFactory factory;

    @Inject
    EventsResource(AccountFactory factory) {
        this.factory = factory;
    }

    /** What one look at the journal found; nothing comes after the last. */
    private record Look(List<JournalEntry> entries, boolean last) {}

    @GET
    @Blocking // Whether there is such a request is asked before the stream begins.
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "Follows a request",
            description =
                    "Server-sent events, one per journal entry, from the first or after Last-Event-ID. The stream ends with the request.")
    @APIResponse(responseCode = "200", description = "The events; each one's data is a journal entry as JSON")
    @APIResponse(responseCode = "400", description = "The id or Last-Event-ID is not of its form")
    @APIResponse(responseCode = "404", description = "There is no such request")
    public Multi<OutboundSseEvent> follow(
            @PathParam("id") @Parameter(description = "The request's id, a UUID") String id,
            @HeaderParam("Last-Event-ID") @Parameter(description = "The last event that was seen") @Nullable String lastSeen,
            @Context Sse sse) {
        UUID request = AccountRequestsResource.uuid(id);
        AtomicLong seen = new AtomicLong(number(lastSeen));
        if (told(() -> factory.requests().find(request)).isEmpty()) {
            throw ProblemException.notFound(
                    "There is no request %s; ids stand in the list at /api/v1/account-requests".formatted(id));
        }
        return looks(request, seen).onItem().transformToIterable(Look::entries).map(entry -> sse.newEventBuilder()
                .id(Long.toString(entry.id()))
                .name(entry.kind().name())
                .data(Json.write(entry))
                .build());
    }

    private Multi<Look> looks(UUID request, AtomicLong seen) {
        return Multi.createBy()
                .repeating()
                .uni(() -> Uni.createFrom()
                        .item(() -> look(request, seen))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .withDelay(POLL)
                .whilst(look -> !look.last());
    }

    private Look look(UUID request, AtomicLong seen) {
        // In this order: what is written in between is found at the next look, and the end only after its entry.
        boolean ended = factory.requests().find(request).orElseThrow().state().ended();
        List<JournalEntry> entries = factory.journal().after(request, seen.get());
        if (!entries.isEmpty()) {
            seen.set(entries.getLast().id());
        }
        return new Look(entries, ended && entries.isEmpty());
    }

    private static long number(@Nullable String lastSeen) {
        if (lastSeen == null) {
            return 0;
        }
        if (!lastSeen.matches("\\d{1,18}")) {
            throw RequestParameters.wrong("Last-Event-ID", lastSeen, "the id of an event");
        }
        return Long.parseLong(lastSeen);
    }
}
