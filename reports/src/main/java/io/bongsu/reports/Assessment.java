package io.bongsu.reports;

import static java.util.Objects.requireNonNull;

import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.Severity;
import io.bongsu.reports.tally.Counts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a report is about, but for the findings.
 *
 * @param organization who is assessed, in words
 * @param pack by which standard
 * @param asOf the cut-off: what became known later isn't in the report
 * @param scope what was looked at
 * @param controls in the standard's order
 * @param judge what a control's evidence and attestations come to
 */
public record Assessment(
        String organization, Pack pack, Instant asOf, Scope scope, List<Control> controls, Judge judge) {

    public Assessment {
        requireNonNull(organization, "organization");
        requireNonNull(pack, "pack");
        requireNonNull(asOf, "asOf");
        requireNonNull(scope, "scope");
        requireNonNull(judge, "judge");
        controls = List.copyOf(controls);
    }

    /** Decides where a control stands; pure, so that a report can be made again. */
    @FunctionalInterface
    public interface Judge {

        /** @param machine verdicts by guardrail, in the control's order */
        Standing standing(Control control, Map<Rule, Counts> machine);
    }

    /**
     * Where a control stands.
     *
     * @param state what it comes to
     * @param why in words
     */
    public record Standing(ControlState state, LocalText why) {}

    /**
     * A standard.
     *
     * @param id for example {@code isms-p}
     * @param version of the pack
     * @param fingerprint SHA-256 over all guardrails and packs
     * @param title its name
     */
    public record Pack(String id, String version, String fingerprint, LocalText title) {}

    /**
     * What was looked at.
     *
     * @param accounts ids with what is known of them; an account that isn't listed is not in the report, unless {@link #everything}
     * @param everything whether every account with findings is in scope
     * @param decidedBy who decided the scope, where somebody did
     */
    public record Scope(List<Account> accounts, boolean everything, @Nullable String decidedBy) {

        public Scope {
            accounts = List.copyOf(accounts);
        }
    }

    /**
     * An account in scope.
     *
     * @param id twelve digits
     * @param name the account's name; empty where unknown
     * @param ou path of its OU; empty where unknown
     * @param since from when it is in scope, where that was decided
     * @param decidedBy by whom
     */
    public record Account(String id, String name, String ou, @Nullable LocalDate since, @Nullable String decidedBy) {}

    /**
     * A requirement of the standard.
     *
     * @param id for example {@code 2.6.1}
     * @param chapterId for example {@code 2.6}
     * @param chapter the chapter's title
     * @param title in short
     * @param checkPoints what an assessor looks at; none where nothing is written
     * @param rules guardrails that answer part of it; none for one that people alone can assess
     * @param reason why it doesn't apply, where people say so
     * @param owner who answers for it; null where nobody was named
     * @param attestations what people stated, the newest first
     * @param written what people wrote into the statement of operation, by column
     */
    public record Control(
            String id,
            String chapterId,
            LocalText chapter,
            LocalText title,
            List<LocalText> checkPoints,
            List<Rule> rules,
            @Nullable String reason,
            @Nullable String owner,
            List<Attestation> attestations,
            Map<String, Written> written) {

        public Control {
            requireNonNull(id, "id");
            checkPoints = List.copyOf(checkPoints);
            rules = List.copyOf(rules);
            attestations = List.copyOf(attestations);
            written = Map.copyOf(written);
        }

        /** Which certification asks for it: chapter 3 is ISMS-P's alone. */
        public String certification() {
            return id.startsWith("3.") ? "ISMS-P" : "ISMS, ISMS-P";
        }
    }

    /** A guardrail. */
    public record Rule(String id, Severity severity, LocalText title, LocalText remediation) {}

    /**
     * What a person stated of a control.
     *
     * @param statement in the person's words
     * @param method how it was checked
     * @param outcome what the person found
     * @param state for people: whether it was accepted
     * @param by who stated it
     * @param at when
     * @param reviewer who reviewed it, and is not who stated it
     * @param reviewedAt when
     * @param validUntil the last day that it counts
     * @param files the evidence
     */
    public record Attestation(
            String statement,
            LocalText method,
            ControlState outcome,
            LocalText state,
            String by,
            Instant at,
            @Nullable String reviewer,
            @Nullable Instant reviewedAt,
            LocalDate validUntil,
            List<EvidenceFile> files) {

        public Attestation {
            files = List.copyOf(files);
        }
    }

    /** A file that somebody attached, by name, SHA-256 (hexadecimal) and size in bytes. */
    public record EvidenceFile(String name, String sha256, long bytes) {}

    /**
     * A cell of the statement of operation that a person wrote.
     *
     * @param text what stands there now
     * @param draft what the report had proposed when it was written
     */
    public record Written(String text, String draft) {}
}
