package io.bongsu.reports;

import io.bongsu.contracts.Severity;
import io.bongsu.contracts.VerdictStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Words and forms that all files of a report share. */
public final class Wording {

    private static final DateTimeFormatter KOREAN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.of("Asia/Seoul"));
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Wording() {}

    /** A time as readers of the language expect it: Korean time in Korean, UTC in English. */
    public static String time(Instant time, Language language) {
        return language == Language.KO ? KOREAN.format(time) + " (KST)" : UTC.format(time) + " UTC";
    }

    /** A day, of the same zones. */
    public static String day(Instant time, Language language) {
        return (language == Language.KO ? KOREAN : UTC).format(time).substring(0, 10);
    }

    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Part of a whole in percent with one decimal; a dash where there is no whole. */
    public static String percent(long part, long whole) {
        return whole == 0 ? "–" : String.format(Locale.ROOT, "%.1f%%", 100.0 * part / whole);
    }

    public static String status(VerdictStatus status, Language language) {
        return switch (status) {
            case PASS -> language.of("충족", "Pass");
            case FAIL -> language.of("미충족", "Fail");
            case NOT_APPLICABLE -> language.of("해당 없음", "Not applicable");
            case ERROR -> language.of("판정 불가", "Not judged");
        };
    }

    public static String severity(Severity severity, Language language) {
        return switch (severity) {
            case CRITICAL -> language.of("심각", "Critical");
            case HIGH -> language.of("높음", "High");
            case MEDIUM -> language.of("중간", "Medium");
            case LOW -> language.of("낮음", "Low");
            case INFORMATIONAL -> language.of("참고", "Info");
        };
    }
}
