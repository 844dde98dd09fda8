package io.bongsu.console.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.contracts.Indices;
import io.bongsu.dashboards.Dashboard;
import io.bongsu.dashboards.Definitions;
import io.bongsu.dashboards.Panel;
import io.bongsu.dashboards.PanelAnswer;
import io.bongsu.dashboards.PanelSearch;
import io.bongsu.dashboards.Source;
import io.bongsu.dashboards.Split;
import io.bongsu.kit.BongsuConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers all panels of a dashboard by one request to OpenSearch. */
@Singleton
public final class DashboardStore {

    /** The dashboards, read once and checked. */
    public static final Definitions DEFINITIONS = Definitions.load();

    private static final String ACCOUNT = "cloud.account.id";
    private static final int ACCOUNTS = 200;

    private final OpenSearchCalls calls;
    private final Indices indices;

    @Inject
    DashboardStore(OpenSearchCalls calls, BongsuConfig config) {
        this.calls = calls;
        this.indices = config.indices();
    }

    /**
     * What a reader narrows a page by.
     *
     * @param accounts the accounts to show; empty for all
     */
    public record Question(Span span, List<String> accounts, List<FieldFilter> filters) {

        public Question {
            accounts = List.copyOf(accounts);
            filters = List.copyOf(filters);
        }
    }

    /**
     * One panel's answer.
     *
     * @param answer null where there is none
     * @param fault why there is none, in OpenSearch's words, or null
     * @param ignored the filters that the panel's source has no field for
     */
    public record Answered(Panel panel, @Nullable PanelAnswer answer, @Nullable String fault, List<String> ignored) {}

    /**
     * A page's answers.
     *
     * @param accounts the accounts there are in the time range, to choose from
     */
    public record Answers(List<Answered> panels, List<String> accounts) {}

    /** The fields by which a dashboard's pictures can be narrowed, under the names that all sources share. */
    static Stream<String> filterable(Dashboard dashboard) {
        return Stream.concat(
                dashboard.controls().stream(), dashboard.panels().stream().flatMap(panel -> panel.buckets().stream()
                        .filter(split -> split.type() == Split.Type.TERMS)
                        .map(split -> usual(panel.source(), split.field()))));
    }

    /** A source's field under the name that all sources share. */
    public static String usual(Source source, String own) {
        return source.aliases().entrySet().stream()
                .filter(alias -> alias.getValue().equals(own))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(own);
    }

    public Answers ask(Dashboard dashboard, Question question, ZoneId zone) {
        PanelSearch search = new PanelSearch(
                question.span().from(),
                question.span().to(),
                zone,
                question.span().interval());
        List<Map.Entry<String, ? extends JsonNode>> searches = new ArrayList<>();
        List<List<String>> ignored = new ArrayList<>();
        for (Panel panel : dashboard.panels()) {
            List<String> missing = new ArrayList<>();
            ObjectNode body = search.body(panel, DEFINITIONS.mappings(), clauses(panel.source(), question, missing));
            body.put("timeout", calls.softTimeout());
            searches.add(Map.entry(panel.source().pattern(indices), body));
            ignored.add(missing);
        }
        searches.add(Map.entry(dashboard.source().pattern(indices), accounts(dashboard.source(), question.span())));
        List<JsonNode> answers = calls.searchAll(searches);
        List<Answered> panels = new ArrayList<>();
        for (int i = 0; i < dashboard.panels().size(); i++) {
            Panel panel = dashboard.panels().get(i);
            String fault = OpenSearchCalls.fault(answers.get(i));
            panels.add(new Answered(
                    panel,
                    fault == null ? PanelAnswer.of(panel, answers.get(i)) : null,
                    fault,
                    List.copyOf(ignored.get(i))));
        }
        List<String> accounts = new ArrayList<>();
        answers.getLast()
                .at("/aggregations/accounts/buckets")
                .forEach(bucket -> accounts.add(bucket.path("key").asText()));
        return new Answers(panels, accounts.stream().sorted().toList());
    }

    private List<ObjectNode> clauses(Source source, Question question, List<String> missing) {
        Map<String, ArrayNode> wanted = new LinkedHashMap<>();
        List<ObjectNode> clauses = new ArrayList<>();
        if (!question.accounts().isEmpty()) {
            ArrayNode values = calls.json().createArrayNode();
            question.accounts().forEach(values::add);
            wanted.put(ACCOUNT, values);
        }
        wanted.forEach((field, values) -> {
            if (known(source, field, missing)) {
                ObjectNode clause = calls.json().createObjectNode();
                clause.putObject("terms").set(source.own(field), values);
                clauses.add(clause);
            }
        });
        for (FieldFilter filter : question.filters()) {
            if (known(source, filter.field(), missing)) {
                ObjectNode term = calls.json().createObjectNode();
                term.putObject("term").put(source.own(filter.field()), filter.value());
                if (filter.negated()) {
                    ObjectNode not = calls.json().createObjectNode();
                    not.putObject("bool").putArray("must_not").add(term);
                    term = not;
                }
                clauses.add(term);
            }
        }
        return clauses;
    }

    private static boolean known(Source source, String field, List<String> missing) {
        boolean mapped = DEFINITIONS.mappings().find(source, source.own(field)).isPresent();
        if (!mapped) {
            missing.add(field);
        }
        return mapped;
    }

    private ObjectNode accounts(Source source, Span span) {
        ObjectNode body = calls.json().createObjectNode();
        body.put("size", 0).put("track_total_hits", false).put("timeout", calls.softTimeout());
        if (!source.time().isEmpty()) {
            body.putObject("query")
                    .putObject("range")
                    .putObject(source.time())
                    .put("gte", span.from().toEpochMilli())
                    .put("lt", span.to().toEpochMilli())
                    .put("format", "epoch_millis");
        }
        body.putObject("aggs")
                .putObject("accounts")
                .putObject("terms")
                .put("field", source.own(ACCOUNT))
                .put("size", ACCOUNTS);
        return body;
    }
}
