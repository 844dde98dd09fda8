package io.bongsu.console.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.console.upstream.Part;
import io.bongsu.console.upstream.RestClient;
import io.bongsu.console.upstream.UpstreamErrorCode;
import io.bongsu.console.upstream.UpstreamException;
import io.bongsu.contracts.Indices;
import io.bongsu.kit.BongsuConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The log documents, over all types. */
@Singleton
public final class LogStore {

    /** Where counting and paging end; who needs more narrows the search. OpenSearch's own limit of a result window. */
    public static final int MAX_RESULTS = 10_000;

    public static final int PAGE_SIZE = 100;

    private static final int ACCOUNTS = 10;
    private static final int DATASETS = 20;
    private static final int MAX_ID = 512;

    /**
     * Many events share a second, so their time alone would make pages repeat or leave out some. CloudTrail's own id tells its records
     * apart; a flow is told by its addresses, ports and volume.
     */
    private static final Map<String, String> TIE_BREAKERS = tieBreakers();

    private final OpenSearchCalls calls;
    private final Indices indices;

    @Inject
    LogStore(OpenSearchCalls calls, BongsuConfig config) {
        this.calls = calls;
        this.indices = config.indices();
    }

    /** The whole stretch of time that the stored logs cover; empty when there are none. */
    public Optional<Span> extent() {
        ObjectNode body = body();
        body.putObject("aggs").putObject("first").putObject("min").put("field", "@timestamp");
        body.withObject("/aggs").putObject("last").putObject("max").put("field", "@timestamp");
        JsonNode aggregations = calls.search(indices.logsPattern(), body).path("aggregations");
        JsonNode first = aggregations.path("first").path("value");
        JsonNode last = aggregations.path("last").path("value");
        if (!first.isNumber() || !last.isNumber()) {
            return Optional.empty();
        }
        return Optional.of(new Span(Instant.ofEpochMilli(first.asLong()), Instant.ofEpochMilli(last.asLong() + 1_000)));
    }

    /** Matching events over time; days and weeks begin at midnight of {@code zone}. */
    public Histogram histogram(LogQuery query, ZoneId zone) {
        Duration interval = query.span().interval();
        ObjectNode body = body();
        body.put("track_total_hits", true);
        body.set("query", LogFilter.of(query, zone, calls.json()));
        ObjectNode aggs = body.putObject("aggs");
        ObjectNode overTime = aggs.putObject("over_time");
        ObjectNode date = overTime.putObject("date_histogram");
        date.put("field", "@timestamp");
        date.put("fixed_interval", interval.toSeconds() + "s");
        date.put("time_zone", zone.getId());
        date.put("min_doc_count", 0);
        date.putObject("extended_bounds")
                .put("min", query.span().from().toEpochMilli())
                .put("max", query.span().to().toEpochMilli() - 1);
        overTime.putObject("aggs").set("by_type", terms("event.dataset", DATASETS));
        aggs.set("by_account", terms("cloud.account.id", ACCOUNTS));
        aggs.putObject("accounts").putObject("cardinality").put("field", "cloud.account.id");
        JsonNode answer = calls.search(indices.logsPattern(), body);
        return readHistogram(answer, interval);
    }

    private static Histogram readHistogram(JsonNode answer, Duration interval) {
        JsonNode aggregations = answer.path("aggregations");
        JsonNode buckets = aggregations.path("over_time").path("buckets");
        List<Instant> starts = new ArrayList<>();
        Map<String, List<Long>> series = new TreeMap<>();
        for (JsonNode bucket : buckets) {
            int position = starts.size();
            starts.add(Instant.ofEpochMilli(bucket.path("key").asLong()));
            for (JsonNode type : bucket.path("by_type").path("buckets")) {
                List<Long> counts = series.computeIfAbsent(
                        type.path("key").asText(), name -> new ArrayList<>(Collections.nCopies(buckets.size(), 0L)));
                counts.set(position, type.path("doc_count").asLong());
            }
        }
        Map<String, Long> accounts = new LinkedHashMap<>();
        for (JsonNode bucket : aggregations.path("by_account").path("buckets")) {
            accounts.put(bucket.path("key").asText(), bucket.path("doc_count").asLong());
        }
        return new Histogram(
                answer.path("hits").path("total").path("value").asLong(),
                interval,
                starts,
                series,
                accounts,
                aggregations.path("by_account").path("sum_other_doc_count").asLong(),
                aggregations.path("accounts").path("value").asLong());
    }

    /** Matching events, newest first. */
    public LogPage search(LogQuery query, ZoneId zone) {
        ObjectNode body = body();
        body.put("size", PAGE_SIZE);
        body.put("track_total_hits", MAX_RESULTS);
        body.set("query", LogFilter.of(query, zone, calls.json()));
        ArrayNode fields = body.putArray("_source");
        for (String field : List.of(
                "@timestamp",
                "event.dataset",
                "event.action",
                "event.provider",
                "event.outcome",
                "cloud.account.id",
                "cloud.region",
                "user.name",
                "user.id",
                "source.address",
                "source.ip",
                "error.code")) {
            fields.add(field);
        }
        ArrayNode sort = body.putArray("sort");
        sort.addObject().putObject("@timestamp").put("order", "desc");
        TIE_BREAKERS.forEach((field, type) ->
                sort.addObject().putObject(field).put("order", "asc").put("unmapped_type", type));
        if (query.after() != null) {
            body.set("search_after", readCursor(query.after()));
        }
        JsonNode answer = calls.search(indices.logsPattern(), body);
        JsonNode hits = answer.path("hits").path("hits");
        List<LogPage.Row> rows = new ArrayList<>();
        for (JsonNode hit : hits) {
            rows.add(row(hit));
        }
        JsonNode total = answer.path("hits").path("total");
        String next = hits.size() < PAGE_SIZE
                ? null
                : writeCursor(hits.path(hits.size() - 1).path("sort"));
        return new LogPage(
                rows,
                total.path("value").asLong(),
                "gte".equals(total.path("relation").asText()),
                next);
    }

    /** One whole document; empty when there is none under that index and id. */
    public Optional<JsonNode> document(String index, String id) {
        String logs = indices.logsPattern();
        if (!index.matches("[a-z0-9][a-z0-9._-]{0,250}")
                || !index.startsWith(logs.substring(0, logs.length() - 1))
                || id.isEmpty()
                || id.length() > MAX_ID) {
            return Optional.empty();
        }
        try {
            JsonNode answer = calls.document(index, RestClient.encode(id));
            return Optional.of(answer.path("_source")).filter(JsonNode::isObject);
        } catch (UpstreamException e) {
            if (e.code() == UpstreamErrorCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static LogPage.Row row(JsonNode hit) {
        JsonNode source = hit.path("_source");
        JsonNode user = source.path("user");
        JsonNode from = source.path("source");
        return new LogPage.Row(
                hit.path("_index").asText(),
                hit.path("_id").asText(),
                Documents.instant(source.path("@timestamp")),
                source.path("event").path("dataset").asText(""),
                source.path("cloud").path("account").path("id").asText(""),
                source.path("cloud").path("region").asText(""),
                source.path("event").path("action").asText(""),
                source.path("event").path("provider").asText(""),
                user.path("name").asText(user.path("id").asText("")),
                from.path("address").asText(from.path("ip").asText("")),
                source.path("event").path("outcome").asText(""),
                source.path("error").path("code").asText(""));
    }

    private ObjectNode body() {
        ObjectNode body = calls.json().createObjectNode();
        body.put("size", 0);
        body.put("timeout", calls.softTimeout());
        return body;
    }

    private ObjectNode terms(String field, int size) {
        ObjectNode node = calls.json().createObjectNode();
        node.putObject("terms").put("field", field).put("size", size);
        return node;
    }

    private static Map<String, String> tieBreakers() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("event.id", "keyword");
        fields.put("event.ingested", "date");
        fields.put("source.address", "keyword");
        fields.put("source.port", "long");
        fields.put("destination.address", "keyword");
        fields.put("destination.port", "long");
        fields.put("network.bytes", "long");
        return fields;
    }

    private static String writeCursor(JsonNode sort) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(sort.toString().getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode readCursor(@Nullable String after) {
        try {
            JsonNode values =
                    calls.json().readTree(new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8));
            if (values.isArray() && values.size() == TIE_BREAKERS.size() + 1 && allScalars(values)) {
                return values;
            }
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw brokenCursor(e);
        }
        throw brokenCursor(null);
    }

    private static boolean allScalars(JsonNode values) {
        for (JsonNode value : values) {
            if (!value.isValueNode()) {
                return false;
            }
        }
        return true;
    }

    private static UpstreamException brokenCursor(@Nullable Throwable cause) {
        return new UpstreamException(
                Part.OPENSEARCH, UpstreamErrorCode.BAD_QUESTION, "the page's position in the URL is damaged", cause);
    }
}
