package io.bongsu.console.upstream;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import io.bongsu.console.ConsoleConfig;
import io.bongsu.contracts.FindingView;
import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.Severity;
import io.bongsu.contracts.VerdictStatus;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Findings and compliance, from the policy engine's REST API. */
@Singleton
public final class PolicyEngine {

    private final RestClient rest;
    private final URI base;

    @Inject
    PolicyEngine(RestClient rest, ConsoleConfig config) {
        this.rest = rest;
        this.base = config.policyEngineUrl();
    }

    /**
     * One page of findings.
     *
     * @param next where the next page begins, or null on the last
     * @param total how many there are on all pages
     */
    public record FindingPage(List<FindingView> items, @Nullable String next, long total) {
        public FindingPage {
            items = List.copyOf(items);
        }
    }

    /** Open findings, counted by severity. */
    public record Summary(List<OfSeverity> severities) {
        public Summary {
            severities = List.copyOf(severities);
        }
    }

    /** Open findings of one severity. */
    public record OfSeverity(Severity severity, long fail, long error) {}

    /** A finding with all that explains it. {@code ocsf} and {@code configuration} are other people's shapes, hence trees. */
    public record FindingDetail(
            FindingView finding,
            JsonNode ocsf,
            List<Change> history,
            @Nullable JsonNode configuration,
            LocalText remediation,
            LocalText description) {
        public FindingDetail {
            requireNonNull(finding, "finding");
            history = List.copyOf(requireNonNullElse(history, List.of()));
        }
    }

    /** A change of a finding's status. */
    public record Change(
            Instant at, VerdictStatus status, @Nullable VerdictStatus previous, @Nullable LocalText message) {}

    /** A pack as the list of packs has it. */
    public record PackHead(String id, String version, String kind, LocalText title) {

        /** Whether assessors ask about it, so that its score is news. */
        public boolean standard() {
            return kind.equals("STANDARD");
        }
    }

    /**
     * A pack's state.
     *
     * @param score percent of the judged controls that pass, or null when none was judged
     */
    public record Compliance(
            String pack,
            String version,
            LocalText title,
            Map<String, Long> counts,
            @Nullable Double score,
            List<Control> controls) {
        public Compliance {
            controls = List.copyOf(controls);
            counts = Map.copyOf(requireNonNullElse(counts, Map.of()));
        }
    }

    /** A control and the rules that answer it. {@code status} is a word out of the engine's set. */
    public record Control(String id, LocalText title, LocalText chapter, String status, List<ControlRule> rules) {
        public Control {
            rules = List.copyOf(requireNonNullElse(rules, List.of()));
        }

        /** Verdicts that someone must act on. */
        public long open() {
            return rules.stream().mapToLong(rule -> rule.fail() + rule.error()).sum();
        }
    }

    /** A rule's verdicts, counted. */
    public record ControlRule(
            String id, Severity severity, LocalText title, long pass, long fail, long notApplicable, long error) {

        /** Verdicts that say something about the resource. */
        public long judged() {
            return pass + fail + error;
        }
    }

    /** A guardrail as the list of rules has it. */
    public record RuleHead(String id, Severity severity, LocalText title) {}

    public FindingPage findings(Map<String, List<String>> filters) {
        return rest.get(Part.POLICY_ENGINE, base, "/api/v1/findings" + RestClient.query(filters), FindingPage.class);
    }

    public Summary summary() {
        return rest.get(Part.POLICY_ENGINE, base, "/api/v1/findings/summary", Summary.class);
    }

    public FindingDetail finding(String uid) {
        return rest.get(Part.POLICY_ENGINE, base, "/api/v1/findings/" + RestClient.encode(uid), FindingDetail.class);
    }

    public List<PackHead> packs() {
        return list("/api/v1/packs", PackHead[].class);
    }

    public List<RuleHead> rules() {
        return list("/api/v1/rules", RuleHead[].class);
    }

    public Compliance compliance(String pack) {
        return rest.get(Part.POLICY_ENGINE, base, "/api/v1/compliance/" + RestClient.encode(pack), Compliance.class);
    }

    /** A list of few things, bare or under {@code items}. */
    private <T> List<T> list(String path, Class<T[]> type) {
        JsonNode answer = rest.get(Part.POLICY_ENGINE, base, path, JsonNode.class);
        JsonNode items = answer.isArray() ? answer : answer.path("items");
        return new ArrayList<>(Arrays.asList(rest.convert(Part.POLICY_ENGINE, path, items, type)));
    }
}
