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
import java.util.stream.Collectors;

/** GETs JSON from a part of this installation with its access token, within the configured time. */
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

    private String body(Part part, URI base, String pathAndQuery) {
        URI address = URI.create(base.toString().replaceAll("/+$", "") + pathAndQuery);
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", token.asHeader())
                .header("Accept", "application/json")
                .timeout(timeout)
                .build();
        HttpResponse<String> response;
        try {
            response = http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (HttpTimeoutException e) {
            throw new UpstreamException(part, UpstreamErrorCode.SLOW, base.toString(), e);
        } catch (IOException e) {
            throw new UpstreamException(part, UpstreamErrorCode.UNREACHABLE, base.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UpstreamException(part, UpstreamErrorCode.SLOW, base.toString(), e);
        }
        int status = response.statusCode();
        if (status == 200) {
            return response.body();
        }
        UpstreamErrorCode code =
                switch (status) {
                    case 400, 422 -> UpstreamErrorCode.BAD_QUESTION;
                    case 401, 403 -> UpstreamErrorCode.TOKEN_REFUSED;
                    case 404 -> UpstreamErrorCode.NOT_FOUND;
                    default -> UpstreamErrorCode.FAILED;
                };
        throw new UpstreamException(part, code, detail(response.body(), status), null);
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
