package io.bongsu.reports;

import io.bongsu.contracts.LocalText;

/** What a control comes to. */
public enum ControlState {
    MET("충족", "Met"),
    PARTLY("부분 충족", "Partly met"),
    NOT_MET("미충족", "Not met"),
    NOT_ASSESSED("미평가", "Not assessed"),
    NOT_APPLICABLE("해당 없음", "Not applicable");

    private final LocalText label;

    ControlState(String ko, String en) {
        this.label = new LocalText(en, ko);
    }

    /** Its name for people. */
    public LocalText label() {
        return label;
    }
}
