package io.bongsu.policy.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.Severity;
import io.bongsu.contracts.VerdictStatus;
import io.bongsu.policy.attestation.Attestation;
import io.bongsu.policy.attestation.Method;
import io.bongsu.policy.attestation.Outcome;
import io.bongsu.policy.catalogue.Trigger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConclusionTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-21");

    /** The table of docs/isms-p.md, whole. */
    @ParameterizedTest
    @CsvSource({
        "NONE,           NONE,           NOT_ASSESSED,   NOT_ATTESTED",
        "NONE,           PASS,           NOT_ASSESSED,   NOT_ATTESTED",
        "NONE,           NOT_APPLICABLE, NOT_ASSESSED,   NOT_ATTESTED",
        "NONE,           MISSING,        NOT_ASSESSED,   NOT_ATTESTED",
        "NONE,           ERROR,          NOT_ASSESSED,   NOT_ATTESTED",
        "NONE,           FAIL,           NOT_MET,        GUARDRAIL_FAILS",
        "EXPIRED,        NONE,           NOT_ASSESSED,   ATTESTATION_EXPIRED",
        "EXPIRED,        PASS,           NOT_ASSESSED,   ATTESTATION_EXPIRED",
        "EXPIRED,        NOT_APPLICABLE, NOT_ASSESSED,   ATTESTATION_EXPIRED",
        "EXPIRED,        MISSING,        NOT_ASSESSED,   ATTESTATION_EXPIRED",
        "EXPIRED,        ERROR,          NOT_ASSESSED,   ATTESTATION_EXPIRED",
        "EXPIRED,        FAIL,           NOT_MET,        GUARDRAIL_FAILS",
        "MET,            NONE,           MET,            ATTESTED",
        "MET,            PASS,           MET,            ATTESTED",
        "MET,            NOT_APPLICABLE, MET,            ATTESTED",
        "MET,            MISSING,        PARTLY,         CONTRADICTED_BY_MISSING",
        "MET,            ERROR,          PARTLY,         CONTRADICTED_BY_ERROR",
        "MET,            FAIL,           PARTLY,         CONTRADICTED_BY_FAILURE",
        "PARTLY,         NONE,           PARTLY,         ATTESTED_IN_PART",
        "PARTLY,         PASS,           PARTLY,         ATTESTED_IN_PART",
        "PARTLY,         NOT_APPLICABLE, PARTLY,         ATTESTED_IN_PART",
        "PARTLY,         MISSING,        PARTLY,         ATTESTED_IN_PART",
        "PARTLY,         ERROR,          PARTLY,         ATTESTED_IN_PART",
        "PARTLY,         FAIL,           PARTLY,         ATTESTED_IN_PART",
        "NOT_MET,        NONE,           NOT_MET,        ATTESTED_NOT_MET",
        "NOT_MET,        PASS,           NOT_MET,        ATTESTED_NOT_MET",
        "NOT_MET,        NOT_APPLICABLE, NOT_MET,        ATTESTED_NOT_MET",
        "NOT_MET,        MISSING,        NOT_MET,        ATTESTED_NOT_MET",
        "NOT_MET,        ERROR,          NOT_MET,        ATTESTED_NOT_MET",
        "NOT_MET,        FAIL,           NOT_MET,        ATTESTED_NOT_MET",
        "NOT_APPLICABLE, NONE,           NOT_APPLICABLE, ATTESTED_NOT_APPLICABLE",
        "NOT_APPLICABLE, PASS,           NOT_ASSESSED,   APPLIES_AFTER_ALL",
        "NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE, ATTESTED_NOT_APPLICABLE",
        "NOT_APPLICABLE, MISSING,        NOT_APPLICABLE, ATTESTED_NOT_APPLICABLE",
        "NOT_APPLICABLE, ERROR,          NOT_ASSESSED,   APPLIES_AFTER_ALL",
        "NOT_APPLICABLE, FAIL,           NOT_MET,        APPLIES_AFTER_ALL"
    })
    void everyCellOfTheTable(Claim claim, MachineVerdict machine, ControlState state, StateReason reason) {
        assertThat(Conclusion.of(claim, machine)).isEqualTo(new Conclusion(state, reason));
    }

    @ParameterizedTest
    @EnumSource
    void onlyPeopleMakeAControlMetAndNeverAgainstTheMachine(MachineVerdict machine) {
        for (Claim claim : Claim.values()) {
            boolean met = Conclusion.of(claim, machine).state() == ControlState.MET;
            boolean sound = machine == MachineVerdict.NONE
                    || machine == MachineVerdict.PASS
                    || machine == MachineVerdict.NOT_APPLICABLE;
            assertThat(met).as("%s, %s", claim, machine).isEqualTo(claim == Claim.MET && sound);
        }
    }

    @Test
    void anAttestationCountsToItsLastDayAndNoFurther() {
        Attestation attestation = attestation(Outcome.MET, DAY);

        assertThat(Claim.of(attestation, DAY)).isEqualTo(Claim.MET);
        assertThat(Claim.of(attestation, DAY.plusDays(1))).isEqualTo(Claim.EXPIRED);
        assertThat(Claim.of(null, DAY)).isEqualTo(Claim.NONE);
        for (Outcome outcome : Outcome.values()) {
            assertThat(Claim.of(attestation(outcome, DAY), DAY).name()).isEqualTo(outcome.name());
        }
    }

    @Test
    void theWorstVerdictSpeaksForAControl() {
        assertThat(verdict()).isEqualTo(MachineVerdict.NONE);
        assertThat(verdict(rule("a", VerdictStatus.PASS), rule("b", VerdictStatus.NOT_APPLICABLE)))
                .isEqualTo(MachineVerdict.PASS);
        assertThat(verdict(rule("a", VerdictStatus.NOT_APPLICABLE))).isEqualTo(MachineVerdict.NOT_APPLICABLE);
        assertThat(verdict(rule("a", VerdictStatus.PASS), rule("b", VerdictStatus.ERROR)))
                .isEqualTo(MachineVerdict.ERROR);
        assertThat(verdict(rule("a", VerdictStatus.ERROR), rule("b", VerdictStatus.FAIL)))
                .isEqualTo(MachineVerdict.FAIL);
    }

    @Test
    void whatHasJudgedNothingIsAGapUntilSomebodySaysWhy() {
        MachineEvidence.OfRule silent = rule("silent", Trigger.CONFIGURATION);
        MachineEvidence.OfRule quiet = rule("quiet", Trigger.EVENT);

        assertThat(verdict(rule("a", VerdictStatus.PASS), silent)).isEqualTo(MachineVerdict.MISSING);
        assertThat(verdict(silent)).isEqualTo(MachineVerdict.MISSING);
        assertThat(verdict(quiet)).isEqualTo(MachineVerdict.MISSING);
        assertThat(verdict(rule("a", VerdictStatus.PASS), quiet)).isEqualTo(MachineVerdict.PASS);
        assertThat(MachineEvidence.of(List.of(rule("a", VerdictStatus.PASS), silent), Set.of("silent"))
                        .verdict())
                .isEqualTo(MachineVerdict.PASS);
        assertThat(MachineEvidence.of(List.of(silent), Set.of("silent")).verdict())
                .isEqualTo(MachineVerdict.NOT_APPLICABLE);
        assertThat(MachineEvidence.of(List.of(rule("a", VerdictStatus.FAIL)), Set.of("a"))
                        .verdict())
                .isEqualTo(MachineVerdict.FAIL);
    }

    private static MachineVerdict verdict(MachineEvidence.OfRule... rules) {
        return MachineEvidence.of(List.of(rules), Set.of()).verdict();
    }

    private static MachineEvidence.OfRule rule(String id, VerdictStatus status) {
        Map<String, Map<VerdictStatus, Long>> accounts = Map.of("111122223333", Map.of(status, 1L));
        return rule(id, Trigger.CONFIGURATION, accounts);
    }

    private static MachineEvidence.OfRule rule(String id, Trigger trigger) {
        return rule(id, trigger, Map.of());
    }

    private static MachineEvidence.OfRule rule(
            String id, Trigger trigger, Map<String, Map<VerdictStatus, Long>> accounts) {
        return new MachineEvidence.OfRule(
                id, Severity.LOW, new LocalText(id, id), trigger, MachineEvidence.OfRule.total(accounts), accounts);
    }

    private static Attestation attestation(Outcome outcome, LocalDate until) {
        return new Attestation(
                UUID.randomUUID(),
                "1.1.1",
                outcome,
                Method.INTERVIEW,
                "s",
                "r",
                List.of(),
                List.of(),
                "kim",
                Instant.EPOCH,
                until,
                null);
    }
}
