package io.bongsu.policy.control;

/**
 * Where a control stands, and why. People's word is needed for every state above not met; guardrails can take from it and never add to it.
 *
 * @param state where it stands
 * @param reason why
 */
public record Conclusion(ControlState state, StateReason reason) {

    /** The one rule from evidence to state; the table is in docs/isms-p.md. */
    public static Conclusion of(Claim claim, MachineVerdict machine) {
        return switch (claim) {
            case NONE -> unattested(machine, StateReason.NOT_ATTESTED);
            case EXPIRED -> unattested(machine, StateReason.ATTESTATION_EXPIRED);
            case MET -> met(machine);
            case PARTLY -> new Conclusion(ControlState.PARTLY, StateReason.ATTESTED_IN_PART);
            case NOT_MET -> new Conclusion(ControlState.NOT_MET, StateReason.ATTESTED_NOT_MET);
            case NOT_APPLICABLE -> notApplicable(machine);
        };
    }

    private static Conclusion unattested(MachineVerdict machine, StateReason reason) {
        return switch (machine) {
            case FAIL -> new Conclusion(ControlState.NOT_MET, StateReason.GUARDRAIL_FAILS);
            case NONE, PASS, NOT_APPLICABLE, MISSING, ERROR -> new Conclusion(ControlState.NOT_ASSESSED, reason);
        };
    }

    // A guardrail answers one check point of a control: where it fails, what people attest of the others still holds.
    private static Conclusion met(MachineVerdict machine) {
        return switch (machine) {
            case NONE, PASS, NOT_APPLICABLE -> new Conclusion(ControlState.MET, StateReason.ATTESTED);
            case MISSING -> new Conclusion(ControlState.PARTLY, StateReason.CONTRADICTED_BY_MISSING);
            case ERROR -> new Conclusion(ControlState.PARTLY, StateReason.CONTRADICTED_BY_ERROR);
            case FAIL -> new Conclusion(ControlState.PARTLY, StateReason.CONTRADICTED_BY_FAILURE);
        };
    }

    // What guardrails judge exists, so the control is about it, whatever was attested.
    private static Conclusion notApplicable(MachineVerdict machine) {
        return switch (machine) {
            case NONE, NOT_APPLICABLE, MISSING ->
                new Conclusion(ControlState.NOT_APPLICABLE, StateReason.ATTESTED_NOT_APPLICABLE);
            case PASS, ERROR -> new Conclusion(ControlState.NOT_ASSESSED, StateReason.APPLIES_AFTER_ALL);
            case FAIL -> new Conclusion(ControlState.NOT_MET, StateReason.APPLIES_AFTER_ALL);
        };
    }
}
