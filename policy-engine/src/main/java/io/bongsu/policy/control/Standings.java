package io.bongsu.policy.control;

import io.bongsu.contracts.VerdictStatus;
import io.bongsu.policy.attestation.Attestation;
import io.bongsu.policy.attestation.Attestations;
import io.bongsu.policy.attestation.Word;
import io.bongsu.policy.catalogue.Catalogue;
import io.bongsu.policy.catalogue.Pack;
import io.bongsu.policy.catalogue.Rule;
import io.bongsu.policy.scope.Scope;
import io.bongsu.policy.scope.Scopes;
import io.bongsu.policy.store.FindingStore;
import io.bongsu.policy.store.FindingStore.Counts;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Says where the controls of a standard stand. Throws {@link io.bongsu.policy.store.StoreException} when OpenSearch doesn't answer and
 * {@link io.bongsu.kit.database.DatabaseException} when PostgreSQL doesn't: half the evidence is never given for the whole.
 */
public final class Standings {

    private final Catalogue catalogue;
    private final FindingStore findings;
    private final Attestations attestations;
    private final Scopes scopes;
    private final InstantSource clock;
    private final ZoneId zone;
    private final int remindDays;

    /**
     * @param zone where days begin and end
     * @param remindDays how many days before its end an attestation is asked for again
     */
    public Standings(
            Catalogue catalogue,
            FindingStore findings,
            Attestations attestations,
            Scopes scopes,
            InstantSource clock,
            ZoneId zone,
            int remindDays) {
        this.catalogue = catalogue;
        this.findings = findings;
        this.attestations = attestations;
        this.scopes = scopes;
        this.clock = clock;
        this.zone = zone;
        this.remindDays = remindDays;
    }

    /** All controls, as of today. */
    public StandardStanding of(Pack pack) {
        return of(pack, LocalDate.ofInstant(clock.instant(), zone));
    }

    /** All controls, with what people had said by the end of that day. */
    public StandardStanding of(Pack pack, LocalDate asOf) {
        return of(pack, asOf, remindDays);
    }

    /**
     * All controls, with what people had said by the end of that day.
     *
     * @param within how many days ahead a reminder looks
     */
    public StandardStanding of(Pack pack, LocalDate asOf, int within) {
        Scope scope = scopes.on(pack.id(), asOf);
        List<ControlStanding> controls = standings(pack, pack.controls(), scope, asOf, within);
        Instant readAt = clock.instant();
        Map<ControlState, Long> states = new EnumMap<>(ControlState.class);
        for (ControlState state : ControlState.values()) {
            states.put(
                    state,
                    controls.stream().filter(each -> each.state() == state).count());
        }
        return new StandardStanding(
                pack.id(),
                pack.version(),
                pack.title(),
                asOf,
                readAt,
                catalogue.fingerprint(),
                scope,
                states,
                controls);
    }

    /** One control, as of today. Needs no verdicts where no guardrail answers it. */
    public ControlStanding of(Pack pack, Pack.Control control) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        return standings(pack, List.of(control), scopes.on(pack.id(), today), today, remindDays)
                .getFirst();
    }

    private List<ControlStanding> standings(
            Pack pack, List<Pack.Control> controls, Scope scope, LocalDate asOf, int within) {
        Instant end = asOf.plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1);
        Map<String, Word> words = attestations.words(pack.id(), end);
        List<String> rules = controls.stream()
                .flatMap(control -> control.rules().stream())
                .distinct()
                .sorted()
                .toList();
        Map<String, Map<String, Counts>> counts = findings.countsByRuleAndAccount(rules);
        return controls.stream()
                .map(control ->
                        standing(control, words.getOrDefault(control.id(), Word.NONE), scope, counts, asOf, within))
                .toList();
    }

    /** How many days before its end an attestation is asked for again. */
    public int remindDays() {
        return remindDays;
    }

    /**
     * What is to be done, by control, the most urgent first. Needs no verdicts.
     *
     * @param within how many days ahead to look
     */
    public Map<String, Reminder> reminders(Pack pack, int within) {
        Map<String, Word> words = attestations.words(pack.id(), clock.instant());
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        Map<String, Reminder> found = new LinkedHashMap<>();
        for (Pack.Control control : pack.controls()) {
            Reminder reminder = Reminder.of(words.getOrDefault(control.id(), Word.NONE), today, within);
            if (reminder != null) {
                found.put(control.id(), reminder);
            }
        }
        Map<String, Reminder> sorted = new LinkedHashMap<>();
        found.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Reminder.URGENCY))
                .forEach(each -> sorted.put(each.getKey(), each.getValue()));
        return sorted;
    }

    private ControlStanding standing(
            Pack.Control control,
            Word word,
            Scope scope,
            Map<String, Map<String, Counts>> counts,
            LocalDate asOf,
            int within) {
        Attestation accepted = word.accepted();
        Claim claim = Claim.of(accepted, asOf);
        Set<String> explained =
                accepted == null || claim == Claim.EXPIRED ? Set.of() : Set.copyOf(accepted.nothingToJudge());
        List<MachineEvidence.OfRule> rules = control.rules().stream()
                .flatMap(id -> catalogue.rule(id).stream())
                .map(rule -> found(rule, scope, counts.getOrDefault(rule.id(), Map.of())))
                .toList();
        MachineEvidence machine = MachineEvidence.of(rules, explained);
        Conclusion conclusion = Conclusion.of(claim, machine.verdict());
        return new ControlStanding(
                control.id(),
                control.title(),
                new ControlStanding.Section(control.areaId(), control.area()),
                new ControlStanding.Section(control.chapterId(), control.chapter()),
                control.checkPoints(),
                conclusion.state(),
                conclusion.reason(),
                conclusion.reason().text(),
                machine,
                word,
                Reminder.of(word, asOf, within));
    }

    private static MachineEvidence.OfRule found(Rule rule, Scope scope, Map<String, Counts> accounts) {
        Map<String, Map<VerdictStatus, Long>> covered = new TreeMap<>();
        accounts.forEach((account, counts) -> {
            if (scope.covers(account)) {
                covered.put(account, counts.byStatus());
            }
        });
        return new MachineEvidence.OfRule(
                rule.id(),
                rule.severity(),
                rule.title(),
                rule.trigger(),
                MachineEvidence.OfRule.total(covered),
                covered);
    }
}
