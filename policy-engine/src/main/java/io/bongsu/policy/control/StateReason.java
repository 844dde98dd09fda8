package io.bongsu.policy.control;

import io.bongsu.contracts.LocalText;

/** Why a control stands where it does. */
public enum StateReason {
    ATTESTED("Attested and reviewed; no guardrail says otherwise.", "증명과 검토가 완료되었고 이에 반하는 점검 결과가 없음."),
    ATTESTED_IN_PART("Attested as met in part.", "일부만 충족하는 것으로 증명됨."),
    ATTESTED_NOT_MET("Attested as not met.", "충족하지 못하는 것으로 증명됨."),
    ATTESTED_NOT_APPLICABLE("Attested as not applicable, with a reason.", "사유와 함께 해당 없음으로 증명됨."),
    CONTRADICTED_BY_FAILURE("Attested as met, but at least one guardrail fails.", "충족으로 증명되었으나 점검에서 위반이 발견됨."),
    CONTRADICTED_BY_ERROR("Attested as met, but part of it could not be judged.", "충족으로 증명되었으나 판정하지 못한 항목이 있음."),
    CONTRADICTED_BY_MISSING(
            "Attested as met, but a guardrail has judged nothing yet.", "충족으로 증명되었으나 점검 결과가 없는 규칙이 있음."),
    APPLIES_AFTER_ALL(
            "Attested as not applicable, but guardrails judge resources that it is about.",
            "해당 없음으로 증명되었으나 점검 대상 자원이 존재함."),
    GUARDRAIL_FAILS("No attestation counts, and at least one guardrail fails.", "유효한 증명이 없고 점검에서 위반이 발견됨."),
    NOT_ATTESTED("Nobody has attested it, or nobody has accepted it yet.", "증명이 없거나 아직 승인되지 않음."),
    ATTESTATION_EXPIRED("The newest accepted attestation has expired.", "최근 승인된 증명의 유효기간이 지남.");

    private final LocalText text;

    StateReason(String en, String ko) {
        this.text = new LocalText(en, ko);
    }

    public LocalText text() {
        return text;
    }
}
