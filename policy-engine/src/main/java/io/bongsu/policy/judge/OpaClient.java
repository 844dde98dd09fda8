package io.bongsu.policy.judge;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.policy.input.ExactJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** OPA's REST API, as far as it is needed: one request, one reply. See https://www.openpolicyagent.org/docs/rest-api. */
final class OpaClient implements AutoCloseable {

    private static final String PATH = "v1/data/bongsu/engine/verdicts";
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int MAX_WORDS = 1_000;

    private final HttpClient http;
    private final URI uri;
    private final Duration timeout;
    private final Clock clock;

    OpaClient(URI base, Duration timeout, Clock clock) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
        String text = base.toString();
        this.uri = URI.create((text.endsWith("/") ? text : text + "/") + PATH);
        this.timeout = timeout;
        this.clock = clock;
    }

    /** Never completes exceptionally: what goes wrong on the way is {@link OpaReply.Away}. */
    CompletableFuture<OpaReply> ask(List<Question> questions) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body(questions)))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(OpaClient::reply)
                .exceptionally(e -> new OpaReply.Away(words(e)));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private byte[] body(List<Question> questions) {
        int size =
                questions.stream().mapToInt(each -> each.input().size() + 256).sum();
        ByteArrayOutputStream body = new ByteArrayOutputStream(size + 256);
        String now = clock.instant().toString();
        try (JsonGenerator json = ExactJson.MAPPER.createGenerator(body)) {
            json.writeStartObject();
            json.writeObjectFieldStart("input");
            json.writeArrayFieldStart("batch");
            for (Question question : questions) {
                json.writeStartObject();
                json.writeStringField("rule", question.rule().entrypoint());
                json.writeFieldName("input");
                json.writeRawValue(input(question, now));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return body.toByteArray();
    }

    /** The members that all guardrails share, spliced in as they are, and the two that differ. */
    private static String input(Question question, String now) {
        String members = new String(question.input().json(), StandardCharsets.US_ASCII);
        return members.substring(0, members.length() - 1) + ",\"parameters\":"
                + question.rule().parameters() + ",\"now\":\"" + now + "\"}";
    }

    private static OpaReply reply(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        JsonNode body = json(response.body());
        if (status == 200 && body != null) {
            return body.get("result") instanceof ObjectNode result
                    ? new OpaReply.Verdicts(result)
                    : new OpaReply.Away("OPA has no policy at " + PATH);
        }
        String words = "HTTP %d: %s".formatted(status, body == null ? "no JSON" : errors(body));
        boolean spoilt = status == 400 || (status == 500 && body != null && body.has("code"));
        return spoilt ? new OpaReply.Failed(words) : new OpaReply.Away(words);
    }

    private static @Nullable JsonNode json(byte[] body) {
        try {
            return ExactJson.MAPPER.readTree(body);
        } catch (IOException e) {
            return null;
        }
    }

    /** OPA's own words: each error's code and message. */
    private static String errors(JsonNode body) {
        StringJoiner words = new StringJoiner("; ");
        for (JsonNode error : body.path("errors")) {
            words.add(error.path("code").asText() + ": " + error.path("message").asText());
        }
        if (words.length() == 0) {
            words.add(body.path("code").asText() + ": " + body.path("message").asText());
        }
        String text = words.toString();
        return text.length() <= MAX_WORDS ? text : text.substring(0, MAX_WORDS) + "…";
    }

    private static String words(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
