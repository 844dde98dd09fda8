package io.bongsu.platform.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the services' REST APIs with the installation's access token. */
final class ServiceClient {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Installation installation;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    ServiceClient(Installation installation) {
        this.installation = installation;
    }

    /** A service doesn't answer, or not as it should. */
    static final class ServiceException extends Exception {

        private static final long serialVersionUID = 1L;

        private final int status;

        ServiceException(int status, String message, @Nullable Throwable cause) {
            super(message, cause);
            this.status = status;
        }

        /** The HTTP status; 0 when there was no answer at all. */
        int status() {
            return status;
        }

        /** Whether asking again later may help: no answer, or the service isn't ready. */
        boolean passing() {
            return status == 0 || status >= 500;
        }
    }

    JsonNode get(String service, String path) throws ServiceException {
        return ask(service, "GET", path, "", Map.of());
    }

    JsonNode post(String service, String path, JsonNode body) throws ServiceException {
        return post(service, path, body, Map.of());
    }

    JsonNode post(String service, String path, JsonNode body, Map<String, String> headers) throws ServiceException {
        return ask(service, "POST", path, body.toString(), headers);
    }

    /** Sends a file. */
    JsonNode upload(String service, String path, String mediaType, Path file) throws ServiceException {
        URI uri = uri(service, path);
        try {
            HttpRequest request = request(uri)
                    .header("Content-Type", mediaType)
                    .POST(HttpRequest.BodyPublishers.ofFile(file))
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            checked(service, "POST", uri, response.statusCode(), response.body());
            return Json.MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw new ServiceException(0, "%s can't be sent to %s at %s".formatted(file, service, uri), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException(0, "Interrupted while asking " + service, e);
        }
    }

    /** Writes an answer to a file that doesn't exist yet, as it comes. */
    void download(String service, String path, Path file) throws ServiceException {
        URI uri = uri(service, path);
        try {
            // No limit on the whole: a large report takes its time.
            HttpResponse<InputStream> response =
                    http.send(request(uri).build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() / 100 != 2) {
                    checked(
                            service,
                            "GET",
                            uri,
                            response.statusCode(),
                            new String(body.readNBytes(1 << 16), StandardCharsets.UTF_8));
                }
                Files.copy(body, file);
            }
        } catch (IOException e) {
            throw new ServiceException(0, "%s can't be had from %s".formatted(file, uri), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException(0, "Interrupted while asking " + service, e);
        }
    }

    private URI uri(String service, String path) throws ServiceException {
        return URI.create(installation
                        .running(service)
                        .orElseThrow(() -> new ServiceException(0, service + " isn't running", null))
                        .address()
                + path);
    }

    private HttpRequest.Builder request(URI uri) throws IOException {
        return HttpRequest.newBuilder(uri)
                .timeout(LIMIT)
                .header(
                        "Authorization",
                        "Bearer " + Files.readString(installation.tokenFile()).strip());
    }

    private static void checked(String service, String method, URI uri, int status, String body)
            throws ServiceException {
        if (status / 100 != 2) {
            throw new ServiceException(
                    status,
                    "%s answers %s %s with status %d: %s"
                            .formatted(service, method, uri.getPath(), status, reason(body)),
                    null);
        }
    }

    private JsonNode ask(String service, String method, String path, String body, Map<String, String> headers)
            throws ServiceException {
        URI uri = uri(service, path);
        try {
            HttpRequest.Builder request = request(uri).header("Accept", "application/json");
            headers.forEach(request::header);
            if (body.isEmpty()) {
                request.method(method, HttpRequest.BodyPublishers.noBody());
            } else {
                request.header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
            }
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            checked(service, method, uri, response.statusCode(), response.body());
            return Json.MAPPER.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new ServiceException(502, "%s answers %s with something that isn't JSON".formatted(service, uri), e);
        } catch (IOException e) {
            throw new ServiceException(0, "%s doesn't answer at %s".formatted(service, uri), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException(0, "Interrupted while asking " + service, e);
        }
    }

    // Problem details (RFC 9457) say it in "detail"; else the beginning of whatever came.
    private static String reason(String body) {
        try {
            JsonNode problem = Json.MAPPER.readTree(body);
            String detail = problem.path("detail").asText(problem.path("title").asText(""));
            StringBuilder words = new StringBuilder(detail.isEmpty() ? "no reason given" : detail);
            for (JsonNode reason : problem.path("reasons")) {
                words.append("%n  - %s: %s is '%s'; expected %s"
                        .formatted(
                                reason.path("code").asText(),
                                reason.path("field").asText("the request"),
                                reason.path("given").asText(),
                                reason.path("expected").asText()));
            }
            return words.toString();
        } catch (JsonProcessingException e) {
            return Table.cut(body, 200);
        }
    }
}
