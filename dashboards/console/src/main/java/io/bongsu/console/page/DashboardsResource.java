package io.bongsu.console.page;

import io.bongsu.console.ConsoleConfig;
import io.bongsu.console.logs.DashboardStore;
import io.bongsu.console.logs.FieldFilter;
import io.bongsu.console.logs.LogStore;
import io.bongsu.console.logs.Span;
import io.bongsu.dashboards.Dashboard;
import io.bongsu.kit.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The dashboards: the frame at once, the answers of all panels by a second request. */
@Singleton
@Path("dashboards")
public final class DashboardsResource {

    private static final int REFRESH_SECONDS = 30;
    private static final int MAX_FILTERS = 20;

    private final Pages pages;
    private final LogStore logs;
    private final DashboardStore store;
    private final Map<String, List<String>> units;

    @Inject
    DashboardsResource(Pages pages, LogStore logs, DashboardStore store, ConsoleConfig config) {
        this.pages = pages;
        this.logs = logs;
        this.store = store;
        this.units = Map.copyOf(config.organizationalUnits());
    }

    @GET
    @Operation(hidden = true)
    public Response directory(@Context HttpHeaders headers, @Context UriInfo uri) {
        Viewer viewer = Viewer.of(headers);
        Page page = pages.page("dashboards", viewer, uri, List.of());
        return pages.render(page, Templates.dashboards(page, new DashboardView.Directory(tabs("", Href.to("/")))));
    }

    @GET
    @Path("{name}")
    @Operation(hidden = true)
    public Response dashboard(
            @PathParam("name") String name,
            @QueryParam("account") @DefaultValue("") String account,
            @QueryParam("ou") @DefaultValue("") String unit,
            @QueryParam("f") List<String> filterTexts,
            @QueryParam("range") @Nullable String range,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        Dashboard dashboard = find(name);
        Viewer viewer = Viewer.of(headers);
        Gathering gathering = new Gathering();
        TimeRange time = TimeRange.choose(range, from, to, viewer.clock(), Instant.now(), logs::extent, gathering);
        Asked asked = asked(account, unit, filterTexts, gathering);
        Href here = asked.on(Href.to("/dashboards/" + name));
        Href panels = asked.on(Href.to("/dashboards/" + name + "/panels"));
        panels = time.live()
                ? panels.with("range", time.key())
                : panels.with("from", time.span().from().toString())
                        .with("to", time.span().to().toString());
        DashboardView view = new DashboardView(
                dashboard,
                new RangePicker(
                        time,
                        viewer.clock(),
                        "/dashboards/" + name,
                        Map.of("account", List.of(asked.account()), "ou", List.of(asked.unit()), "f", asked.texts()),
                        time.on(here)),
                asked.account(),
                asked.unit(),
                units.keySet().stream().sorted().toList(),
                chips(asked, time.on(here)),
                asked.texts(),
                panels.toString(),
                time.live() ? REFRESH_SECONDS : 0,
                tabs(name, time.on(asked.on(Href.to("/")))),
                time.on(Href.to("/dashboards/" + name)).toString());
        Page page = pages.page("dashboards", viewer, uri, gathering.notices());
        return pages.render(page, Templates.dashboard(page, view));
    }

    @GET
    @Path("{name}/panels")
    @Operation(hidden = true)
    public Response panels(
            @PathParam("name") String name,
            @QueryParam("account") @DefaultValue("") String account,
            @QueryParam("ou") @DefaultValue("") String unit,
            @QueryParam("f") List<String> filterTexts,
            @QueryParam("range") @Nullable String range,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        Dashboard dashboard = find(name);
        Viewer viewer = Viewer.of(headers);
        Gathering gathering = new Gathering();
        TimeRange time = TimeRange.choose(range, from, to, viewer.clock(), Instant.now(), logs::extent, gathering);
        Asked asked = asked(account, unit, filterTexts, gathering);
        DashboardStore.Question question =
                new DashboardStore.Question(steady(time), asked.accounts(units), asked.filters());
        DashboardStore.Answers answers = gathering.now(
                () -> store.ask(dashboard, question, viewer.clock().zone()));
        Page page = pages.page("dashboards", viewer, uri, gathering.notices());
        Href here = time.on(asked.on(Href.to("/dashboards/" + name)));
        PanelViews views = new PanelViews(page, question, asked.account(), time, here);
        PanelsView view = new PanelsView(
                answers == null
                        ? List.of()
                        : answers.panels().stream().map(views::of).toList(),
                answers == null ? List.of() : answers.accounts(),
                here.without("from").without("to").with("range", "all").toString());
        return pages.render(page, Templates.panels(page, view));
    }

    /** Readers of one minute share one answer: OpenSearch keeps what was asked in the same words. */
    private static Span steady(TimeRange time) {
        if (!time.live()) {
            return time.span();
        }
        Instant to = time.span().to().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        return new Span(to.minus(time.span().length()), to);
    }

    private static Dashboard find(String name) {
        return DashboardStore.DEFINITIONS
                .find(name)
                .orElseThrow(() -> ProblemException.notFound("No dashboard '%s'; see /dashboards".formatted(name)));
    }

    private record Asked(String account, String unit, List<FieldFilter> filters) {

        Href on(Href href) {
            return href.and("account", account).and("ou", unit).and("f", texts());
        }

        List<String> texts() {
            return filters.stream().map(FieldFilter::text).toList();
        }

        /** The accounts that are asked for; an account outside of the chosen unit leaves none, which matches nothing. */
        List<String> accounts(Map<String, List<String>> units) {
            if (unit.isEmpty()) {
                return account.isEmpty() ? List.of() : List.of(account);
            }
            List<String> members = units.getOrDefault(unit, List.of());
            List<String> both = account.isEmpty()
                    ? members
                    : members.stream().filter(account::equals).toList();
            return both.isEmpty() ? List.of("none") : both;
        }
    }

    private Asked asked(String account, String unit, List<String> filterTexts, Gathering gathering) {
        List<FieldFilter> filters = filterTexts.stream()
                .limit(MAX_FILTERS)
                .map(FieldFilter::parse)
                .flatMap(Optional::stream)
                .toList();
        if (filters.size() < filterTexts.size()) {
            gathering.note(Notice.warning("logs_filter_ignored", filterTexts.size() - filters.size()));
        }
        String known = units.containsKey(unit) ? unit : "";
        String stripped = account.strip();
        return new Asked(stripped.length() > 32 ? "" : stripped, known, filters);
    }

    private static List<LogsView.Chip> chips(Asked asked, Href here) {
        List<LogsView.Chip> chips = new ArrayList<>();
        for (FieldFilter filter : asked.filters()) {
            List<String> others = new ArrayList<>(asked.texts());
            others.remove(filter.text());
            chips.add(new LogsView.Chip(
                    filter.field(),
                    filter.value(),
                    filter.negated(),
                    here.without("f").and("f", others).toString()));
        }
        return chips;
    }

    private static List<DashboardView.Tab> tabs(String current, Href parameters) {
        return DashboardStore.DEFINITIONS.all().stream()
                .map(one -> new DashboardView.Tab(
                        one,
                        parameters.at("/dashboards/" + one.name()).toString(),
                        one.name().equals(current)))
                .toList();
    }
}
