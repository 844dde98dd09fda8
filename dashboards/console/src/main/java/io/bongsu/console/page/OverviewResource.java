package io.bongsu.console.page;

import io.bongsu.console.logs.Histogram;
import io.bongsu.console.logs.LogQuery;
import io.bongsu.console.logs.LogStore;
import io.bongsu.console.upstream.Pipeline;
import io.bongsu.console.upstream.PolicyEngine;
import io.bongsu.contracts.FindingView;
import io.bongsu.contracts.Severity;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The first page: what came in, what is wrong, how the packs stand, whether the pipeline is sound. */
@Singleton
@Path("/")
public final class OverviewResource {

    private static final int REFRESH_SECONDS = 30;
    private static final int NEWEST = 7;

    private final Pages pages;
    private final LogStore logs;
    private final PolicyEngine engine;
    private final Pipeline pipeline;

    @Inject
    OverviewResource(Pages pages, LogStore logs, PolicyEngine engine, Pipeline pipeline) {
        this.pages = pages;
        this.logs = logs;
        this.engine = engine;
        this.pipeline = pipeline;
    }

    @GET
    @Operation(hidden = true)
    public Response overview(
            @QueryParam("range") @Nullable String range,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        Viewer viewer = Viewer.of(headers);
        Gathering gathering = new Gathering();
        Supplier<@Nullable List<OverviewView.SeverityLine>> severities = gathering.start(this::severities);
        Supplier<@Nullable List<OverviewView.PackScore>> packs = gathering.start(this::packs);
        Supplier<@Nullable List<FindingView>> newest = gathering.start(this::newest);
        Supplier<OverviewView.@Nullable Books> books = gathering.start(() -> OverviewView.Books.of(pipeline.books()));
        TimeRange time = TimeRange.choose(range, from, to, viewer.clock(), Instant.now(), logs::extent, gathering);
        Histogram histogram = gathering.now(() -> logs.histogram(
                new LogQuery(time.span(), "", "", "", List.of(), null),
                viewer.clock().zone()));

        Href search = time.on(Href.to("/logs"));
        List<OverviewView.Account> accounts = histogram == null
                ? List.of()
                : histogram.accounts().entrySet().stream()
                        .map(entry -> new OverviewView.Account(
                                entry.getKey(),
                                entry.getValue(),
                                search.with("account", entry.getKey()).toString()))
                        .toList();
        OverviewView view = new OverviewView(
                new RangePicker(time, viewer.clock(), "/", Map.of(), time.on(Href.to("/"))),
                histogram,
                histogram == null ? null : Chart.of(histogram, time.span(), viewer, Href.to("/logs")),
                accounts,
                severities.get(),
                packs.get(),
                newest.get(),
                books.get());
        Page page = pages.page("overview", viewer, uri, gathering.notices(), time.live() ? REFRESH_SECONDS : 0);
        return pages.render(page, Templates.overview(page, view));
    }

    /** Every severity, gravest first, those without findings too. */
    private List<OverviewView.SeverityLine> severities() {
        Map<Severity, PolicyEngine.OfSeverity> counted = engine.summary().severities().stream()
                .collect(Collectors.toMap(PolicyEngine.OfSeverity::severity, line -> line));
        return List.of(Severity.values()).reversed().stream()
                .map(severity -> counted.getOrDefault(severity, new PolicyEngine.OfSeverity(severity, 0, 0)))
                .map(line -> new OverviewView.SeverityLine(
                        line.severity().name(),
                        line.fail(),
                        line.error(),
                        Href.to("/findings")
                                .and("severity", line.severity().name())
                                .toString()))
                .toList();
    }

    private List<OverviewView.PackScore> packs() {
        return engine.packs().stream()
                .filter(PolicyEngine.PackHead::standard)
                .map(head -> {
                    PolicyEngine.Compliance compliance = engine.compliance(head.id());
                    return new OverviewView.PackScore(head, compliance, StatusCounts.of(compliance.controls()));
                })
                .toList();
    }

    /** The gravest open failures. */
    private List<FindingView> newest() {
        return engine.findings(Map.of("status", List.of("FAIL"), "size", List.of(Integer.toString(NEWEST))))
                .items();
    }
}
