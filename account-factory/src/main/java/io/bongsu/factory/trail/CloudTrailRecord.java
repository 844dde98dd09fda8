package io.bongsu.factory.trail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.bongsu.factory.drift.Change;
import io.bongsu.factory.drift.Expectation;
import io.bongsu.factory.request.Json;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads out of a CloudTrail record which account or policy it changed. Hardly any record changes one, so most are only skimmed. */
final class CloudTrailRecord {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String SUFFIX = ".amazonaws.com";

    /** What each call changes, and where the record says of what. */
    private static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("organizations:MoveAccount", new Rule(Expectation.OU, "accountId")),
            Map.entry("organizations:AttachPolicy", new Rule(Expectation.POLICY, "targetId")),
            Map.entry("organizations:DetachPolicy", new Rule(Expectation.POLICY, "targetId")),
            Map.entry("organizations:UpdatePolicy", new Rule(Expectation.CONTENT, "policyId")),
            Map.entry("organizations:DeletePolicy", new Rule(Expectation.CONTENT, "policyId")),
            Map.entry("organizations:TagResource", new Rule(Expectation.TAG, "resourceId")),
            Map.entry("organizations:UntagResource", new Rule(Expectation.TAG, "resourceId")),
            Map.entry("organizations:CloseAccount", new Rule(Expectation.STATE, "accountId")),
            Map.entry("organizations:RemoveAccountFromOrganization", new Rule(Expectation.MEMBERSHIP, "accountId")),
            Map.entry("organizations:LeaveOrganization", new Rule(Expectation.MEMBERSHIP, "")),
            Map.entry("sso:CreateAccountAssignment", new Rule(Expectation.ASSIGNMENT, "targetId")),
            Map.entry("sso:DeleteAccountAssignment", new Rule(Expectation.ASSIGNMENT, "targetId")),
            Map.entry("config:StopConfigurationRecorder", new Rule(Expectation.RECORDER, "")),
            Map.entry("config:DeleteConfigurationRecorder", new Rule(Expectation.RECORDER, "")),
            Map.entry("account:PutAccountName", new Rule(Expectation.NAME, "accountId")),
            Map.entry("account:AcceptPrimaryEmailUpdate", new Rule(Expectation.EMAIL, "accountId")));

    private CloudTrailRecord() {}

    /**
     * What a call changes.
     *
     * @param items the item, or the beginning of several
     * @param parameter the request parameter that names the account or the policy; where there is none, the account itself called
     */
    private record Rule(String items, String parameter) {}

    /**
     * The change that a record tells of, where it tells of one.
     *
     * @param value the record as AWS delivered it
     * @throws IOException where that is no JSON object
     */
    static Optional<Change> read(byte[] value) throws IOException {
        Rule rule = RULES.get(call(value));
        if (rule == null) {
            return Optional.empty();
        }
        JsonNode event = Json.MAPPER.readTree(value);
        if (event.hasNonNull("errorCode")) {
            return Optional.empty(); // It was refused, so nothing changed.
        }
        String named = event.path("requestParameters").path(rule.parameter()).asText();
        String subject = named.isEmpty() ? event.path("recipientAccountId").asText() : named;
        // What is done to the root, to a unit or to anything else isn't a single account's drift.
        return subject.matches("\\d{12}|p-[0-9a-zA-Z_]{8,128}")
                ? Optional.of(new Change(
                        subject,
                        rule.items(),
                        call(value),
                        event.path("eventID").asText(),
                        principal(event.path("userIdentity")),
                        time(event.path("eventTime").asText())))
                : Optional.empty();
    }

    private static String principal(JsonNode identity) {
        return List.of("arn", "invokedBy", "principalId", "accountId", "type").stream()
                .map(each -> identity.path(each).asText())
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("unknown");
    }

    private static Instant time(String text) throws IOException {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IOException("eventTime is '%s'; expected a time such as 2026-11-21T09:30:00Z".formatted(text), e);
        }
    }

    /** {@code service:Operation}, read without building what is around it. */
    private static String call(byte[] value) throws IOException {
        String source = "";
        String name = "";
        try (JsonParser parser = FACTORY.createParser(value)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("The record is no JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME && (source.isEmpty() || name.isEmpty())) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "eventSource" -> source = parser.getText();
                    case "eventName" -> name = parser.getText();
                    default -> parser.skipChildren();
                }
            }
        }
        return (source.endsWith(SUFFIX) ? source.substring(0, source.length() - SUFFIX.length()) : source) + ":" + name;
    }
}
