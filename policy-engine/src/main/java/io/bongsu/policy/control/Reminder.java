package io.bongsu.policy.control;

import io.bongsu.policy.attestation.Word;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has to do about a control.
 *
 * @param kind what
 * @param who the one it waits for; null where nobody is named
 * @param due the last day; null where there is none
 * @param days days until then, negative when it is past; null where there is none
 */
public record Reminder(Kind kind, @Nullable String who, @Nullable LocalDate due, @Nullable Long days) {

    /** The kind first, then the day; what has no day comes last. */
    static final Comparator<Reminder> URGENCY = Comparator.comparing(Reminder::kind)
            .thenComparing(Reminder::due, Comparator.nullsLast(Comparator.naturalOrder()));

    /** What can be to do. */
    public enum Kind {
        /** The last day is past. */
        OVERDUE,
        /** The last day is near. */
        DUE,
        /** An attestation waits for a second person. */
        REVIEW,
        /** Nobody answers for the control. */
        ASSIGN
    }

    /**
     * The most urgent of what is to be done.
     *
     * @param within how many days ahead counts as near
     */
    static @Nullable Reminder of(Word word, LocalDate today, int within) {
        LocalDate due = word.due();
        if (due == null || word.assignment() == null) {
            return new Reminder(Kind.ASSIGN, null, null, null);
        }
        long days = ChronoUnit.DAYS.between(today, due);
        if (word.awaitsReview()) {
            return new Reminder(Kind.REVIEW, null, due, days);
        }
        if (days < 0) {
            return new Reminder(Kind.OVERDUE, word.assignment().owner(), due, days);
        }
        return days <= within ? new Reminder(Kind.DUE, word.assignment().owner(), due, days) : null;
    }
}
