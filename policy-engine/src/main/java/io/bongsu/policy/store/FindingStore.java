package io.bongsu.policy.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.contracts.FindingView;
import io.bongsu.contracts.Indices;
import io.bongsu.contracts.Severity;
import io.bongsu.contracts.VerdictStatus;
import io.bongsu.kit.BongsuConfig;
import io.bongsu.policy.finding.FindingUid;
import io.bongsu.policy.finding.OcsfReader;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.OpenSearchClient;

/** Findings as OpenSearch has them. Every method throws {@link StoreException} when OpenSearch doesn't answer. */
@Singleton
public final class FindingStore {

    private static final int MAX_HISTORY = 500;
    private static final int MAX_BUCKETS = 10_000;
    private static final String[] TEXT_FIELDS = {
        "unmapped.title.en",
        "unmapped.title.ko",
        "unmapped.message.en",
        "unmapped.message.ko",
        "resources.name.text",
        "unmapped.resource_id.text"
    };

    private final OpenSearchCalls calls;
    private final Indices indices;

    @Inject
    public FindingStore(OpenSearchClient client, BongsuConfig config) {
        this.calls = new OpenSearchCalls(client);
        this.indices = config.indices();
    }

    /** How many verdicts of each status something has. */
    public record Counts(Map<VerdictStatus, Long> byStatus) {

        public Counts {
            byStatus = Map.copyOf(byStatus);
        }

        public long of(VerdictStatus status) {
            return byStatus.getOrDefault(status, 0L);
        }
    }

    /** One page. */
    public FindingPage page(FindingFilter filter, int size, @Nullable FindingPosition after) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("size", size);
        body.put("track_total_hits", true);
        body.set("query", query(filter));
        ArrayNode sort = body.putArray("sort");
        sort.addObject().put("severity_id", "desc");
        sort.addObject().put("unmapped.status_rank", "asc");
        sort.addObject().put("finding_info.uid", "asc");
        if (after != null) {
            body.putArray("search_after")
                    .add(after.severity())
                    .add(after.rank())
                    .add(after.uid());
        }
        JsonNode hits = search(indices.findings(), body).path("hits");
        List<FindingView> items = new ArrayList<>();
        FindingPosition last = null;
        for (JsonNode hit : hits.path("hits")) {
            items.add(OcsfReader.view(hit.path("_source")));
            JsonNode at = hit.path("sort");
            last = new FindingPosition(
                    at.path(0).asInt(), at.path(1).asInt(), at.path(2).asText());
        }
        return new FindingPage(
                items,
                items.size() < size ? null : last,
                hits.path("total").path("value").asLong());
    }

    /** A finding as it is stored. */
    public Optional<JsonNode> ocsf(String uid) {
        return source(indices.findings(), uid);
    }

    /** The changes of a finding's status, the newest first. */
    public List<JsonNode> history(String uid) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("size", MAX_HISTORY);
        body.putObject("query").putObject("term").put("uid", uid);
        body.putArray("sort").addObject().putObject("at").put("order", "desc").put("unmapped_type", "date");
        List<JsonNode> changes = new ArrayList<>();
        search(indices.findingsHistoryPattern(), body)
                .path("hits")
                .path("hits")
                .forEach(hit -> changes.add(hit.path("_source")));
        return changes;
    }

    /** The newest configuration item of a resource, as AWS delivered it. */
    public Optional<JsonNode> item(String resourceKey) {
        return source(indices.resources(), FindingUid.ofResource(resourceKey)).map(document -> document.path("item"));
    }

    /** Open findings by guardrail. */
    public Map<String, Counts> countsByRule() {
        return counts("unmapped.rule");
    }

    /** Open findings by account. */
    public Map<String, Counts> countsByAccount() {
        return counts("cloud.account.uid");
    }

    /** Open findings of these guardrails by guardrail and account; a guardrail without a finding is not in it. */
    public Map<String, Map<String, Counts>> countsByRuleAndAccount(List<String> rules) {
        if (rules.isEmpty()) {
            return Map.of();
        }
        ObjectNode body = byRuleAccountAndStatus(rules);
        Map<String, Map<String, Map<VerdictStatus, Long>>> found = new TreeMap<>();
        // Paged, because guardrails times accounts times statuses of a large organization are more than one answer may
        // hold.
        JsonNode page;
        do {
            page = search(indices.findings(), body).path("aggregations").path("groups");
            for (JsonNode bucket : page.path("buckets")) {
                JsonNode key = bucket.path("key");
                found.computeIfAbsent(key.path("rule").asText(), unused -> new TreeMap<>())
                        .computeIfAbsent(key.path("account").asText(""), unused -> new EnumMap<>(VerdictStatus.class))
                        .put(
                                VerdictStatus.valueOf(key.path("status").asText()),
                                bucket.path("doc_count").asLong());
            }
            ((ObjectNode) body.at("/aggs/groups/composite")).set("after", page.path("after_key"));
        } while (page.path("buckets").size() == MAX_BUCKETS);
        Map<String, Map<String, Counts>> counts = new TreeMap<>();
        found.forEach((rule, accounts) -> {
            Map<String, Counts> byAccount = new TreeMap<>();
            accounts.forEach((account, byStatus) -> byAccount.put(account, new Counts(byStatus)));
            counts.put(rule, byAccount);
        });
        return counts;
    }

    private static ObjectNode byRuleAccountAndStatus(List<String> rules) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("size", 0);
        Map<FindingFilter.Field, List<String>> terms =
                Map.of(FindingFilter.Field.STATE, List.of("open"), FindingFilter.Field.RULE, rules);
        body.set("query", query(new FindingFilter(List.of(), List.of(), terms, null)));
        ObjectNode groups = body.putObject("aggs").putObject("groups").putObject("composite");
        ArrayNode sources = groups.put("size", MAX_BUCKETS).putArray("sources");
        source(sources, "rule", "unmapped.rule");
        source(sources, "account", "cloud.account.uid");
        source(sources, "status", "unmapped.status");
        return body;
    }

    /** A finding without a value counts too, under null: it must not get lost because something is missing in it. */
    private static void source(ArrayNode sources, String name, String field) {
        ObjectNode terms = sources.addObject().putObject(name).putObject("terms");
        terms.put("field", field).put("missing_bucket", true);
    }

    /** Open findings by severity. */
    public Map<Severity, Counts> countsBySeverity() {
        Map<Severity, Counts> counts = new EnumMap<>(Severity.class);
        counts("severity_id").forEach((id, count) -> counts.put(Severity.values()[Integer.parseInt(id) - 1], count));
        return counts;
    }

    private Map<String, Counts> counts(String field) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("size", 0);
        body.set(
                "query",
                query(new FindingFilter(
                        List.of(), List.of(), Map.of(FindingFilter.Field.STATE, List.of("open")), null)));
        ObjectNode groups = body.putObject("aggs").putObject("groups");
        groups.putObject("terms").put("field", field).put("size", MAX_BUCKETS);
        groups.putObject("aggs").putObject("status").putObject("terms").put("field", "unmapped.status");
        Map<String, Counts> counts = new TreeMap<>();
        for (JsonNode group : search(indices.findings(), body)
                .path("aggregations")
                .path("groups")
                .path("buckets")) {
            Map<VerdictStatus, Long> byStatus = new EnumMap<>(VerdictStatus.class);
            for (JsonNode status : group.path("status").path("buckets")) {
                byStatus.put(
                        VerdictStatus.valueOf(status.path("key").asText()),
                        status.path("doc_count").asLong());
            }
            counts.put(group.path("key").asText(), new Counts(byStatus));
        }
        return counts;
    }

    private static ObjectNode query(FindingFilter filter) {
        ObjectNode query = JsonNodeFactory.instance.objectNode();
        ArrayNode filters = query.putObject("bool").putArray("filter");
        if (!filter.statuses().isEmpty()) {
            ArrayNode values = terms(filters, "unmapped.status");
            filter.statuses().forEach(status -> values.add(status.name()));
        }
        if (!filter.severities().isEmpty()) {
            ArrayNode values = terms(filters, "severity_id");
            filter.severities().forEach(severity -> values.add(severity.ordinal() + 1));
        }
        for (Map.Entry<FindingFilter.Field, List<String>> demand : filter.demands()) {
            demand.getValue().forEach(terms(filters, demand.getKey().path())::add);
        }
        if (filter.text() != null) {
            for (String word : filter.text().strip().split("\\s+")) {
                // A phrase, because an id like sg-12 is two words to OpenSearch that must stand together.
                ObjectNode match = filters.addObject().putObject("multi_match");
                match.put("query", word);
                match.put("type", "phrase");
                ArrayNode fields = match.putArray("fields");
                for (String field : TEXT_FIELDS) {
                    fields.add(field);
                }
            }
        }
        return query;
    }

    private static ArrayNode terms(ArrayNode filters, String field) {
        return filters.addObject().putObject("terms").putArray(field);
    }

    private JsonNode search(String index, ObjectNode body) {
        // A shard that doesn't answer could hold the one finding that fails: no answer is better than half of one.
        Map<String, String> query = Map.of("ignore_unavailable", "true", "allow_partial_search_results", "false");
        OpenSearchCalls.Answer answer = calls.ask("POST", "/" + index + "/_search", query, body);
        if (answer.status() == 404) {
            throw new StoreException("OpenSearch has no index %s yet".formatted(index), null);
        }
        return answer.body();
    }

    private Optional<JsonNode> source(String index, String id) {
        OpenSearchCalls.Answer answer = calls.ask("GET", "/" + index + "/_doc/" + id, Map.of(), null);
        return answer.body().path("found").asBoolean()
                ? Optional.of(answer.body().path("_source"))
                : Optional.empty();
    }
}
