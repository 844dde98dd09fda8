package io.bongsu.policy.attestation;

import java.time.LocalDate;
import java.time.Period;

/** How often a control is attested anew. Never less than once a year, because an ISMS-P certificate is surveyed every year. */
public enum Recurrence {
    MONTHLY(Period.ofMonths(1)),
    QUARTERLY(Period.ofMonths(3)),
    HALF_YEARLY(Period.ofMonths(6)),
    YEARLY(Period.ofYears(1));

    private final Period period;

    Recurrence(Period period) {
        this.period = period;
    }

    /** The last day that an attestation of the given day counts. */
    public LocalDate after(LocalDate day) {
        return day.plus(period);
    }
}
