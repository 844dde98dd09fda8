package io.bongsu.console.page;

import io.bongsu.console.upstream.Controls;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One control with all that people can see and do.
 *
 * @param given what a person typed into a form that was refused; empty otherwise
 */
public record ControlView(Controls.Detail detail, Map<String, String> given) {

    public ControlView {
        given = Map.copyOf(given);
    }

    public Controls.Control control() {
        return detail.standing();
    }

    /** What stands in a field. */
    public String typed(String field) {
        return given.getOrDefault(field, "");
    }

    /** What stands in a field of the assignment: what was typed, or what holds. */
    public String assigned(String field) {
        Controls.Assignment assignment = control().people().assignment();
        if (given.containsKey(field) || assignment == null) {
            return typed(field);
        }
        return switch (field) {
            case "owner" -> assignment.owner();
            case "due" -> assignment.due().toString();
            case "assign_method" -> assignment.method();
            case "recurrence" -> assignment.recurrence();
            default -> "";
        };
    }

    public List<String> outcomes() {
        return List.of("MET", "PARTLY", "NOT_MET", "NOT_APPLICABLE");
    }

    public List<String> methods() {
        return List.of("DOCUMENT_REVIEW", "INTERVIEW", "INSPECTION", "SYSTEM_CHECK");
    }

    public List<String> recurrences() {
        return List.of("MONTHLY", "QUARTERLY", "HALF_YEARLY", "YEARLY");
    }

    /** Guardrails that have judged nothing. */
    public List<Controls.Rule> silent() {
        return control().machine().rules().stream()
                .filter(Controls.Rule::silent)
                .toList();
    }

    /** Attestations but the newest, which stands by itself. */
    public List<Controls.Attestation> older() {
        return detail.attestations().stream().skip(1).toList();
    }

    /** What changed with an entry of the history: every fact that isn't the same before and after. */
    public List<Change> changes(Controls.Entry entry) {
        Set<String> facts = new TreeSet<>(entry.before().keySet());
        facts.addAll(entry.after().keySet());
        return facts.stream()
                .map(fact -> new Change(
                        fact,
                        entry.before().getOrDefault(fact, ""),
                        entry.after().getOrDefault(fact, "")))
                .filter(change -> !change.before().equals(change.after()))
                .toList();
    }

    /** A fact that changed; empty where there was none. */
    public record Change(String fact, String before, String after) {

        /** The beginning of the keys of its values' texts; values that are people's own words have none. */
        public String group() {
            return switch (fact) {
                case "outcome" -> "standing";
                case "method", "recurrence" -> fact;
                case "state" -> "stage";
                default -> "word";
            };
        }
    }
}
