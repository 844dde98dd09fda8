package io.bongsu.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What security services do across the accounts of an organization, and moto doesn't: GuardDuty's members, IAM Access Analyzer, an
 * organization's trail seen from its member accounts, and changing a budget. Answers have the form that the API references give.
 */
final class SecurityServices {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "X-Amz-Security-Token";
    private static final Pattern KEY = Pattern.compile("<AccessKeyId>([^<]+)</AccessKeyId>");
    private static final Pattern ROLE = Pattern.compile("arn:aws:iam::(\\d{12}):role/.+");

    private final Map<String, String> accounts = new HashMap<>(); // by access key
    private final Map<Place, String> watched = new HashMap<>(); // GuardDuty's administrator by member
    private final Map<Place, ObjectNode> analyzers = new HashMap<>();
    private @Nullable String managementKey;
    private @Nullable String managementToken;

    /** An account's Region. */
    private record Place(String account, String region) {

        /** The id of the detector that GuardDuty gives a member. */
        String detector() {
            return "%032x".formatted(account.hashCode() * 31L + region.hashCode() & 0xffffffffL);
        }
    }

    /** Whoever calls Organizations is the management account. */
    synchronized void learn(AwsCall call, Headers headers) {
        if (call.service().equals("organizations")) {
            managementKey = call.accessKey();
            managementToken = headers.getFirst(TOKEN);
        }
    }

    /** Headers for asking the management account what a member account asks; where this is not for it to tell, none. */
    synchronized Optional<Headers> asManagement(AwsCall call, Headers headers) {
        if (!call.name().equals("cloudtrail:DescribeTrails")
                || managementKey == null
                || call.accessKey().equals(managementKey)) {
            return Optional.empty();
        }
        Headers management = new Headers();
        headers.forEach((name, values) -> management.put(name, new ArrayList<>(values)));
        management.set(
                "Authorization",
                String.valueOf(headers.getFirst("Authorization"))
                        .replace("Credential=" + call.accessKey() + "/", "Credential=" + managementKey + "/"));
        management.remove(TOKEN);
        if (managementToken != null) {
            management.set(TOKEN, managementToken);
        }
        return Optional.of(management);
    }

    /** The trails of a member account, and those of the management account that are the organization's. */
    Reply withOrganizationTrails(Reply member, Reply management) {
        ObjectNode answer = (ObjectNode) json(member.body());
        ArrayNode all = answer.withArray("trailList");
        json(management.body()).path("trailList").forEach(each -> {
            if (each.path("IsOrganizationTrail").asBoolean()) {
                all.add(each);
            }
        });
        return new Reply(member.status(), member.type(), answer.toString());
    }

    /** The access keys that were given for an account's roles. */
    synchronized Set<String> keysOf(String account) {
        return accounts.entrySet().stream()
                .filter(each -> each.getValue().equals(account))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** An answer that doesn't need the server behind. */
    synchronized Optional<Reply> before(AwsCall call) {
        Place place = new Place(accounts.getOrDefault(call.accessKey(), ""), call.region());
        return switch (call.name()) {
            case "guardduty:GetMembers" -> Optional.of(members(call, place));
            case "guardduty:CreateMembers", "guardduty:StartMonitoringMembers" -> Optional.of(join(call, place));
            case "guardduty:ListDetectors", "guardduty:GetDetector", "guardduty:GetAdministratorAccount" ->
                watched.containsKey(place) ? Optional.of(asMember(call, place)) : Optional.empty();
            case "access-analyzer:ListAnalyzers" -> Optional.of(analyzers(place));
            case "access-analyzer:CreateAnalyzer" -> Optional.of(analyze(call, place));
            case "budgets:UpdateBudget" -> Optional.of(Reply.json("{}"));
            default -> Optional.empty();
        };
    }

    /** Learns whose the keys are that the server behind gives. */
    synchronized Reply after(AwsCall call, Reply reply) {
        String role = call.name().equals("sts:AssumeRole") ? call.form("RoleArn") : null;
        if (role != null) {
            Matcher account = ROLE.matcher(role);
            Matcher key = KEY.matcher(reply.body());
            if (account.matches() && key.find()) {
                accounts.put(key.group(1), account.group(1));
            }
        }
        return reply;
    }

    private Reply members(AwsCall call, Place administrator) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode members = answer.putArray("members");
        ArrayNode unprocessed = answer.putArray("unprocessedAccounts");
        json(call.body()).path("accountIds").forEach(id -> {
            String known = watched.get(new Place(id.asText(), administrator.region()));
            if (administrator.account().equals(known)) {
                members.addObject()
                        .put("accountId", id.asText())
                        .put("administratorId", known)
                        .put("masterId", known)
                        .put("email", "hidden@company.example")
                        .put("relationshipStatus", "Enabled")
                        .put("updatedAt", "2026-01-01T00:00:00.000Z");
            } else {
                unprocessed
                        .addObject()
                        .put("accountId", id.asText())
                        .put("result", "The request is rejected because the account is not a member.");
            }
        });
        return rest(answer);
    }

    private Reply join(AwsCall call, Place administrator) {
        JsonNode body = json(call.body());
        body.path("accountDetails")
                .forEach(each -> watched.put(
                        new Place(each.path("accountId").asText(), administrator.region()), administrator.account()));
        body.path("accountIds")
                .forEach(
                        each -> watched.put(new Place(each.asText(), administrator.region()), administrator.account()));
        ObjectNode answer = JSON.createObjectNode();
        answer.putArray("unprocessedAccounts");
        return rest(answer);
    }

    private Reply asMember(AwsCall call, Place member) {
        ObjectNode answer = JSON.createObjectNode();
        switch (call.operation()) {
            case "ListDetectors" -> answer.putArray("detectorIds").add(member.detector());
            case "GetDetector" ->
                answer.put("status", "ENABLED")
                        .put("findingPublishingFrequency", "SIX_HOURS")
                        .put("serviceRole", "");
            default ->
                answer.putObject("administrator")
                        .put("accountId", watched.get(member))
                        .put("relationshipStatus", "Enabled");
        }
        return rest(answer);
    }

    private Reply analyzers(Place place) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode all = answer.putArray("analyzers");
        Optional.ofNullable(analyzers.get(place)).ifPresent(all::add);
        return rest(answer);
    }

    private Reply analyze(AwsCall call, Place place) {
        JsonNode body = json(call.body());
        if (analyzers.containsKey(place)) {
            return Reply.error(
                    "application/json", 402, "ServiceQuotaExceededException", "The number of analyzers is exceeded.");
        }
        String arn = "arn:aws:access-analyzer:%s:%s:analyzer/%s"
                .formatted(
                        place.region(),
                        place.account(),
                        body.path("analyzerName").asText());
        analyzers.put(
                place,
                JSON.createObjectNode()
                        .put("arn", arn)
                        .put("name", body.path("analyzerName").asText())
                        .put("type", body.path("type").asText())
                        .put("status", "ACTIVE")
                        .put("createdAt", "2026-01-01T00:00:00Z"));
        return rest(JSON.createObjectNode().put("arn", arn));
    }

    private static Reply rest(JsonNode answer) {
        return new Reply(200, "application/json", answer.toString());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
