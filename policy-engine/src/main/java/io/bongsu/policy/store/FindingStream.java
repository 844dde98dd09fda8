package io.bongsu.policy.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.contracts.Indices;
import io.bongsu.kit.BongsuConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.OpenSearchClient;

/**
 * All findings of a cut-off, one page in memory at a time: a point in time keeps the answer the same from the first page to the last, and {@code
 * search_after} finds the next page. Every method throws {@link StoreException} when OpenSearch doesn't answer.
 */
@Singleton
public final class FindingStream {

    private static final int PAGE = 2_000;
    private static final String KEEP_ALIVE = "5m";

    /** A resource's findings follow one another. */
    private static final List<String> ORDER =
            List.of("cloud.account.uid", "resources.type", "unmapped.resource_id", "cloud.region", "finding_info.uid");

    private final OpenSearchCalls calls;
    private final Indices indices;

    @Inject
    public FindingStream(OpenSearchClient client, BongsuConfig config) {
        this.calls = new OpenSearchCalls(client);
        this.indices = config.indices();
    }

    /** Takes findings with what was known of them at the cut-off. */
    @FunctionalInterface
    public interface Taker {

        /**
         * @param ocsf the finding as it is stored now
         * @param then the last change up to the cut-off, from the history; missing where the finding hasn't changed since
         */
        void take(JsonNode ocsf, JsonNode then) throws IOException;
    }

    /** Findings that had been made by then, open or closed, about as many as {@link #each} gives. */
    public long count(Instant asOf, Collection<String> accounts) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("query", query(asOf, accounts));
        return ask("POST", "/" + indices.findings() + "/_count", body)
                .path("count")
                .asLong();
    }

    /**
     * Gives every finding that had been made by then, sorted by account, resource type, resource id, Region, uid.
     *
     * @param accounts only of these; none: of every account
     */
    public void each(Instant asOf, Collection<String> accounts, Taker taker) throws IOException {
        // What was written before the report was asked for is to be in it.
        ask("POST", "/" + indices.findings() + "/_refresh", null);
        ask("POST", "/" + indices.findingsHistoryPattern() + "/_refresh", null);
        JsonNode opened = calls.ask(
                        "POST",
                        "/" + indices.findings() + "/_search/point_in_time",
                        Map.of("keep_alive", KEEP_ALIVE),
                        null)
                .body();
        String point = opened.path("pit_id").asText();
        if (point.isEmpty()) {
            throw new StoreException("OpenSearch has no index %s yet".formatted(indices.findings()), null);
        }
        try {
            ObjectNode body = question(asOf, accounts);
            body.putObject("pit").put("id", point).put("keep_alive", KEEP_ALIVE);
            JsonNode hits;
            do {
                hits = ask("POST", "/_search", body).path("hits").path("hits");
                page(hits, asOf, taker);
                if (!hits.isEmpty()) {
                    body.set("search_after", hits.path(hits.size() - 1).path("sort"));
                }
            } while (hits.size() == PAGE);
        } finally {
            ObjectNode close = JsonNodeFactory.instance.objectNode();
            close.putArray("pit_id").add(point);
            calls.ask("DELETE", "/_search/point_in_time", Map.of(), close);
        }
    }

    /** The question as {@link #each} asks it, without the point in time and the place of a page. */
    public ObjectNode question(Instant asOf, Collection<String> accounts) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("size", PAGE);
        body.put("track_total_hits", false);
        body.set("query", query(asOf, accounts));
        ArrayNode sort = body.putArray("sort");
        ORDER.forEach(field -> sort.addObject().put(field, "asc"));
        return body;
    }

    private void page(JsonNode hits, Instant asOf, Taker taker) throws IOException {
        Set<String> later = new HashSet<>();
        for (JsonNode hit : hits) {
            if (hit.at("/_source/unmapped/changed_time").asLong() > asOf.toEpochMilli()) {
                later.add(hit.at("/_source/finding_info/uid").asText());
            }
        }
        Map<String, JsonNode> then = later.isEmpty() ? Map.of() : then(later, asOf);
        JsonNode missing = JsonNodeFactory.instance.missingNode();
        for (JsonNode hit : hits) {
            JsonNode ocsf = hit.path("_source");
            taker.take(ocsf, then.getOrDefault(ocsf.at("/finding_info/uid").asText(), missing));
        }
    }

    /** Of findings that changed later, the change that held at the cut-off. */
    private Map<String, JsonNode> then(Set<String> uids, Instant asOf) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("size", uids.size());
        ArrayNode filters = body.putObject("query").putObject("bool").putArray("filter");
        uids.stream().sorted().forEach(filters.addObject().putObject("terms").putArray("uid")::add);
        filters.addObject().putObject("range").putObject("at").put("lte", asOf.toEpochMilli());
        body.putObject("collapse").put("field", "uid");
        body.putArray("sort").addObject().putObject("at").put("order", "desc").put("unmapped_type", "date");
        Map<String, JsonNode> then = new HashMap<>();
        calls.ask(
                        "POST",
                        "/" + indices.findingsHistoryPattern() + "/_search",
                        Map.of("ignore_unavailable", "true"),
                        body)
                .body()
                .path("hits")
                .path("hits")
                .forEach(hit -> then.put(hit.at("/_source/uid").asText(), hit.path("_source")));
        return then;
    }

    private static ObjectNode query(Instant asOf, Collection<String> accounts) {
        ObjectNode query = JsonNodeFactory.instance.objectNode();
        ArrayNode filters = query.putObject("bool").putArray("filter");
        filters.addObject()
                .putObject("range")
                .putObject("finding_info.first_seen_time")
                .put("lte", asOf.toEpochMilli());
        if (!accounts.isEmpty()) {
            ArrayNode terms = filters.addObject().putObject("terms").putArray("cloud.account.uid");
            accounts.stream().sorted().forEach(terms::add);
        }
        return query;
    }

    private JsonNode ask(String method, String path, @Nullable JsonNode body) {
        OpenSearchCalls.Answer answer = calls.ask(method, path, Map.of(), body);
        if (answer.status() == 404) {
            throw new StoreException("OpenSearch has no index %s yet".formatted(indices.findings()), null);
        }
        return answer.body();
    }
}
