package io.bongsu.console.page;

import io.bongsu.console.logs.DeadLetter;
import io.bongsu.console.logs.Quarantine;
import io.bongsu.console.upstream.Pipeline;
import io.bongsu.contracts.PipelineView;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Whether every record is accounted for, and what could not be read. */
@Singleton
@Path("pipeline")
public final class PipelineResource {

    private static final int NEWEST = 50;
    private static final int REFRESH_SECONDS = 10;

    private final Pages pages;
    private final Pipeline pipeline;
    private final Quarantine quarantine;

    @Inject
    PipelineResource(Pages pages, Pipeline pipeline, Quarantine quarantine) {
        this.pages = pages;
        this.pipeline = pipeline;
        this.quarantine = quarantine;
    }

    @GET
    @Operation(hidden = true)
    public Response pipeline(@Context HttpHeaders headers, @Context UriInfo uri) {
        Viewer viewer = Viewer.of(headers);
        Gathering gathering = new Gathering();
        Supplier<@Nullable PipelineView> asked = gathering.start(pipeline::books);
        Supplier<@Nullable List<DeadLetter>> letters = gathering.start(() -> quarantine.newest(NEWEST));
        PipelineView books = asked.get();
        PipelinePageView view = new PipelinePageView(
                books == null ? null : OverviewView.Books.of(books),
                books == null ? List.of() : lines(books),
                letters.get());
        Page page = pages.page("pipeline", viewer, uri, gathering.notices(), REFRESH_SECONDS);
        return pages.render(page, Templates.pipeline(page, view));
    }

    private static List<PipelinePageView.Line> lines(PipelineView books) {
        return books.logTypes().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> {
                    PipelineView.Counters c = entry.getValue();
                    return new PipelinePageView.Line(
                            entry.getKey(), c, c.read() - c.stored() - c.suppressed() - c.filtered() - c.quarantined());
                })
                .toList();
    }
}
