package io.bongsu.factory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bongsu.testing.OpaServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The policy engine's {@code POST /api/v1/evaluations} by hand: refuses what the real one refuses, and judges by the project's own guardrails
 * in a real OPA server. A test may spoil its answer.
 */
final class TestJudge implements AutoCloseable {

    /** Not a secret: it opens nothing but this. */
    static final String AUTHORIZATION = "Bearer test-token-of-at-least-thirty-two-characters";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> RESOURCE = Set.of(
            "type",
            "id",
            "arn",
            "name",
            "account",
            "region",
            "tags",
            "captured_at",
            "status",
            "configuration",
            "supplementary");
    private static final String HASH = "0123456789abcdef".repeat(4);

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI opa;
    private final Map<String, List<Guardrail>> guardrails; // by pack
    private final List<JsonNode> asked = new ArrayList<>();
    private volatile Spoiler spoiler = Spoiler.NONE;

    /** What becomes of an answer. */
    record Spoiler(int status, UnaryOperator<String> body) {
        static final Spoiler NONE = new Spoiler(200, UnaryOperator.identity());
    }

    private record Guardrail(String id, String rego, ObjectNode parameters) {}

    private static final Set<String> PACKS = Set.of("account-baseline", "sandbox-baseline");

    private TestJudge(URI opa) {
        this.opa = opa;
        this.guardrails = PACKS.stream().collect(Collectors.toMap(pack -> pack, TestJudge::guardrails));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(executor);
        server.start();
    }

    /** The address of one that is never spoilt, and ends with the test JVM. */
    static URI shared() {
        return Shared.JUDGE.url();
    }

    /** The address of one that lets everything pass. */
    static URI lenient() {
        return Shared.LENIENT.url();
    }

    private static final class Shared {
        static final TestJudge JUDGE = start();
        static final TestJudge LENIENT = start();

        static {
            LENIENT.spoil(200, body -> body.replaceAll("\"(FAIL|ERROR|NOT_APPLICABLE)\"", "\"PASS\""));
        }
    }

    static TestJudge start() {
        return new TestJudge(new OpaServer().url());
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers with this status and this text instead, from now on. */
    void spoil(int status, UnaryOperator<String> body) {
        spoiler = new Spoiler(status, body);
    }

    void honest() {
        spoiler = Spoiler.NONE;
    }

    /** Every body it took, oldest first. */
    List<JsonNode> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.close();
        http.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String problem = problem(exchange, body);
            if (problem != null) {
                answer(
                        exchange,
                        400,
                        JSON.createObjectNode().put("detail", problem).toString());
                return;
            }
            synchronized (asked) {
                asked.add(JSON.readTree(body));
            }
            Spoiler now = spoiler;
            answer(
                    exchange,
                    now.status(),
                    now.body().apply(judged(JSON.readTree(body)).toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable String problem(HttpExchange exchange, String body) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")
                || !exchange.getRequestURI().getPath().equals("/api/v1/evaluations")) {
            return "no such operation";
        }
        if (!AUTHORIZATION.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return "no token";
        }
        JsonNode root = JSON.readTree(body);
        if (root.size() != 2 || !PACKS.contains(root.path("pack").asText())) {
            return "expected pack and resources";
        }
        if (!root.path("resources").isArray() || root.path("resources").isEmpty()) {
            return "expected 1 to 1,000 resources";
        }
        for (JsonNode resource : root.path("resources")) {
            for (Iterator<String> names = resource.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (!RESOURCE.contains(name)) {
                    return "unknown member " + name;
                }
            }
            if (!resource.path("account").asText().matches("\\d{12}")) {
                return "account has no twelve digits";
            }
            for (String name : List.of("type", "id", "region")) {
                if (!resource.path(name).isTextual()
                        || resource.path(name).asText().isBlank()) {
                    return name + " is missing";
                }
            }
        }
        return null;
    }

    private JsonNode judged(JsonNode request) throws IOException, InterruptedException {
        ArrayNode batch = JSON.createArrayNode();
        List<JsonNode> resources = new ArrayList<>();
        List<Guardrail> rules = new ArrayList<>();
        for (JsonNode resource : request.path("resources")) {
            for (Guardrail guardrail : guardrails.get(request.path("pack").asText())) {
                ObjectNode question = batch.addObject().put("rule", guardrail.rego());
                ObjectNode input = question.putObject("input");
                input.set("resource", resource);
                input.set("parameters", guardrail.parameters());
                resources.add(resource);
                rules.add(guardrail);
            }
        }
        ObjectNode query = JSON.createObjectNode();
        query.putObject("input").set("batch", batch);
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(opa + "/v1/data/bongsu/engine/verdicts"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(query.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        JsonNode result = JSON.readTree(response.body()).path("result");
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("pack")
                .put("id", request.path("pack").asText())
                .put("version", "0.1.0")
                .put("fingerprint", HASH);
        answer.put("evaluated_at", "2026-11-21T10:00:00Z");
        answer.putArray("unasked");
        ArrayNode verdicts = answer.putArray("verdicts");
        for (int i = 0; i < rules.size(); i++) {
            JsonNode said = result.path(Integer.toString(i));
            ObjectNode verdict = verdicts.addObject()
                    .put("rule", rules.get(i).id())
                    .put("severity", "HIGH")
                    .put("status", said.path("status").asText("ERROR"))
                    .put("input_sha256", HASH);
            ObjectNode of = verdict.putObject("resource");
            for (String name : List.of("type", "id", "account", "region")) {
                of.set(name, resources.get(i).path(name));
            }
            if (said.has("message")) {
                verdict.set("message", said.path("message"));
                verdict.set("evidence", said.path("evidence"));
            }
        }
        return answer;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** The pack's guardrails with the default parameters of their metadata. */
    private static List<Guardrail> guardrails(String name) {
        Path packs = Path.of(System.getProperty("bongsu.root", "..")).resolve("compliance-packs");
        List<Guardrail> all = new ArrayList<>();
        try (Stream<Path> rules = Files.walk(packs.resolve("rules"), 2)) {
            JsonNode pack = new YAMLMapper()
                    .readTree(packs.resolve("packs")
                            .resolve(name)
                            .resolve("pack.yaml")
                            .toFile());
            Set<String> ids = Set.copyOf(pack.path("controls").findValues("rules").stream()
                    .flatMap(each -> each.findValuesAsText("id").stream())
                    .toList());
            for (Path folder : rules.filter(
                            each -> ids.contains(each.getFileName().toString()))
                    .toList()) {
                String id = folder.getFileName().toString();
                all.add(new Guardrail(
                        id, folder.getParent().getFileName() + "." + id.replace('-', '_'), parameters(folder)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static ObjectNode parameters(Path folder) throws IOException {
        String metadata = Files.readAllLines(folder.resolve("rule.rego")).stream()
                .skip(1)
                .takeWhile(line -> line.startsWith("#"))
                .map(line -> line.length() > 2 ? line.substring(2) : "")
                .collect(Collectors.joining("\n"));
        ObjectNode parameters = JSON.createObjectNode();
        new YAMLMapper()
                .readTree(metadata)
                .path("custom")
                .path("parameters")
                .properties()
                .forEach(each -> parameters.set(each.getKey(), each.getValue().path("default")));
        return parameters;
    }
}
