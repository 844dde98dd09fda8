package io.bongsu.console.upstream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bongsu.console.ConsoleConfig;
import io.bongsu.kit.AccessToken;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks a part of this installation with its access token, within the configured time, and gives it what people send. */
@Singleton
public final class RestClient {

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final AccessToken token;
    private final Duration timeout;
    private final ObjectMapper json;

    @Inject
    RestClient(AccessToken token, ConsoleConfig config, ObjectMapper json) {
        this.token = token;
        this.timeout = config.upstreamTimeout();
        // A newer part may say more than this console knows; what it does know must still arrive.
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** A query as a URL has it, {@code ?a=1&a=2&b=3}; empty for no parameters. */
    public static String query(Map<String, List<String>> parameters) {
        String joined = parameters.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> encode(entry.getKey()) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
        return joined.isEmpty() ? "" : "?" + joined;
    }

    /** One path segment or query value, percent-encoded. */
    public static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    <T> T get(Part part, URI base, String pathAndQuery, Class<T> type) {
        String body = body(part, base, pathAndQuery);
        try {
            T value = json.readValue(body, type);
            if (value == null) {
                throw new UpstreamException(part, UpstreamErrorCode.NOT_UNDERSTOOD, "null", null);
            }
            return value;
        } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
            // Records check themselves, so a missing field arrives as one of the latter two.
            throw new UpstreamException(part, UpstreamErrorCode.NOT_UNDERSTOOD, pathAndQuery, e);
        }
    }

    <T> T convert(Part part, String what, JsonNode node, Class<T> type) {
        try {
            return json.convertValue(node, type);
        } catch (IllegalArgumentException e) {
            throw new UpstreamException(part, UpstreamErrorCode.NOT_UNDERSTOOD, what, e);
        }
    }

    /** A file as it is. */
    byte[] bytes(Part part, URI base, String path) {
        HttpResponse<byte[]> response =
                exchange(part, base, request(base, path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        return succeeded(
                part, response.statusCode(), response.body(), bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /**
     * Gives a part something as JSON and takes what it makes of it.
     *
     * @throws RefusedException where the part doesn't take it, with its reason
     */
    JsonNode send(Part part, URI base, String method, String path, Object body) {
        try {
            return sent(part, base, method, path, "application/json", json.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("%s can't be written as JSON".formatted(body.getClass()), e);
        }
    }

    /** Gives a part a file; as {@link #send}. */
    JsonNode sendFile(Part part, URI base, String pathAndQuery, byte[] content) {
        return sent(part, base, "POST", pathAndQuery, "application/octet-stream", content);
    }

    private JsonNode sent(Part part, URI base, String method, String path, String type, byte[] content) {
        HttpRequest request = request(base, path)
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(content))
                .build();
        HttpResponse<String> response = exchange(part, base, request, HttpResponse.BodyHandlers.ofString());
        int status = response.statusCode();
        if (status >= 400 && status < 500 && status != 401) {
            throw new RefusedException(status, detail(response.body(), status));
        }
        String body = status == 201 ? response.body() : succeeded(part, status, response.body(), text -> text);
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new UpstreamException(part, UpstreamErrorCode.NOT_UNDERSTOOD, path, e);
        }
    }

    private HttpRequest.Builder request(URI base, String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create(base.toString().replaceAll("/+$", "") + pathAndQuery))
                .header("Authorization", token.asHeader())
                .header("Accept", "application/json, application/octet-stream")
                .timeout(timeout);
    }

    private String body(Part part, URI base, String pathAndQuery) {
        HttpResponse<String> response =
                exchange(part, base, request(base, pathAndQuery).GET().build(), HttpResponse.BodyHandlers.ofString());
        return succeeded(part, response.statusCode(), response.body(), text -> text);
    }

    private <T> HttpResponse<T> exchange(
            Part part, URI base, HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (HttpTimeoutException e) {
            throw new UpstreamException(part, UpstreamErrorCode.SLOW, base.toString(), e);
        } catch (IOException e) {
            throw new UpstreamException(part, UpstreamErrorCode.UNREACHABLE, base.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UpstreamException(part, UpstreamErrorCode.SLOW, base.toString(), e);
        }
    }

    private <T> T succeeded(Part part, int status, T body, Function<T, String> text) {
        if (status == 200) {
            return body;
        }
        UpstreamErrorCode code =
                switch (status) {
                    case 400, 422 -> UpstreamErrorCode.BAD_QUESTION;
                    case 401, 403 -> UpstreamErrorCode.TOKEN_REFUSED;
                    case 404 -> UpstreamErrorCode.NOT_FOUND;
                    default -> UpstreamErrorCode.FAILED;
                };
        throw new UpstreamException(part, code, detail(text.apply(body), status), null);
    }

    /** The {@code detail} of a problem (RFC 9457), where there is one. */
    private String detail(String body, int status) {
        try {
            JsonNode detail = json.readTree(body).path("detail");
            if (detail.isTextual()) {
                return detail.textValue();
            }
        } catch (JsonProcessingException notAProblem) {
            return "HTTP " + status;
        }
        return "HTTP " + status;
    }
}
