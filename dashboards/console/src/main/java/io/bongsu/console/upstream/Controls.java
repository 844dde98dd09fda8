package io.bongsu.console.upstream;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import io.bongsu.console.ConsoleConfig;
import io.bongsu.contracts.LocalText;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the controls of a standard stand and what people say of them, from the policy engine's REST API. */
@Singleton
public final class Controls {

    private final RestClient rest;
    private final URI base;

    @Inject
    Controls(RestClient rest, ConsoleConfig config) {
        this.rest = rest;
        this.base = config.policyEngineUrl();
    }

    /** Every control of a standard. */
    public record Standing(
            String standard, String version, LocalText title, LocalDate asOf, Scope scope, List<Control> controls) {
        public Standing {
            controls = List.copyOf(controls);
        }
    }

    /** What is in the scope. */
    public record Scope(
            LocalDate asOf, boolean decided, List<Decision> decisions, List<String> accounts, List<String> unresolved) {
        public Scope {
            decisions = List.copyOf(decisions);
            accounts = List.copyOf(accounts);
            unresolved = List.copyOf(unresolved);
        }
    }

    /** What somebody decided about the scope. */
    public record Decision(
            String kind,
            String target,
            List<String> accounts,
            boolean included,
            LocalDate from,
            String reason,
            String decidedBy,
            Instant decidedAt) {
        public Decision {
            accounts = List.copyOf(accounts);
        }
    }

    /** A control. {@code state} and {@code reason} are words out of the engine's sets. */
    public record Control(
            String id,
            LocalText title,
            Section area,
            Section chapter,
            List<LocalText> checkPoints,
            String state,
            LocalText why,
            Machine machine,
            People people,
            @Nullable Reminder reminder) {
        public Control {
            checkPoints = List.copyOf(checkPoints);
        }
    }

    /** A part of a standard. */
    public record Section(String id, LocalText title) {}

    /** What the control's guardrails found in the scope. */
    public record Machine(String verdict, List<Rule> rules) {
        public Machine {
            rules = List.copyOf(rules);
        }

        public long fail() {
            return rules.stream().mapToLong(Rule::fail).sum();
        }

        public long error() {
            return rules.stream().mapToLong(Rule::error).sum();
        }

        public long pass() {
            return rules.stream().mapToLong(Rule::pass).sum();
        }
    }

    /** What one guardrail found. */
    public record Rule(String id, LocalText title, Map<String, Long> counts, Map<String, Map<String, Long>> accounts) {
        public Rule {
            counts = Map.copyOf(counts);
            accounts = Map.copyOf(accounts);
        }

        public long fail() {
            return counts.getOrDefault("FAIL", 0L);
        }

        public long error() {
            return counts.getOrDefault("ERROR", 0L);
        }

        public long pass() {
            return counts.getOrDefault("PASS", 0L);
        }

        /** Whether it has judged nothing in the scope. */
        public boolean silent() {
            return accounts.isEmpty();
        }

        /** Its verdicts by account, sorted. */
        public List<OfAccount> byAccount() {
            return accounts.entrySet().stream()
                    .map(each -> new OfAccount(
                            each.getKey(),
                            each.getValue().getOrDefault("FAIL", 0L),
                            each.getValue().getOrDefault("ERROR", 0L),
                            each.getValue().getOrDefault("PASS", 0L)))
                    .sorted((one, other) -> one.account().compareTo(other.account()))
                    .toList();
        }
    }

    /** A guardrail's verdicts in one account. */
    public record OfAccount(String account, long fail, long error, long pass) {}

    /** What people say. */
    public record People(
            @Nullable Assignment assignment, @Nullable Attestation accepted, @Nullable Attestation newest) {}

    /** Who answers for it. */
    public record Assignment(
            String owner, String method, LocalDate due, String recurrence, String assignedBy, Instant assignedAt) {}

    /** What somebody states. */
    public record Attestation(
            UUID id,
            String outcome,
            String method,
            String statement,
            @Nullable String reason,
            List<String> nothingToJudge,
            List<EvidenceFile> evidence,
            String author,
            Instant attestedAt,
            LocalDate validUntil,
            @Nullable Review review) {
        public Attestation {
            nothingToJudge = List.copyOf(nothingToJudge);
            evidence = List.copyOf(evidence);
        }

        /** End of a text's key: {@code submitted}, {@code accepted} or {@code rejected}. */
        public String stage() {
            return review == null ? "submitted" : review.accepted() ? "accepted" : "rejected";
        }
    }

    /** What a second person says to it. */
    public record Review(boolean accepted, String comment, String reviewer, Instant at) {}

    /** A file that proves something. */
    public record EvidenceFile(String name, String sha256, String mediaType, long size) {}

    /** What is to be done. */
    public record Reminder(String kind, @Nullable String who, @Nullable LocalDate due, @Nullable Long days) {}

    /** A control with its past. */
    public record Detail(Control standing, List<Attestation> attestations, List<Entry> history) {
        public Detail {
            attestations = List.copyOf(attestations);
            history = List.copyOf(history);
        }
    }

    /** What somebody did. */
    public record Entry(
            Instant at, String actor, String action, Map<String, String> before, Map<String, String> after) {
        public Entry {
            before = requireNonNullElse(before, Map.of());
            after = requireNonNullElse(after, Map.of());
        }
    }

    /** All decisions about a scope. */
    public record Decisions(List<Decision> items) {
        public Decisions {
            items = List.copyOf(items);
        }
    }

    public Standing all(String standard) {
        return rest.get(Part.POLICY_ENGINE, base, of(standard) + "/controls", Standing.class);
    }

    public Detail one(String standard, String control) {
        return rest.get(Part.POLICY_ENGINE, base, of(standard, control), Detail.class);
    }

    public Scope scope(String standard) {
        return rest.get(Part.POLICY_ENGINE, base, of(standard) + "/scope", Scope.class);
    }

    public List<Decision> decisions(String standard) {
        return rest.get(Part.POLICY_ENGINE, base, of(standard) + "/scope/decisions", Decisions.class)
                .items();
    }

    /** A file's content. */
    public byte[] evidence(String sha256) {
        return rest.bytes(Part.POLICY_ENGINE, base, "/api/v1/evidence/" + RestClient.encode(sha256));
    }

    /** Keeps a file and gives its address. */
    public String keep(String name, byte[] content, String actor) {
        JsonNode kept = rest.sendFile(
                Part.POLICY_ENGINE,
                base,
                "/api/v1/evidence" + RestClient.query(Map.of("name", List.of(name), "actor", List.of(actor))),
                content);
        return kept.path("sha256").asText();
    }

    public void assign(String standard, String control, Map<String, Object> assignment) {
        rest.send(Part.POLICY_ENGINE, base, "PUT", of(standard, control) + "/assignment", assignment);
    }

    public void attest(String standard, String control, Map<String, Object> attestation) {
        rest.send(Part.POLICY_ENGINE, base, "POST", of(standard, control) + "/attestations", attestation);
    }

    public void review(String standard, String control, String attestation, Map<String, Object> review) {
        rest.send(
                Part.POLICY_ENGINE,
                base,
                "POST",
                of(standard, control) + "/attestations/" + RestClient.encode(attestation) + "/review",
                review);
    }

    public void decide(String standard, Map<String, Object> decision) {
        rest.send(Part.POLICY_ENGINE, base, "POST", of(standard) + "/scope/decisions", decision);
    }

    private static String of(String standard) {
        return "/api/v1/standards/" + RestClient.encode(standard);
    }

    private static String of(String standard, String control) {
        return of(standard) + "/controls/" + RestClient.encode(control);
    }
}
