package io.bongsu.reports.tally;

import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.Severity;
import io.bongsu.reports.Assessment;
import io.bongsu.reports.ControlState;
import io.bongsu.reports.tally.Tally.ResourceResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the findings come to.
 *
 * @param controls in the standard's order
 * @param byRule verdicts by guardrail, then account; also of guardrails that the standard doesn't use
 * @param accounts verdicts of the standard's guardrails, by account, each finding once
 * @param worst resources with most wrong, the worst first
 * @param wrongBySeverity failed or not judged, by the severity's ordinal
 * @param findings how many
 * @param total verdicts of the standard's guardrails, each finding once
 */
public record Results(
        List<ControlResult> controls,
        Map<String, Map<String, Counts>> byRule,
        Map<String, Counts> accounts,
        List<ResourceResult> worst,
        long[] wrongBySeverity,
        long findings,
        Counts total) {

    /**
     * A control with its evidence.
     *
     * @param control which
     * @param state what it comes to
     * @param why in words
     * @param counts all accounts together
     * @param accounts those with a verdict, the one with most wrong first, then by id
     * @param rules counts by guardrail, in the control's order
     * @param worst resources with most wrong
     */
    public record ControlResult(
            Assessment.Control control,
            ControlState state,
            LocalText why,
            Counts counts,
            Map<String, Counts> accounts,
            Map<Assessment.Rule, Counts> rules,
            List<ResourceResult> worst) {}

    static Results of(
            Assessment assessment,
            Map<String, Map<String, Counts>> byRule,
            Map<String, List<ResourceResult>> worstOf,
            List<ResourceResult> worst,
            long[] wrongBySeverity,
            long findings) {
        List<ControlResult> controls = assessment.controls().stream()
                .map(control -> control(assessment, control, byRule, worstOf.getOrDefault(control.id(), List.of())))
                .toList();
        Map<String, Counts> accounts = new TreeMap<>();
        byRule.values()
                .forEach(each -> each.forEach((account, counts) -> accounts.merge(account, counts, Counts::plus)));
        Counts total = accounts.values().stream().reduce(Counts.NONE, Counts::plus);
        return new Results(controls, byRule, accounts, worst, wrongBySeverity, findings, total);
    }

    private static ControlResult control(
            Assessment assessment,
            Assessment.Control control,
            Map<String, Map<String, Counts>> byRule,
            List<ResourceResult> worst) {
        Map<Assessment.Rule, Counts> rules = new LinkedHashMap<>();
        Map<String, Counts> accounts = new TreeMap<>();
        for (Assessment.Rule rule : control.rules()) {
            Map<String, Counts> of = byRule.getOrDefault(rule.id(), Map.of());
            rules.put(rule, of.values().stream().reduce(Counts.NONE, Counts::plus));
            of.forEach((account, counts) -> accounts.merge(account, counts, Counts::plus));
        }
        Counts counts = rules.values().stream().reduce(Counts.NONE, Counts::plus);
        Assessment.Standing standing = assessment.judge().standing(control, rules);
        return new ControlResult(control, standing.state(), standing.why(), counts, worstFirst(accounts), rules, worst);
    }

    private static Map<String, Counts> worstFirst(Map<String, Counts> accounts) {
        List<Map.Entry<String, Counts>> entries = new ArrayList<>(accounts.entrySet());
        entries.sort(Comparator.comparingLong(
                        (Map.Entry<String, Counts> each) -> -each.getValue().wrong())
                .thenComparing(Map.Entry::getKey));
        Map<String, Counts> sorted = new LinkedHashMap<>();
        entries.forEach(each -> sorted.put(each.getKey(), each.getValue()));
        return sorted;
    }

    /** Accounts by what is wrong there, the worst first. */
    public List<Map.Entry<String, Counts>> worstAccounts() {
        return List.copyOf(worstFirst(accounts).entrySet());
    }

    /** How many controls there are of each state, every state there is. */
    public static Map<ControlState, Long> states(List<ControlResult> controls) {
        Map<ControlState, Long> states = new EnumMap<>(ControlState.class);
        for (ControlState state : ControlState.values()) {
            states.put(
                    state,
                    controls.stream().filter(each -> each.state() == state).count());
        }
        return states;
    }

    /** The chapters in the standard's order, each with its controls, by the chapter's id. */
    public Map<String, List<ControlResult>> chapters() {
        Map<String, List<ControlResult>> chapters = new LinkedHashMap<>();
        controls.forEach(each -> chapters.computeIfAbsent(each.control().chapterId(), unused -> new ArrayList<>())
                .add(each));
        return chapters;
    }

    /** A guardrail's verdicts by account. */
    public Map<String, Counts> rule(String id) {
        return byRule.getOrDefault(id, Map.of());
    }

    /** What is wrong of one severity. */
    public long wrong(Severity severity) {
        return wrongBySeverity[severity.ordinal()];
    }
}
