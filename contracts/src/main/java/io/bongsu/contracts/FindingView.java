package io.bongsu.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A finding as the policy engine's REST API gives it: one guardrail's newest verdict on one resource or event. The stored form is OCSF;
 * this is the shape for people and scripts. JSON names are snake_case.
 *
 * @param uid deterministic, made of the rule and the resource (or the event)
 * @param rule the guardrail's id, for example {@code restricted-ssh}
 * @param title what the guardrail demands
 * @param severity how bad a failure is
 * @param status the newest verdict
 * @param state {@code open}, or {@code closed} once the resource is deleted
 * @param resource what was judged
 * @param message why, in words
 * @param evidence paths of the input and their values that decided; empty for an error
 * @param controls ids of the pack's controls that the rule answers, for example {@code 2.6.1}
 * @param capturedAt when AWS saw the judged state, or when the event happened
 * @param firstSeen when this finding was first made
 * @param lastSeen when it was last confirmed
 * @param changedAt when the status last changed
 */
public record FindingView(
        String uid,
        String rule,
        LocalText title,
        Severity severity,
        VerdictStatus status,
        String state,
        Resource resource,
        LocalText message,
        Map<String, Object> evidence,
        List<String> controls,
        Instant capturedAt,
        Instant firstSeen,
        Instant lastSeen,
        Instant changedAt) {

    public FindingView {
        requireNonNull(uid, "uid");
        requireNonNull(rule, "rule");
        // Not Map.copyOf: evidence may hold a JSON null, and its order is the rule's.
        evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
        controls = List.copyOf(controls);
    }

    /**
     * What was judged.
     *
     * @param id the resource's id; for an event the account's id
     * @param type AWS Config's type name, for example {@code AWS::S3::Bucket}; {@code AWS::::Account} for an event
     * @param name a name for people; the id where there is no better one
     * @param arn the ARN, or empty
     * @param account twelve digits
     * @param region the AWS Region, or {@code global}
     */
    public record Resource(String id, String type, String name, String arn, String account, String region) {}
}
