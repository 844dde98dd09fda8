package io.bongsu.policy.report;

import io.bongsu.contracts.LocalText;
import io.bongsu.policy.attestation.Attestation;
import io.bongsu.policy.attestation.Word;
import io.bongsu.policy.catalogue.Catalogue;
import io.bongsu.policy.catalogue.Rule;
import io.bongsu.policy.catalogue.Trigger;
import io.bongsu.policy.control.Claim;
import io.bongsu.policy.control.Conclusion;
import io.bongsu.policy.control.MachineVerdict;
import io.bongsu.reports.Assessment;
import io.bongsu.reports.Assessment.Standing;
import io.bongsu.reports.ControlState;
import io.bongsu.reports.tally.Counts;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Concludes where a control stands from the verdicts of the cut-off, by the one rule that the console follows too. */
final class ControlJudge implements Assessment.Judge {

    private final Catalogue catalogue;
    private final Map<String, Word> words;
    private final LocalDate day;

    ControlJudge(Catalogue catalogue, Map<String, Word> words, LocalDate day) {
        this.catalogue = catalogue;
        this.words = words;
        this.day = day;
    }

    @Override
    public Standing standing(Assessment.Control control, Map<Assessment.Rule, Counts> machine) {
        Attestation accepted = words.getOrDefault(control.id(), Word.NONE).accepted();
        Claim claim = claim(accepted);
        Set<String> explained =
                accepted == null || claim == Claim.EXPIRED ? Set.of() : Set.copyOf(accepted.nothingToJudge());
        Conclusion conclusion = Conclusion.of(claim, verdict(machine, explained));
        LocalText why = conclusion.reason().text();
        return new Standing(ControlState.valueOf(conclusion.state().name()), why);
    }

    private Claim claim(@Nullable Attestation accepted) {
        if (accepted == null) {
            return Claim.NONE;
        }
        return accepted.validOn(day) ? Claim.valueOf(accepted.outcome().name()) : Claim.EXPIRED;
    }

    /** As {@link io.bongsu.policy.control.MachineEvidence} says it of the verdicts of now. */
    private MachineVerdict verdict(Map<Assessment.Rule, Counts> machine, Set<String> explained) {
        if (machine.isEmpty()) {
            return MachineVerdict.NONE;
        }
        Counts all = machine.values().stream().reduce(Counts.NONE, Counts::plus);
        if (all.fail() > 0) {
            return MachineVerdict.FAIL;
        }
        if (all.error() > 0) {
            return MachineVerdict.ERROR;
        }
        List<String> silent = machine.entrySet().stream()
                .filter(each -> each.getValue().total() == 0)
                .map(each -> each.getKey().id())
                .filter(id -> !explained.contains(id))
                .toList();
        if (all.total() == 0) {
            return silent.isEmpty() ? MachineVerdict.NOT_APPLICABLE : MachineVerdict.MISSING;
        }
        if (silent.stream().anyMatch(this::ofConfiguration)) {
            return MachineVerdict.MISSING;
        }
        return all.pass() > 0 ? MachineVerdict.PASS : MachineVerdict.NOT_APPLICABLE;
    }

    /** That no event came is what its guardrail hopes for; that no resource was seen is a gap. */
    private boolean ofConfiguration(String rule) {
        return catalogue
                .rule(rule)
                .map(Rule::trigger)
                .filter(each -> each == Trigger.EVENT)
                .isEmpty();
    }
}
