package io.bongsu.factory.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.contracts.LocalText;
import io.bongsu.factory.blueprint.Blueprint;
import io.bongsu.factory.request.AccountRequest;
import io.bongsu.factory.request.Actor;
import io.bongsu.factory.request.Json;
import io.bongsu.factory.request.RequestKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks OPA for {@code data.bongsu.factory.approval.decision}: input {@code {request, approver, parameters}}, answer {@code {auto, may, reason: {en, ko},
 * approvers}}. Whatever isn't such an answer lets nobody approve.
 */
public final class ApprovalPolicy implements AutoCloseable {

    private static final String PATH = "v1/data/bongsu/factory/approval/decision";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final URI uri;
    private final ObjectNode parameters;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /**
     * @param opa base address of OPA's REST API
     * @param parameters what the policy is told as {@code input.parameters}: JSON values by name
     */
    public ApprovalPolicy(URI opa, Map<String, String> parameters) {
        String base = opa.toString();
        this.uri = URI.create((base.endsWith("/") ? base : base + "/") + PATH);
        this.parameters = Json.MAPPER.createObjectNode();
        parameters.forEach((name, value) -> this.parameters.set(name, parsed(name, value)));
    }

    /**
     * What the policy is told of a request.
     *
     * @param kind what is to be done, as {@code request.action} in lower case
     * @param wish what is asked for
     * @param name the account's name
     * @param email the root user's address
     * @param ou name of its organizational unit
     * @param blueprint what it is made from
     * @param requester who asks
     */
    public record Subject(
            RequestKind kind,
            AccountRequest wish,
            String name,
            String email,
            String ou,
            Blueprint blueprint,
            String requester) {}

    /** Whether the request may go through by itself, and whether this person may let it through. */
    public Decision ask(Subject subject, @Nullable Actor approver) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(Map.of("input", input(subject, approver)))))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                return Decision.none("OPA answered with status " + response.statusCode());
            }
            return decision(Json.MAPPER.readTree(response.body()).path("result"));
        } catch (IOException e) {
            return Decision.none("OPA does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Decision.none("interrupted");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private ObjectNode input(Subject subject, @Nullable Actor approver) {
        ObjectNode request = Json.MAPPER.valueToTree(subject.wish());
        request.put("name", subject.name());
        request.put("email", subject.email());
        request.put("ou", subject.ou());
        request.put("blueprint", subject.blueprint().name());
        request.put("action", subject.kind().name().toLowerCase(Locale.ROOT));
        request.put("blueprint_version", subject.blueprint().version());
        request.put("requester", subject.requester());
        // No limit at all is null.
        Blueprint.Budget budget = subject.blueprint().budget();
        request.put("budget_usd", budget == null ? null : budget.monthlyUsd());
        ObjectNode input = Json.MAPPER.createObjectNode();
        input.set("request", request);
        if (approver != null) {
            input.putObject("approver")
                    .put("name", approver.name())
                    .set(
                            "roles",
                            Json.MAPPER.valueToTree(
                                    approver.roles().stream().sorted().toList()));
        }
        input.set("parameters", parameters);
        return input;
    }

    private static JsonNode parsed(String name, String value) {
        try {
            return Json.MAPPER.readTree(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "account-factory.approval.parameters.%s is '%s'; expected a JSON value such as [\"sandbox\"] or 300"
                            .formatted(name, value),
                    e);
        }
    }

    private static Decision decision(JsonNode result) {
        JsonNode reason = result.path("reason");
        if (!result.path("auto").isBoolean()
                || !result.path("may").isBoolean()
                || !reason.path("en").isTextual()
                || !reason.path("ko").isTextual()) {
            return Decision.none("data.bongsu.factory.approval.decision is no document with auto, may and reason");
        }
        List<String> approvers = new ArrayList<>();
        result.path("approvers").forEach(each -> approvers.add(each.isTextual() ? each.textValue() : each.toString()));
        return new Decision(
                true,
                result.path("auto").booleanValue(),
                result.path("may").booleanValue(),
                new LocalText(reason.path("en").textValue(), reason.path("ko").textValue()),
                approvers);
    }
}
