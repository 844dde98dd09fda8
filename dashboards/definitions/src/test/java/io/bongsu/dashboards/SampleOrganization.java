package io.bongsu.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bongsu.collector.codec.Codec;
import io.bongsu.collector.codec.Piece;
import io.bongsu.collector.codec.RecordCodec;
import io.bongsu.collector.document.DocumentWriter;
import io.bongsu.collector.document.DocumentWriter.Form;
import io.bongsu.collector.document.Mapping;
import io.bongsu.collector.document.Origin;
import io.bongsu.collector.logtype.IdentifiedRecord;
import io.bongsu.collector.logtype.LogType;
import io.bongsu.collector.logtype.LogTypes;
import io.bongsu.collector.logtype.SourceObject;
import io.bongsu.contracts.Indices;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The sample organization and the log types' own samples in OpenSearch, written by the collector's own code under the real index templates;
 * findings are what {@code verdicts.json} says they have to be.
 */
final class SampleOrganization {

    static final Path ROOT = Path.of(System.getProperty("bongsu.root"));
    static final Instant INGESTED = Instant.parse("2026-11-01T00:00:00Z");
    static final Instant JUDGED = Instant.parse("2026-11-01T00:05:00Z");

    private static final Path TYPES = ROOT.resolve("collector/log-types");
    private static final Path BUCKET = ROOT.resolve("demo/sample-organization/bucket");
    private static final int BATCH = 2_000_000;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI openSearch;
    private final Indices indices;
    private final LogTypes types = LogTypes.load(TYPES);
    private final Map<String, DocumentWriter> writers = new HashMap<>();
    private final StringBuilder bulk = new StringBuilder();
    private final Map<String, ObjectNode> resources = new TreeMap<>();

    SampleOrganization(URI openSearch, Indices indices) {
        this.openSearch = openSearch;
        this.indices = indices;
        for (LogType type : types.all()) {
            Mapping mapping = Mapping.read(types.file(type.name() + "/index-template.json"));
            writers.put(type.name(), new DocumentWriter(type, mapping, Clock.fixed(INGESTED, ZoneOffset.UTC)));
        }
    }

    void put() throws IOException, InterruptedException {
        templates();
        for (Path file : files(BUCKET)) {
            String key = BUCKET.relativize(file).toString();
            store(types.byKey(key).orElseThrow(() -> new IllegalStateException("No log type for " + key)), file, key);
        }
        for (LogType type : types.all()) {
            for (Path file : files(TYPES.resolve(type.name()).resolve("samples"))) {
                if (!file.toString().endsWith(".expected.json")) {
                    store(type, file, file.getFileName().toString());
                }
            }
        }
        for (Map.Entry<String, ObjectNode> resource : resources.entrySet()) {
            line(resource.getValue(), indices.resources(), resource.getKey());
        }
        findings();
        deadLetter("TRUNCATED", "SHIP", "cloudtrail");
        deadLetter("UNKNOWN_LOG_TYPE", "SHIP", "unknown");
        deadLetter("EVENT_TIME", "INDEX", "cloudtrail");
        flush();
        send("POST", "/" + indices.prefix() + "*/_refresh", "application/json", "");
    }

    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void store(LogType type, Path file, String key) throws IOException, InterruptedException {
        SourceObject source = new SourceObject("s3://sample/" + key, key);
        RecordCodec codec =
                type.codec().open(Codec.decompress(new ByteArrayInputStream(Files.readAllBytes(file)), key), 1 << 22);
        for (Piece piece = codec.next(); piece != null; piece = codec.next()) {
            IdentifiedRecord record = type.identify((Piece.Record) piece, source, INGESTED);
            Origin origin = new Origin(
                    record.account(),
                    record.region(),
                    record.time(),
                    source.uri(),
                    record.position(),
                    "topic-0@0",
                    record.schema());
            byte[] document = writers.get(type.name()).write(record.bytes(), origin, Form.PLAIN);
            line(
                    new String(document, StandardCharsets.UTF_8),
                    indices.logs(type.name(), record.time().toString().substring(0, 4)),
                    record.id());
            if (type.name().equals("config")) {
                resource(record);
            }
        }
    }

    private void resource(IdentifiedRecord record) throws IOException {
        JsonNode item = json.readTree(record.bytes());
        ObjectNode resource = json.createObjectNode();
        String type = item.path("resourceType").asText();
        String id = item.path("resourceId").asText();
        String key = record.account() + "|" + record.region() + "|" + type + "|" + id;
        resource.put("key", key).put("account", record.account()).put("region", record.region());
        resource.put("type", type)
                .put("id", id)
                .put("name", item.path("resourceName").asText(id));
        resource.put("captured_at", record.time().toString());
        resource.put("deleted", item.path("configurationItemStatus").asText().startsWith("ResourceDeleted"));
        ObjectNode known = resources.get(key);
        if (known == null || Instant.parse(known.path("captured_at").asText()).isBefore(record.time())) {
            resources.put(key, resource);
        }
    }

    /** One finding for each verdict that the sample has to get, on the controls that the ISMS-P pack gives its rule. */
    private void findings() throws IOException, InterruptedException {
        JsonNode verdicts = json.readTree(
                ROOT.resolve("demo/sample-organization/verdicts.json").toFile());
        Map<String, TreeSet<String>> controls = controls();
        for (Map.Entry<String, JsonNode> rule : verdicts.properties()) {
            for (Map.Entry<String, JsonNode> status : rule.getValue().properties()) {
                for (JsonNode resource : status.getValue()) {
                    finding(
                            rule.getKey(),
                            status.getKey(),
                            resource,
                            controls.getOrDefault(rule.getKey(), new TreeSet<>()));
                }
            }
        }
    }

    private void finding(String rule, String verdict, JsonNode on, TreeSet<String> controls)
            throws IOException, InterruptedException {
        boolean closed = verdict.equals("CLOSED");
        boolean event =
                on.has("event") || rule.equals("root-user-activity") || rule.equals("security-logging-switched-off");
        String account = on.path("account").asText();
        String resource = on.path("resource").asText(on.path("event_id").asText());
        String uid = rule + "|" + account + "|" + on.path("region").asText() + "|" + resource;
        ObjectNode ocsf = json.createObjectNode();
        ocsf.put("class_uid", event ? 2004 : 2003)
                .put("severity_id", rule.length() % 5 + 1)
                .put("status_id", closed ? 4 : 1);
        ocsf.put("time", JUDGED.toEpochMilli());
        ocsf.putObject("finding_info").put("uid", uid).put("first_seen_time", JUDGED.toEpochMilli());
        ocsf.withObject("/cloud")
                .put("region", on.path("region").asText("global"))
                .putObject("account")
                .put("uid", account);
        ocsf.putArray("resources")
                .addObject()
                .put("uid", resource)
                .put("type", event ? "AWS::CloudTrail::Event" : "AWS::Resource")
                .put("name", on.path("name").asText(resource));
        ObjectNode own = ocsf.putObject("unmapped");
        own.put("rule", rule).put("status", closed ? "FAIL" : verdict).put("state", closed ? "closed" : "open");
        own.put("changed_time", JUDGED.toEpochMilli()).put("resource_id", resource);
        controls.forEach(own.putArray("controls")::add);
        line(ocsf, indices.findings(), uid);
        ObjectNode change = json.createObjectNode();
        change.put("uid", uid)
                .put("at", JUDGED.toEpochMilli())
                .put("status", closed ? "FAIL" : verdict)
                .put("rule", rule)
                .put("account", account);
        line(change, indices.findingsHistory("2026"), uid);
    }

    static Map<String, TreeSet<String>> controls() throws IOException {
        JsonNode pack = new YAMLMapper()
                .readTree(
                        ROOT.resolve("compliance-packs/packs/isms-p/pack.yaml").toFile());
        Map<String, TreeSet<String>> byRule = new TreeMap<>();
        for (JsonNode control : pack.path("controls")) {
            for (JsonNode rule : control.path("rules")) {
                String id = rule.isTextual()
                        ? rule.asText()
                        : rule.path("id").asText(rule.path("rule").asText());
                byRule.computeIfAbsent(id, none -> new TreeSet<>())
                        .add(control.path("id").asText());
            }
        }
        return byRule;
    }

    private void deadLetter(String reason, String stage, String type) throws IOException, InterruptedException {
        ObjectNode letter = json.createObjectNode();
        letter.put("@timestamp", INGESTED.toString()).put("reason", reason).put("stage", stage);
        letter.put("source", "s3://sample/broken-" + reason).put("message", "made for the test");
        letter.putObject("log").put("type", type);
        line(letter, indices.deadLetter("2026"), reason);
    }

    private void templates() throws IOException, InterruptedException {
        String head = indices.prefix() + "head";
        put(
                "/_component_template/" + head,
                json.createObjectNode()
                        .set(
                                "template",
                                json.readTree(
                                        TYPES.resolve("head-template.json").toFile())));
        for (LogType type : types.all()) {
            ObjectNode template = template(
                    type.name(), indices.logsPattern(type.name()), types.file(type.name() + "/index-template.json"));
            template.putArray("composed_of").add(head);
            put("/_index_template/" + indices.prefix() + type.name(), template);
        }
        Path findings = ROOT.resolve("policy-engine/src/main/resources/index-templates");
        put(
                "/_index_template/" + indices.prefix() + "dead",
                template("dead", indices.deadLetterPattern(), TYPES.resolve("dead-letter-template.json")));
        put(
                "/_index_template/" + indices.prefix() + "findings",
                template("f", indices.findings(), findings.resolve("findings.json")));
        put(
                "/_index_template/" + indices.prefix() + "history",
                template("h", indices.findingsHistoryPattern(), findings.resolve("findings-history.json")));
        put(
                "/_index_template/" + indices.prefix() + "resources",
                template("r", indices.resources(), findings.resolve("resources.json")));
    }

    private ObjectNode template(String name, String pattern, Path file) throws IOException {
        ObjectNode template = json.createObjectNode();
        template.putArray("index_patterns").add(pattern);
        template.put("priority", 300 + name.length());
        template.set("template", json.readTree(file.toFile()));
        return template;
    }

    private void put(String path, JsonNode body) throws IOException, InterruptedException {
        send("PUT", path, "application/json", body.toString());
    }

    private void line(ObjectNode document, String index, String id) throws IOException, InterruptedException {
        line(document.toString(), index, id);
    }

    private void line(String document, String index, String id) throws IOException, InterruptedException {
        ObjectNode action = json.createObjectNode();
        action.putObject("index").put("_index", index).put("_id", id);
        bulk.append(action).append('\n').append(document).append('\n');
        if (bulk.length() > BATCH) {
            flush();
        }
    }

    private void flush() throws IOException, InterruptedException {
        JsonNode answer = json.readTree(send("POST", "/_bulk", "application/x-ndjson", bulk.toString()));
        if (answer.path("errors").asBoolean()) {
            throw new IllegalStateException(
                    "OpenSearch refused sample documents: " + answer.toString().substring(0, 2_000));
        }
        bulk.setLength(0);
    }

    private String send(String method, String path, String type, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(openSearch.resolve(path))
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(
                    "%s %s was answered with %d: %s".formatted(method, path, response.statusCode(), response.body()));
        }
        return response.body();
    }
}
