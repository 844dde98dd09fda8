package io.bongsu.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Organizations does when it makes an account, and moto doesn't: it takes its time, shows things late, refuses an address that is taken,
 * makes only five at a time, and lets nobody in at first.
 */
final class AccountCreations {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int AT_ONCE = 5;

    private final InstantSource clock;
    private final Map<String, Creation> byId = new LinkedHashMap<>();
    private final Set<String> emails = new HashSet<>();
    private FaultProxy.Lag lag = FaultProxy.Lag.NONE;
    private Supplier<Duration> times = lag::creation;

    AccountCreations(InstantSource clock) {
        this.clock = clock;
    }

    private record Creation(
            String id,
            String name,
            @Nullable String account,
            Instant requested,
            Instant ready,
            @Nullable String failure) {

        boolean done(Instant now) {
            return !now.isBefore(ready);
        }

        boolean making(Instant now) {
            return failure == null && !done(now);
        }
    }

    synchronized void lag(FaultProxy.Lag different) {
        lag = different;
        times = different::creation;
    }

    synchronized void times(Supplier<Duration> different) {
        times = different;
    }

    /** An answer that doesn't need the server behind. */
    synchronized Optional<Reply> before(AwsCall call) {
        return switch (call.name()) {
            case "organizations:CreateAccount" -> create(call);
            case "organizations:DescribeCreateAccountStatus" -> describe(call);
            case "organizations:ListCreateAccountStatus" -> Optional.of(list(call));
            case "organizations:DescribeAccount" -> describeAccount(call);
            case "sts:AssumeRole" -> assume(call);
            default -> Optional.empty();
        };
    }

    /** The answer of the server behind, as AWS would give it now. */
    synchronized Reply after(AwsCall call, Reply reply) {
        if (reply.status() != 200) {
            return reply;
        }
        return switch (call.name()) {
            case "organizations:CreateAccount" -> created(call, reply);
            case "organizations:ListAccounts" -> listed(reply);
            default -> reply;
        };
    }

    private Optional<Reply> create(AwsCall call) {
        Instant now = clock.instant();
        if (byId.values().stream().filter(each -> each.making(now)).count() >= AT_ONCE) {
            return Optional.of(new Reply(
                    400,
                    "application/x-amz-json-1.1",
                    text(JSON.createObjectNode()
                            .put("__type", "ConstraintViolationException")
                            .put("Reason", "ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED")
                            .put("Message", "You have too many accounts in creation."))));
        }
        String email = json(call.body()).path("Email").asText().toLowerCase(Locale.ROOT);
        if (!emails.contains(email)) {
            return Optional.empty();
        }
        String id = "car-" + UUID.randomUUID().toString().replace("-", "");
        Creation failing = new Creation(
                id,
                json(call.body()).path("AccountName").asText(),
                null,
                now,
                now.plus(times.get()),
                "EMAIL_ALREADY_EXISTS");
        byId.put(id, failing);
        return Optional.of(Reply.json(text(JSON.createObjectNode().set("CreateAccountStatus", status(failing, now)))));
    }

    private Reply created(AwsCall call, Reply reply) {
        Instant now = clock.instant();
        JsonNode made = json(reply.body()).path("CreateAccountStatus");
        Creation creation = new Creation(
                made.path("Id").asText(),
                made.path("AccountName").asText(),
                made.path("AccountId").asText(),
                now,
                now.plus(times.get()),
                null);
        byId.put(creation.id(), creation);
        emails.add(json(call.body()).path("Email").asText().toLowerCase(Locale.ROOT));
        return Reply.json(text(JSON.createObjectNode().set("CreateAccountStatus", status(creation, now))));
    }

    private Optional<Reply> describe(AwsCall call) {
        Creation creation =
                byId.get(json(call.body()).path("CreateAccountRequestId").asText());
        return creation == null
                ? Optional.empty()
                : Optional.of(Reply.json(
                        text(JSON.createObjectNode().set("CreateAccountStatus", status(creation, clock.instant())))));
    }

    private Reply list(AwsCall call) {
        Instant now = clock.instant();
        Set<String> states = new HashSet<>();
        json(call.body()).path("States").forEach(each -> states.add(each.asText()));
        ArrayNode all = JSON.createArrayNode();
        byId.values().stream()
                .filter(each -> !now.isBefore(each.requested().plus(lag.listing())))
                .map(each -> status(each, now))
                .filter(each ->
                        states.isEmpty() || states.contains(each.path("State").asText()))
                .forEach(all::add);
        return Reply.json(text(JSON.createObjectNode().set("CreateAccountStatuses", all)));
    }

    private Optional<Reply> describeAccount(AwsCall call) {
        String account = json(call.body()).path("AccountId").asText();
        return hidden(Duration.ZERO).contains(account)
                ? Optional.of(Reply.error(
                        "application/x-amz-json-1.1", 400, "AccountNotFoundException", "There is no such account."))
                : Optional.empty();
    }

    private Reply listed(Reply reply) {
        ObjectNode body = (ObjectNode) json(reply.body());
        Set<String> hidden = hidden(lag.listing());
        ArrayNode shown = JSON.createArrayNode();
        body.path("Accounts").forEach(each -> {
            emails.add(each.path("Email").asText().toLowerCase(Locale.ROOT));
            if (!hidden.contains(each.path("Id").asText())) {
                shown.add(each);
            }
        });
        body.set("Accounts", shown);
        return Reply.json(text(body));
    }

    private Optional<Reply> assume(AwsCall call) {
        String role = call.form("RoleArn");
        return role != null && hidden(lag.usable()).stream().anyMatch(account -> role.contains("::" + account + ":"))
                ? Optional.of(Reply.error(
                        "text/xml", 403, "AccessDenied", "User is not authorized to perform sts:AssumeRole."))
                : Optional.empty();
    }

    /** Accounts that aren't done yet, or not longer than this. */
    private Set<String> hidden(Duration since) {
        Instant now = clock.instant();
        return byId.values().stream()
                .filter(each ->
                        each.account() != null && now.isBefore(each.ready().plus(since)))
                .map(Creation::account)
                .collect(Collectors.toSet());
    }

    private static ObjectNode status(Creation creation, Instant now) {
        ObjectNode status = JSON.createObjectNode()
                .put("Id", creation.id())
                .put("AccountName", creation.name())
                .put("RequestedTimestamp", creation.requested().toEpochMilli() / 1000.0);
        if (!creation.done(now)) {
            return status.put("State", "IN_PROGRESS");
        }
        status.put("CompletedTimestamp", creation.ready().toEpochMilli() / 1000.0);
        return creation.failure() == null
                ? status.put("State", "SUCCEEDED").put("AccountId", creation.account())
                : status.put("State", "FAILED").put("FailureReason", creation.failure());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(JsonNode node) {
        return node.toString();
    }
}
