package io.bongsu.dashboards.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.dashboards.objects.SavedObject.Reference;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** OpenSearch Dashboards' saved-objects API, as 2.19 and 3.x have it. */
public final class SavedObjectsApi {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String BOUNDARY = "bongsu-saved-objects";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI base;
    private final String authorization;
    private final String tenant;

    /**
     * @param base where people open it, base path included, for example {@code https://search.example.com/_dashboards}
     * @param user and a password, or both empty
     * @param tenant of the security plugin, or empty
     */
    public SavedObjectsApi(URI base, String user, String password, String tenant) {
        String text = base.toString();
        this.base = URI.create(text.endsWith("/") ? text : text + "/");
        this.authorization = user.isEmpty()
                ? ""
                : "Basic "
                        + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        this.tenant = tenant;
    }

    /** The API can't be reached or refuses; the message says which and what to do. */
    public static final class ApiException extends Exception {

        private static final long serialVersionUID = 1L;

        ApiException(String message, Throwable cause) {
            super(message, cause);
        }

        ApiException(String message) {
            super(message);
        }
    }

    /** The objects that are there, by {@link SavedObject#toString}. */
    Map<String, SavedObject> find(List<SavedObject> wanted) throws ApiException {
        ArrayNode ids = json.createArrayNode();
        wanted.forEach(one -> ids.addObject().put("type", one.type()).put("id", one.id()));
        JsonNode answer = send("api/saved_objects/_bulk_get", "application/json", ids.toString());
        Map<String, SavedObject> found = new LinkedHashMap<>();
        for (JsonNode node : answer.path("saved_objects")) {
            if (node.has("error")) {
                if (node.path("error").path("statusCode").asInt() != 404) {
                    throw new ApiException("%s can't be read: %s"
                            .formatted(
                                    node.path("id").asText(),
                                    node.path("error").path("message").asText()));
                }
                continue;
            }
            List<Reference> references = new ArrayList<>();
            node.path("references")
                    .forEach(one -> references.add(new Reference(
                            one.path("name").asText(),
                            one.path("type").asText(),
                            one.path("id").asText())));
            SavedObject object = new SavedObject(
                    node.path("type").asText(),
                    node.path("id").asText(),
                    (ObjectNode) node.path("attributes"),
                    references);
            found.put(object.toString(), object);
        }
        return found;
    }

    /** Imports, and gives what went wrong by {@link SavedObject#toString}; empty when all is well. */
    Map<String, String> put(List<SavedObject> objects, boolean overwrite) throws ApiException {
        String body = "--" + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"bongsu.ndjson\"\r\nContent-Type: application/ndjson\r\n\r\n"
                + SavedObjects.ndjson(objects) + "\r\n--" + BOUNDARY + "--\r\n";
        JsonNode answer = send(
                "api/saved_objects/_import?createNewCopies=false&overwrite=" + overwrite,
                "multipart/form-data; boundary=" + BOUNDARY,
                body);
        Map<String, String> errors = new LinkedHashMap<>();
        for (JsonNode error : answer.path("errors")) {
            errors.put(
                    error.path("type").asText() + " " + error.path("id").asText(),
                    error.path("error").path("type").asText("unknown"));
        }
        if (errors.isEmpty() && answer.path("successCount").asInt() != objects.size()) {
            throw new ApiException("%s says that it imported %s of %d objects"
                    .formatted(base, answer.path("successCount"), objects.size()));
        }
        return errors;
    }

    private JsonNode send(String path, String type, String body) throws ApiException {
        URI uri = base.resolve(path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(LIMIT)
                .header("osd-xsrf", "true")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (!tenant.isEmpty()) {
            request.header("securitytenant", tenant);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new ApiException(
                        "POST %s was answered with %d: %s".formatted(uri, response.statusCode(), words(response)));
            }
            return json.readTree(response.body());
        } catch (IOException e) {
            throw new ApiException(
                    "OpenSearch Dashboards doesn't answer at %s; expected its address with the base path"
                            .formatted(base),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException("Interrupted while asking " + base, e);
        }
    }

    private static String words(HttpResponse<String> response) {
        String text =
                switch (response.statusCode()) {
                    case 401, 403 ->
                        "give --user of somebody who may write saved objects, and the password in OSD_PASSWORD";
                    default -> response.body();
                };
        return text.length() > 300 ? text.substring(0, 300) : text;
    }
}
