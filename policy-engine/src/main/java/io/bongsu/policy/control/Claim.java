package io.bongsu.policy.control;

import io.bongsu.policy.attestation.Attestation;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What the newest accepted attestation of a control is worth on a day. */
public enum Claim {
    /** There is none. */
    NONE,
    /** It no longer counts. */
    EXPIRED,
    MET,
    PARTLY,
    NOT_MET,
    NOT_APPLICABLE;

    static Claim of(@Nullable Attestation accepted, LocalDate day) {
        if (accepted == null) {
            return NONE;
        }
        if (!accepted.validOn(day)) {
            return EXPIRED;
        }
        return switch (accepted.outcome()) {
            case MET -> MET;
            case PARTLY -> PARTLY;
            case NOT_MET -> NOT_MET;
            case NOT_APPLICABLE -> NOT_APPLICABLE;
        };
    }
}
