package io.bongsu.factory.gate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.factory.request.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Supplier;

/** Asks the policy engine for verdicts: {@code POST /api/v1/evaluations}. */
public final class PolicyEngine {

    private static final String PATH = "api/v1/evaluations";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int MAX_WORDS = 300;

    // A newer policy engine may say more; what it must say is checked by Evaluation.
    private static final ObjectReader READER = Json.MAPPER
            .readerFor(Evaluation.class)
            .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .with(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final URI uri;
    private final Supplier<String> authorization;
    private final Duration timeout;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /**
     * @param base address of the policy engine's REST API
     * @param authorization gives the value of the {@code Authorization} header
     * @param timeout until a question without answer counts as unanswered
     */
    public PolicyEngine(URI base, Supplier<String> authorization, Duration timeout) {
        String text = base.toString();
        this.uri = URI.create((text.endsWith("/") ? text : text + "/") + PATH);
        this.authorization = authorization;
        this.timeout = timeout;
    }

    /** What became of a question. */
    sealed interface Answer {

        /** It was judged. */
        record Judged(Evaluation evaluation) implements Answer {}

        /** Nobody answers now; ask again. */
        record Silence(String why) implements Answer {}

        /** It was answered, and not with verdicts; asking again gives the same. */
        record Nonsense(String code, String why) implements Answer {}
    }

    Answer ask(String pack, ArrayNode resources) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("pack", pack);
        body.set("resources", resources);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header("Authorization", authorization.get())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            return understood(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return new Answer.Silence("no answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Silence("interrupted");
        }
    }

    private static Answer understood(HttpResponse<String> response) {
        int status = response.statusCode();
        if (status >= 500 || status == 429) {
            return new Answer.Silence("status " + status);
        }
        if (status != 200) {
            return new Answer.Nonsense(
                    "JUDGE_REFUSED",
                    "the policy engine answered with status %d: %s".formatted(status, detail(response)));
        }
        try {
            Evaluation evaluation = READER.readValue(response.body());
            return evaluation == null
                    ? new Answer.Nonsense("JUDGE_UNREADABLE", "the policy engine answered null; expected verdicts")
                    : new Answer.Judged(evaluation);
        } catch (JsonProcessingException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            return new Answer.Nonsense(
                    "JUDGE_UNREADABLE",
                    "what the policy engine answered is no evaluation: "
                            + shortened(String.valueOf(reason.getMessage())));
        }
    }

    private static String detail(HttpResponse<String> response) {
        try {
            JsonNode problem = Json.MAPPER.readTree(response.body());
            return shortened(problem.path("detail").asText("no detail"));
        } catch (JsonProcessingException e) {
            return "no problem details";
        }
    }

    private static String shortened(String words) {
        return words.length() <= MAX_WORDS ? words : words.substring(0, MAX_WORDS) + "…";
    }
}
