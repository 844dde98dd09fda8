package io.bongsu.console.logs;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bongsu.console.ConsoleConfig;
import io.bongsu.console.upstream.Part;
import io.bongsu.console.upstream.UpstreamErrorCode;
import io.bongsu.console.upstream.UpstreamException;
import io.bongsu.kit.BongsuConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.Request;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;

/** Asks OpenSearch and reads its answer as a tree, within the configured time. */
@Singleton
final class OpenSearchCalls {

    private static final int MAX_DETAIL = 500;
    private static final int SEARCHES_AT_ONCE = 4;

    private final OpenSearchClient client;
    private final String address;
    private final Duration timeout;
    private final ObjectMapper json;

    @Inject
    OpenSearchCalls(OpenSearchClient client, BongsuConfig bongsu, ConsoleConfig config) {
        this.client = client;
        this.address = bongsu.opensearch().url().toString();
        this.timeout = config.upstreamTimeout();
        // A record is shown as it was delivered: 1.10 stays 1.10, and an account id beyond 2^53 keeps its digits.
        this.json = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    ObjectMapper json() {
        return json;
    }

    /** How long the cluster itself should work on a search before it gives what it has. */
    String softTimeout() {
        return timeout.toMillis() * 3 / 4 + "ms";
    }

    /** A complete answer or none: numbers of half the shards would be wrong without looking wrong. */
    JsonNode search(String pattern, JsonNode body) {
        JsonNode answer = call(Requests.builder()
                .method("POST")
                .endpoint("/" + pattern + "/_search")
                .query(Map.of("ignore_unavailable", "true", "allow_no_indices", "true"))
                .json(body.toString())
                .build());
        if (answer.path("timed_out").asBoolean()) {
            throw new UpstreamException(Part.OPENSEARCH, UpstreamErrorCode.SLOW, address, null);
        }
        if (answer.path("_shards").path("failed").asInt() > 0) {
            JsonNode failure = answer.path("_shards").path("failures").path(0).path("reason");
            throw new UpstreamException(
                    Part.OPENSEARCH,
                    UpstreamErrorCode.FAILED,
                    firstLine(failure.path("reason").asText("")),
                    null);
        }
        return answer;
    }

    /** Several searches in one request; the answers in the order of asking. A pattern that matches no index gives an empty answer. */
    List<JsonNode> searchAll(List<Map.Entry<String, ? extends JsonNode>> searches) {
        StringBuilder lines = new StringBuilder();
        for (Map.Entry<String, ? extends JsonNode> search : searches) {
            lines.append(json.createObjectNode()
                    .put("index", search.getKey())
                    .put("ignore_unavailable", true)
                    .put("allow_no_indices", true)
                    .put("request_cache", search.getValue().path("size").asInt() == 0));
            lines.append('\n').append(search.getValue()).append('\n');
        }
        JsonNode answer = call(
                Requests.builder()
                        .method("POST")
                        .endpoint("/_msearch")
                        .body(Body.from(lines.toString().getBytes(StandardCharsets.UTF_8), "application/x-ndjson"))
                        .build(),
                // Each search has its own time limit; all of them together may take a few times as long.
                timeout.multipliedBy(SEARCHES_AT_ONCE));
        List<JsonNode> answers = new ArrayList<>();
        answer.path("responses").forEach(answers::add);
        if (answers.size() != searches.size()) {
            throw new UpstreamException(
                    Part.OPENSEARCH,
                    UpstreamErrorCode.FAILED,
                    "%d searches were answered by %d answers".formatted(searches.size(), answers.size()),
                    null);
        }
        return answers;
    }

    /** What is wrong with one answer of several, or null: half a number looks like a whole one, so it counts as none. */
    static @Nullable String fault(JsonNode answer) {
        if (answer.has("error")) {
            return detail(answer, answer.path("status").asInt());
        }
        if (answer.path("timed_out").asBoolean()) {
            return "timeout";
        }
        return answer.path("_shards").path("failed").asInt() > 0
                ? firstLine(answer.at("/_shards/failures/0/reason/reason").asText("a shard failed"))
                : null;
    }

    JsonNode document(String index, String encodedId) {
        return call(Requests.builder()
                .method("GET")
                .endpoint("/" + index + "/_doc/" + encodedId)
                .build());
    }

    private JsonNode call(Request request) {
        return call(request, timeout);
    }

    private JsonNode call(Request request, Duration limit) {
        try {
            CompletableFuture<Response> pending = client.generic().executeAsync(request);
            try (Response response = pending.get(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                JsonNode body = response.getBody().isEmpty()
                        ? json.missingNode()
                        : json.readTree(response.getBody().get().bodyAsBytes());
                int status = response.getStatus();
                if (status == 200) {
                    return body;
                }
                throw new UpstreamException(Part.OPENSEARCH, code(status), detail(body, status), null);
            }
        } catch (TimeoutException e) {
            throw new UpstreamException(Part.OPENSEARCH, UpstreamErrorCode.SLOW, address, e);
        } catch (ExecutionException | IOException e) {
            throw new UpstreamException(Part.OPENSEARCH, UpstreamErrorCode.UNREACHABLE, address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UpstreamException(Part.OPENSEARCH, UpstreamErrorCode.SLOW, address, e);
        }
    }

    private static UpstreamErrorCode code(int status) {
        return switch (status) {
            case 400 -> UpstreamErrorCode.BAD_QUESTION;
            case 401, 403 -> UpstreamErrorCode.TOKEN_REFUSED;
            case 404 -> UpstreamErrorCode.NOT_FOUND;
            default -> UpstreamErrorCode.FAILED;
        };
    }

    /** The innermost reason that OpenSearch names, which for a wrong query is the parser's own. */
    private static String detail(JsonNode body, int status) {
        JsonNode error = body.path("error");
        JsonNode cause = error.path("root_cause").path(0);
        JsonNode shard = error.path("failed_shards")
                .path(0)
                .path("reason")
                .path("caused_by")
                .path("reason");
        String reason =
                shard.isTextual() ? shard.asText() : cause.path("reason").asText("HTTP " + status);
        return firstLine(reason);
    }

    private static String firstLine(String reason) {
        String line = reason.strip().lines().findFirst().orElse("");
        return line.length() > MAX_DETAIL ? line.substring(0, MAX_DETAIL) + "…" : line;
    }
}
