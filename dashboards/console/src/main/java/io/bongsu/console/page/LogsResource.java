package io.bongsu.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.bongsu.console.logs.FieldFilter;
import io.bongsu.console.logs.Histogram;
import io.bongsu.console.logs.LogPage;
import io.bongsu.console.logs.LogQuery;
import io.bongsu.console.logs.LogStore;
import io.bongsu.console.upstream.UpstreamErrorCode;
import io.bongsu.console.upstream.UpstreamException;
import io.bongsu.kit.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Search over the logs of all types and accounts, and the full record. */
@Singleton
@Path("logs")
public final class LogsResource {

    private static final int MAX_FILTERS = 20;

    private final Pages pages;
    private final LogStore logs;

    @Inject
    LogsResource(Pages pages, LogStore logs) {
        this.pages = pages;
        this.logs = logs;
    }

    @GET
    @Operation(hidden = true)
    public Response search(
            @QueryParam("q") @DefaultValue("") String text,
            @QueryParam("dataset") @DefaultValue("") String dataset,
            @QueryParam("account") @DefaultValue("") String account,
            @QueryParam("f") List<String> filterTexts,
            @QueryParam("range") @Nullable String range,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("after") @Nullable String after,
            @QueryParam("page") @DefaultValue("1") int number,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        Viewer viewer = Viewer.of(headers);
        Gathering gathering = new Gathering();
        TimeRange time = TimeRange.choose(range, from, to, viewer.clock(), Instant.now(), logs::extent, gathering);
        List<FieldFilter> filters = filterTexts.stream()
                .limit(MAX_FILTERS)
                .map(FieldFilter::parse)
                .flatMap(Optional::stream)
                .toList();
        if (filters.size() < filterTexts.size()) {
            gathering.note(Notice.warning("logs_filter_ignored", filterTexts.size() - filters.size()));
        }
        String bounded = text.length() > LogQuery.MAX_TEXT ? text.substring(0, LogQuery.MAX_TEXT) : text;
        if (bounded.length() < text.length()) {
            gathering.note(Notice.warning("logs_query_cut", LogQuery.MAX_TEXT));
        }
        Href here = time.on(Href.to("/logs")
                .and("q", bounded)
                .and("dataset", dataset)
                .and("account", account)
                .and("f", filters.stream().map(FieldFilter::text).toList()));
        LogQuery query = new LogQuery(time.span(), bounded, dataset, account, filters, after);
        boolean guarded = after != null && (long) number * LogStore.PAGE_SIZE > LogStore.MAX_RESULTS;

        Supplier<@Nullable LogPage> found = gathering.start(() -> guarded
                ? new LogPage(List.of(), 0, true, null)
                : logs.search(query, viewer.clock().zone()));
        // The choices of type and account are those of the time range, not of the search, so that one can change one's
        // mind.
        Supplier<@Nullable Histogram> choices = gathering.start(() -> logs.histogram(
                new LogQuery(time.span(), "", "", "", List.of(), null),
                viewer.clock().zone()));
        Histogram histogram =
                gathering.now(() -> logs.histogram(query, viewer.clock().zone()));
        LogPage results = found.get();
        Histogram all = choices.get();

        TreeSet<String> datasets =
                new TreeSet<>(all == null ? List.of() : all.series().keySet());
        TreeSet<String> accounts =
                new TreeSet<>(all == null ? List.of() : all.accounts().keySet());
        addIfGiven(datasets, dataset);
        addIfGiven(accounts, account);
        int shown = Math.max(1, number);
        LogsView view = new LogsView(
                new RangePicker(
                        time,
                        viewer.clock(),
                        "/logs",
                        Map.of(
                                "q", List.of(bounded),
                                "dataset", List.of(dataset),
                                "account", List.of(account),
                                "f", filters.stream().map(FieldFilter::text).toList()),
                        here),
                bounded,
                dataset,
                account,
                List.copyOf(datasets),
                List.copyOf(accounts),
                chips(filters, here),
                filters.stream().map(FieldFilter::text).toList(),
                histogram == null ? null : Chart.of(histogram, time.span(), viewer, here),
                results,
                results == null ? List.of() : lines(results, here),
                complaint(gathering),
                shown,
                results == null || results.next() == null
                        ? null
                        : here.and("after", results.next())
                                .and("page", Integer.toString(shown + 1))
                                .toString(),
                here.toString(),
                guarded);
        // A wrong query is said beside its box; everything else that is missing is said above.
        List<Notice> notices = gathering.notices().stream()
                .filter(notice -> !notice.key().equals("missing_opensearch_bad_question"))
                .toList();
        Page page = pages.page("logs", viewer, uri, notices);
        return pages.render(page, Templates.logs(page, view));
    }

    @GET
    @Path("record")
    @Operation(hidden = true)
    public Response record(
            @QueryParam("index") @DefaultValue("") String index,
            @QueryParam("id") @DefaultValue("") String id,
            @QueryParam("range") @DefaultValue("") String range,
            @QueryParam("from") @DefaultValue("") String from,
            @QueryParam("to") @DefaultValue("") String to,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        Viewer viewer = Viewer.of(headers);
        Gathering gathering = new Gathering();
        Optional<JsonNode> document = gathering.now(() -> logs.document(index, id));
        if (document == null) {
            UpstreamException failure = gathering.failures().getFirst();
            throw ProblemException.unavailable(failure.getMessage());
        }
        JsonNode source = document.orElseThrow(() -> ProblemException.notFound(
                "No log record '%s' in index '%s'; it may have been deleted by retention, search for it again"
                        .formatted(id, index)));
        Href search = Href.to("/logs").and("range", range).and("from", from).and("to", to);
        Page page = pages.page("logs", viewer, uri, gathering.notices());
        String here = Href.to("/logs/record").and("index", index).and("id", id).toString();
        return pages.render(page, Templates.record(page, view(source, search, here)));
    }

    private static RecordView view(JsonNode source, Href search, String here) {
        List<RecordView.Field> head = new ArrayList<>();
        flatten(source, "", head, search);
        JsonNode aws = source.path("aws");
        JsonNode raw = aws.size() == 1 ? aws.elements().next() : aws;
        List<JsonLines.Line> lines = raw.isContainerNode() ? JsonLines.of(raw) : List.of();
        String action = source.path("event").path("action").asText("");
        String dataset = source.path("event").path("dataset").asText("");
        return new RecordView(
                action.isEmpty() ? dataset : action,
                dataset,
                instant(source.path("@timestamp").asText()),
                head,
                lines,
                JsonLines.complete(lines),
                source.path("event").path("original").asText(""),
                here,
                search.toString());
    }

    /** The head's leaves by dotted name; the raw record is shown apart. */
    private static void flatten(JsonNode node, String prefix, List<RecordView.Field> fields, Href search) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String name = prefix + member.getKey();
            JsonNode value = member.getValue();
            if (name.equals("aws") || name.equals("event.original")) {
                continue;
            }
            if (value.isObject()) {
                flatten(value, name + ".", fields, search);
            } else {
                String text = value.isContainerNode() ? value.toString() : value.asText();
                boolean filterable =
                        FieldFilter.FIELDS.contains(name) && !value.isContainerNode() && text.length() < 1_000;
                fields.add(new RecordView.Field(
                        name,
                        text,
                        filterable ? search.and("f", name + ":" + text).toString() : "",
                        filterable ? search.and("f", "!" + name + ":" + text).toString() : ""));
            }
        }
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    private static List<LogsView.Chip> chips(List<FieldFilter> filters, Href here) {
        List<LogsView.Chip> chips = new ArrayList<>();
        for (int i = 0; i < filters.size(); i++) {
            List<String> others =
                    new ArrayList<>(filters.stream().map(FieldFilter::text).toList());
            others.remove(i);
            FieldFilter filter = filters.get(i);
            chips.add(new LogsView.Chip(
                    filter.field(),
                    filter.value(),
                    filter.negated(),
                    here.without("f").and("f", others).toString()));
        }
        return chips;
    }

    private static List<LogsView.Line> lines(LogPage results, Href here) {
        return results.rows().stream()
                .map(row -> new LogsView.Line(
                        row,
                        Href.to("/logs/record")
                                        .and("index", row.index())
                                        .and("id", row.id())
                                        .toString()
                                + carried(here)))
                .toList();
    }

    /** The search's parameters that a filter from within a record should keep. */
    private static String carried(Href here) {
        String query = here.without("q")
                .without("dataset")
                .without("account")
                .without("f")
                .toString();
        int mark = query.indexOf('?');
        return mark < 0 ? "" : "&" + query.substring(mark + 1);
    }

    private static @Nullable String complaint(Gathering gathering) {
        return gathering.failures().stream()
                .filter(failure -> failure.code() == UpstreamErrorCode.BAD_QUESTION)
                .map(UpstreamException::detail)
                .findFirst()
                .orElse(null);
    }

    private static void addIfGiven(TreeSet<String> choices, String value) {
        if (!value.isEmpty()) {
            choices.add(value);
        }
    }
}
