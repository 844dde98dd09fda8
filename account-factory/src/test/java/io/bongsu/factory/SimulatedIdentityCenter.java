package io.bongsu.factory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bongsu.factory.request.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Identity Center as its quota page describes it, which moto isn't: an assignment takes seconds; ten are under way at most, one in an account;
 * twenty calls a second. What is more is refused and counted. Every thirty-seventh answer to an asking is lost.
 */
final class SimulatedIdentityCenter implements AutoCloseable {

    private static final int OUTSTANDING = 10;
    private static final double PER_SECOND = 20;
    private static final int LOST = 37;
    private static final String INSTANCE = "arn:aws:sso:::instance/ssoins-0123456789abcdef";

    private final InstantSource clock;
    private final HttpServer server;
    private final Random random = new Random(42);
    private final List<Creation> creations = new ArrayList<>();
    private final List<Instant> calls = new ArrayList<>();
    private double tokens = PER_SECOND;
    private Instant filled;
    private int busiest;
    private int refused;

    private record Creation(String id, JsonNode asked, Instant ends) {}

    SimulatedIdentityCenter(InstantSource clock) {
        this.clock = clock;
        this.filled = clock.instant();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How many were ever under way at once. */
    synchronized int busiest() {
        return busiest;
    }

    /** Calls that were too many, by either limit. */
    synchronized int refused() {
        return refused;
    }

    /** Every asking that was taken, as account, permission set and group. */
    synchronized List<String> assigned() {
        return creations.stream()
                .map(each -> "%s %s %s"
                        .formatted(
                                each.asked().path("TargetId").textValue(),
                                each.asked().path("PermissionSetArn").textValue(),
                                each.asked().path("PrincipalId").textValue()))
                .toList();
    }

    /** When the last one ended that was asked for. */
    synchronized Instant ended() {
        return creations.stream().map(Creation::ends).max(Instant::compareTo).orElseThrow();
    }

    /** How many calls there were. */
    synchronized int calls() {
        return calls.size();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode asked = Json.MAPPER.readTree(exchange.getRequestBody().readAllBytes());
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            String operation = target.substring(target.lastIndexOf('.') + 1);
            if (!token()) {
                refused++;
                answer(exchange, 400, Json.MAPPER.createObjectNode().put("__type", "ThrottlingException"));
                return;
            }
            ObjectNode body = Json.MAPPER.createObjectNode();
            switch (operation) {
                case "ListInstances" ->
                    body.putArray("Instances")
                            .addObject()
                            .put("InstanceArn", INSTANCE)
                            .put("IdentityStoreId", "d-0123456789");
                case "GetGroupId" ->
                    body.put("IdentityStoreId", "d-0123456789")
                            .put(
                                    "GroupId",
                                    "id-of-"
                                            + asked.at("/AlternateIdentifier/UniqueAttribute/AttributeValue")
                                                    .textValue());
                case "ListPermissionSets" -> sets().keySet().forEach(body.withArray("PermissionSets")::add);
                case "DescribePermissionSet" ->
                    body.putObject("PermissionSet")
                            .put(
                                    "Name",
                                    sets().get(asked.path("PermissionSetArn").textValue()));
                case "CreateAccountAssignment" -> {
                    create(exchange, asked);
                    return;
                }
                case "DescribeAccountAssignmentCreationStatus" ->
                    body.set(
                            "AccountAssignmentCreationStatus",
                            status(asked.path("AccountAssignmentCreationRequestId")
                                    .textValue()));
                case "ListAccountAssignmentCreationStatus" -> {
                    ArrayNode all = body.putArray("AccountAssignmentsCreationStatus");
                    running(each -> true)
                            .forEach(each ->
                                    all.addObject().put("RequestId", each.id()).put("Status", "IN_PROGRESS"));
                }
                case "ListAccountAssignmentsForPrincipal" -> list(asked, body.putArray("AccountAssignments"));
                default -> throw new IllegalStateException("Nobody taught the simulation " + operation);
            }
            answer(exchange, 200, body);
        }
    }

    private void create(HttpExchange exchange, JsonNode asked) throws IOException {
        Instant now = clock.instant();
        boolean sameAccount = !running(each -> each.asked().path("TargetId").equals(asked.path("TargetId")))
                .isEmpty();
        int running = running(each -> true).size();
        if (sameAccount || running >= OUTSTANDING) {
            refused++;
            answer(exchange, 400, Json.MAPPER.createObjectNode().put("__type", "ConflictException"));
            return;
        }
        busiest = Math.max(busiest, running + 1);
        Creation creation = new Creation(
                "creation-" + creations.size(), asked, now.plus(Duration.ofMillis(1_000 + random.nextInt(4_000))));
        creations.add(creation);
        if (creations.size() % LOST != 0) {
            answer(
                    exchange,
                    200,
                    Json.MAPPER.createObjectNode().set("AccountAssignmentCreationStatus", status(creation.id())));
        }
    }

    private void list(JsonNode asked, ArrayNode into) {
        creations.stream()
                .filter(each -> !each.ends().isAfter(clock.instant()))
                .filter(each -> each.asked().path("PrincipalId").equals(asked.path("PrincipalId")))
                .filter(each -> each.asked().path("TargetId").equals(asked.at("/Filter/AccountId")))
                .forEach(each -> into.addObject()
                        .put("AccountId", each.asked().path("TargetId").textValue())
                        .put("PrincipalType", "GROUP")
                        .put("PrincipalId", each.asked().path("PrincipalId").textValue())
                        .put(
                                "PermissionSetArn",
                                each.asked().path("PermissionSetArn").textValue()));
    }

    private ObjectNode status(String id) {
        Creation creation = creations.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
        ObjectNode status = Json.MAPPER.createObjectNode();
        status.put("RequestId", id)
                .put("Status", creation.ends().isAfter(clock.instant()) ? "IN_PROGRESS" : "SUCCEEDED");
        for (String field : List.of("TargetId", "PermissionSetArn", "PrincipalId")) {
            status.set(field, creation.asked().path(field));
        }
        return status;
    }

    private List<Creation> running(Predicate<Creation> wanted) {
        return creations.stream()
                .filter(each -> each.ends().isAfter(clock.instant()))
                .filter(wanted)
                .toList();
    }

    private boolean token() {
        Instant now = clock.instant();
        tokens = Math.min(PER_SECOND, tokens + Duration.between(filled, now).toNanos() / 1e9 * PER_SECOND);
        filled = now;
        calls.add(now);
        // The caller counts in doubles too; a thousandth of a token is nobody's fault.
        if (tokens < 0.999) {
            return false;
        }
        tokens--;
        return true;
    }

    private static Map<String, String> sets() {
        Map<String, String> sets = new TreeMap<>();
        for (String name : List.of("Admin", "Operator", "PowerUser", "ReadOnly", "Billing")) {
            sets.put("arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-" + name, name);
        }
        return sets;
    }

    private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = Json.MAPPER.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
