package io.bongsu.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bongsu.contracts.FindingView;
import io.bongsu.contracts.PipelineView;
import io.bongsu.contracts.Severity;
import io.bongsu.contracts.VerdictStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;

/**
 * The policy engine's and the pipeline's REST APIs, as their rooms describe them. Refuses what the real ones refuse: no token, unknown
 * paths, unknown parameters, words out of no list. {@code /control/away} and {@code /control/back} make it hang up on everyone, or answer.
 */
final class FakeServices implements AutoCloseable {

    private static final Set<String> PARAMETERS = Set.of(
            "status",
            "severity",
            "rule",
            "account",
            "region",
            "resource_type",
            "resource",
            "control",
            "state",
            "q",
            "size",
            "cursor");

    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private final HttpServer server;
    private final String token;
    private final SampleFindings sample = new SampleFindings();
    private final SampleControls controls = new SampleControls();
    private volatile boolean away;

    FakeServices(String token) throws IOException {
        this.token = token;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/control/away") || path.equals("/control/back")) {
            away = path.endsWith("away");
            send(exchange, 200, Map.of());
        } else if (away) {
            exchange.close();
        } else if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            problem(exchange, 401, "The access token is missing or wrong");
        } else if (path.startsWith("/api/v1/standards/isms-p/") || path.startsWith("/api/v1/evidence")) {
            controls(exchange, path);
        } else if (!exchange.getRequestMethod().equals("GET")) {
            problem(exchange, 405, "Expected GET");
        } else {
            route(exchange, path);
        }
    }

    private void route(HttpExchange exchange, String path) throws IOException {
        if (path.equals("/api/v1/pipeline")) {
            send(exchange, 200, pipeline());
        } else if (path.equals("/api/v1/findings")) {
            findings(exchange);
        } else if (path.equals("/api/v1/findings/summary")) {
            send(exchange, 200, sample.summary());
        } else if (path.startsWith("/api/v1/findings/")) {
            String uid = path.substring("/api/v1/findings/".length());
            Object detail = sample.detail(uid);
            if (detail == null) {
                problem(exchange, 404, "No finding '%s'".formatted(uid));
            } else {
                send(exchange, 200, detail);
            }
        } else if (path.equals("/api/v1/packs")) {
            send(exchange, 200, Map.of("items", sample.packs()));
        } else if (path.equals("/api/v1/rules")) {
            send(exchange, 200, Map.of("items", sample.rules()));
        } else if (path.equals("/api/v1/compliance/isms-p")) {
            send(exchange, 200, sample.compliance());
        } else {
            problem(exchange, 404, "Nothing at " + path);
        }
    }

    private void controls(HttpExchange exchange, String path) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        try {
            SampleControls.Answer answer = controls.answer(
                    exchange.getRequestMethod(),
                    path,
                    parameters(exchange.getRequestURI().getRawQuery()),
                    body);
            send(exchange, answer.status(), answer.body());
        } catch (SampleControls.RefusedException e) {
            problem(exchange, e.status(), e.getMessage());
        }
    }

    private void findings(HttpExchange exchange) throws IOException {
        Map<String, List<String>> parameters =
                parameters(exchange.getRequestURI().getRawQuery());
        for (String name : parameters.keySet()) {
            if (!PARAMETERS.contains(name)) {
                problem(exchange, 400, "Parameter '%s' is unknown; expected one of %s".formatted(name, PARAMETERS));
                return;
            }
        }
        String account = parameters.getOrDefault("account", List.of("")).getFirst();
        if (!account.isEmpty() && !account.matches("[0-9]{12}")) {
            problem(exchange, 400, "account is '%s'; expected twelve digits".formatted(account));
            return;
        }
        List<VerdictStatus> statuses;
        try {
            statuses = parameters.getOrDefault("status", List.of()).stream()
                    .map(VerdictStatus::valueOf)
                    .toList();
            parameters.getOrDefault("severity", List.of()).forEach(Severity::valueOf);
        } catch (IllegalArgumentException e) {
            problem(exchange, 400, e.getMessage());
            return;
        }
        String state = parameters.getOrDefault("state", List.of("open")).getFirst();
        List<FindingView> matching = sample.findings().stream()
                .filter(f -> statuses.isEmpty() || statuses.contains(f.status()))
                .filter(f -> f.state().equals(state))
                .filter(f -> is(parameters, "severity", f.severity().name()))
                .filter(f -> is(parameters, "rule", f.rule()))
                .filter(f -> is(parameters, "account", f.resource().account()))
                .filter(f -> !parameters.containsKey("control")
                        || f.controls().contains(parameters.get("control").getFirst()))
                .filter(f -> !parameters.containsKey("q")
                        || (f.resource().name() + f.message().ko() + f.message().en())
                                .contains(parameters.get("q").getFirst()))
                .sorted(Comparator.comparing(FindingView::severity)
                        .reversed()
                        .thenComparing(FindingView::status)
                        .thenComparing(FindingView::uid))
                .toList();
        int size =
                Integer.parseInt(parameters.getOrDefault("size", List.of("100")).getFirst());
        int from =
                Integer.parseInt(parameters.getOrDefault("cursor", List.of("0")).getFirst());
        int to = Math.min(matching.size(), from + size);
        Map<String, Object> page = new HashMap<>();
        page.put("items", matching.subList(Math.min(from, to), to));
        page.put("next", to < matching.size() ? Integer.toString(to) : null);
        page.put("total", matching.size());
        send(exchange, 200, page);
    }

    private static boolean is(Map<String, List<String>> parameters, String name, String value) {
        return !parameters.containsKey(name) || parameters.get(name).contains(value);
    }

    private static PipelineView pipeline() {
        return new PipelineView(
                Map.of(
                        "cloudtrail", new PipelineView.Counters(18_642, 18_104, 512, 24, 2, 1, 3),
                        "waf", new PipelineView.Counters(7_310, 7_310, 0, 0, 0, 0, 0),
                        "config", new PipelineView.Counters(1_204, 1_190, 14, 0, 0, 0, 1),
                        "vpcflow", new PipelineView.Counters(96_480, 96_480, 0, 0, 0, 0, 0),
                        "unknown", new PipelineView.Counters(1, 0, 0, 0, 1, 0, 0)),
                0);
    }

    private static Map<String, List<String>> parameters(String query) {
        Map<String, List<String>> parameters = new HashMap<>();
        if (query != null) {
            Arrays.stream(query.split("&")).forEach(pair -> {
                String[] parts = pair.split("=", 2);
                parameters
                        .computeIfAbsent(URLDecoder.decode(parts[0], StandardCharsets.UTF_8), name -> new ArrayList<>())
                        .add(URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            });
        }
        return parameters;
    }

    private void problem(HttpExchange exchange, int status, String detail) throws IOException {
        send(exchange, status, Map.of("type", "about:blank", "title", "Problem", "status", status, "detail", detail));
    }

    private void send(HttpExchange exchange, int status, Object body) {
        try (exchange) {
            byte[] bytes = body instanceof byte[] file ? file : json.writeValueAsBytes(body);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
