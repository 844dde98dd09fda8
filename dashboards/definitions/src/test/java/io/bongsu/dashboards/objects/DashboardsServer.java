package io.bongsu.dashboards.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The saved-objects API of OpenSearch Dashboards by hand. It checks every request as the real one does (osd-xsrf, unknown parameters,
 * createNewCopies with overwrite, the multipart file and its extension, strict attributes, conflicts, missing references) and refuses the rest.
 */
final class DashboardsServer implements AutoCloseable {

    private static final Set<String> IMPORT_PARAMETERS =
            Set.of("overwrite", "createNewCopies", "dataSourceId", "workspaces");
    private static final Pattern BOUNDARY =
            Pattern.compile("multipart/form-data; boundary=([A-Za-z0-9'()+_,./:=?-]{1,70})");

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;
    private final Map<String, ObjectNode> objects = new LinkedHashMap<>();
    private final List<String> imports = new ArrayList<>();

    DashboardsServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/_dashboards");
    }

    /** What is stored, by type and id. */
    Map<String, ObjectNode> objects() {
        return objects;
    }

    /** What each import brought. */
    List<String> imports() {
        return imports;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!exchange.getRequestMethod().equals("GET")
                && exchange.getRequestHeaders().getFirst("osd-xsrf") == null) {
            refuse(exchange, 400, "Request must contain a osd-xsrf header.");
        } else if (path.equals("/_dashboards/api/saved_objects/_bulk_get")
                && exchange.getRequestMethod().equals("POST")) {
            bulkGet(exchange, body);
        } else if (path.equals("/_dashboards/api/saved_objects/_import")
                && exchange.getRequestMethod().equals("POST")) {
            importFile(exchange, body);
        } else {
            refuse(exchange, 404, "Not Found");
        }
    }

    private void bulkGet(HttpExchange exchange, String body) throws IOException {
        if (!"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            refuse(exchange, 415, "Unsupported Media Type");
            return;
        }
        ArrayNode found = json.createArrayNode();
        for (JsonNode wanted : json.readTree(body)) {
            String key = wanted.path("type").asText() + " " + wanted.path("id").asText();
            if (objects.containsKey(key)) {
                found.add(objects.get(key));
            } else {
                ObjectNode missing = found.addObject();
                missing.put("id", wanted.path("id").asText())
                        .put("type", wanted.path("type").asText());
                missing.putObject("error")
                        .put("statusCode", 404)
                        .put("error", "Not Found")
                        .put("message", "Saved object [%s] not found".formatted(key));
            }
        }
        send(exchange, 200, json.createObjectNode().set("saved_objects", found));
    }

    private void importFile(HttpExchange exchange, String body) throws IOException {
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        for (String name : query.keySet()) {
            if (!IMPORT_PARAMETERS.contains(name)) {
                refuse(exchange, 400, "[request query.%s]: definition for this key is missing".formatted(name));
                return;
            }
        }
        boolean overwrite = query.getOrDefault("overwrite", "false").equals("true");
        if (overwrite && query.getOrDefault("createNewCopies", "false").equals("true")) {
            refuse(exchange, 400, "[request query]: cannot use [overwrite] with [createNewCopies]");
            return;
        }
        Matcher boundary =
                BOUNDARY.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")));
        if (!boundary.matches()) {
            refuse(exchange, 415, "Unsupported Media Type");
            return;
        }
        String head = "--" + boundary.group(1) + "\r\n";
        int blank = body.indexOf("\r\n\r\n");
        int end = body.lastIndexOf("\r\n--" + boundary.group(1) + "--");
        if (!body.startsWith(head) || blank < 0 || end < blank) {
            refuse(exchange, 400, "Invalid multipart payload format");
            return;
        }
        String disposition = body.substring(head.length(), blank);
        if (!disposition.contains("name=\"file\"") || !disposition.contains(".ndjson\"")) {
            refuse(exchange, 400, "Invalid file extension .txt");
            return;
        }
        store(exchange, body.substring(blank + 4, end), overwrite);
    }

    private void store(HttpExchange exchange, String ndjson, boolean overwrite) throws IOException {
        List<JsonNode> incoming = new ArrayList<>();
        for (String line : ndjson.split("\n", -1)) {
            if (!line.isBlank()) {
                JsonNode node = json.readTree(line);
                if (!node.has("exportedCount")) {
                    incoming.add(node);
                }
            }
        }
        Set<String> coming = new java.util.HashSet<>();
        incoming.forEach(node ->
                coming.add(node.path("type").asText() + " " + node.path("id").asText()));
        ObjectNode answer = json.createObjectNode();
        ArrayNode errors = json.createArrayNode();
        int stored = 0;
        for (JsonNode node : incoming) {
            String key = node.path("type").asText() + " " + node.path("id").asText();
            List<String> faults = ImportRules.check(node);
            if (!faults.isEmpty()) {
                refuse(exchange, 400, key + ": " + faults);
                return;
            }
            String error = objects.containsKey(key) && !overwrite
                    ? "conflict"
                    : missing(node, coming) ? "missing_references" : "";
            if (!error.isEmpty()) {
                ObjectNode one = errors.addObject();
                one.put("id", node.path("id").asText())
                        .put("type", node.path("type").asText())
                        .put("title", node.at("/attributes/title").asText());
                one.putObject("error").put("type", error);
                continue;
            }
            objects.put(key, node.deepCopy());
            imports.add(key);
            stored++;
        }
        answer.put("successCount", stored).put("success", errors.isEmpty());
        if (!errors.isEmpty()) {
            answer.set("errors", errors);
        }
        send(exchange, 200, answer);
    }

    /** As the real one, only patterns and searches are looked for. */
    private boolean missing(JsonNode node, Set<String> coming) {
        for (JsonNode reference : node.path("references")) {
            String key =
                    reference.path("type").asText() + " " + reference.path("id").asText();
            boolean checked = Set.of("index-pattern", "search")
                    .contains(reference.path("type").asText());
            if (checked && !coming.contains(key) && !objects.containsKey(key)) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> parameters = new HashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&")) {
                String[] parts = pair.split("=", 2);
                parameters.put(parts[0], parts.length == 2 ? parts[1] : "");
            }
        }
        return parameters;
    }

    private void refuse(HttpExchange exchange, int status, String message) throws IOException {
        send(exchange, status, json.createObjectNode().put("statusCode", status).put("message", message));
    }

    private void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
