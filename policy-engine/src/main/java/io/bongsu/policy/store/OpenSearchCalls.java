package io.bongsu.policy.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.bongsu.policy.input.ExactJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;

/** Requests to OpenSearch whose bodies are JSON trees or bytes that exist already. */
final class OpenSearchCalls {

    private final OpenSearchGenericClient client;

    OpenSearchCalls(OpenSearchClient client) {
        this.client = client.generic();
    }

    /**
     * An answer.
     *
     * @param status of HTTP
     * @param body as JSON; missing when there is none
     */
    record Answer(int status, JsonNode body) {

        /** Why not, in OpenSearch's words. */
        String reason() {
            JsonNode error = body.path("error");
            return error.isTextual() ? error.asText() : error.path("reason").asText("no reason given");
        }
    }

    /** Any answer whatever its status. */
    Answer call(String method, String path, Map<String, String> query, byte @Nullable [] body, String contentType)
            throws IOException {
        var request = Requests.builder().method(method).endpoint(path).query(query);
        if (body != null) {
            request.body(Body.from(body, contentType));
        }
        try (Response response = client.execute(request.build())) {
            Body answer = response.getBody().orElse(null);
            if (answer == null) {
                return new Answer(response.getStatus(), MissingNode.getInstance());
            }
            try (InputStream in = answer.body()) {
                return new Answer(response.getStatus(), ExactJson.MAPPER.readTree(in));
            }
        }
    }

    /**
     * The answer to a question that can be asked again at any time.
     *
     * @throws StoreException when OpenSearch doesn't answer, or not with 200 or 404
     */
    Answer ask(String method, String path, Map<String, String> query, @Nullable JsonNode body) {
        try {
            byte[] bytes = body == null ? null : ExactJson.MAPPER.writeValueAsBytes(body);
            Answer answer = call(method, path, query, bytes, "application/json");
            if (answer.status() != 200 && answer.status() != 404) {
                throw new StoreException(
                        "%s %s was answered with %d: %s".formatted(method, path, answer.status(), answer.reason()),
                        null);
            }
            return answer;
        } catch (IOException e) {
            throw new StoreException("OpenSearch does not answer", e);
        }
    }
}
