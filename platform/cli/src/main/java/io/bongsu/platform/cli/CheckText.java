package io.bongsu.platform.cli;

import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.VerdictStatus;
import io.bongsu.platform.check.CheckResult;
import io.bongsu.platform.check.Guardrail;
import io.bongsu.platform.check.Judged;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A check's result for people: what to mend first, then what can't be told, then what was not looked at. */
final class CheckText {

    private static final String INDENT = "  ";
    private static final String RED = "31;1";
    private static final String YELLOW = "33";
    private static final String GREEN = "32";
    private static final String DIM = "2";

    /** Unknown attributes that are named; the rest are counted. */
    private static final int NAMED = 6;

    private final boolean korean;
    private final boolean colors;
    private final boolean all;
    private final StringBuilder text = new StringBuilder();

    CheckText(boolean korean, boolean colors, boolean all) {
        this.korean = korean;
        this.colors = colors;
        this.all = all;
    }

    String of(CheckResult result) {
        line(say("%s by %s %s", "%s, 기준 %s %s")
                .formatted(result.file().getFileName(), result.pack(), result.version()));
        group(result, VerdictStatus.FAIL, RED, say("VIOLATION", "위반"));
        group(result, VerdictStatus.ERROR, YELLOW, say("UNKNOWN", "판정 불가"));
        if (all) {
            group(result, VerdictStatus.PASS, GREEN, say("PASS", "준수"));
            group(result, VerdictStatus.NOT_APPLICABLE, DIM, say("NOT APPLICABLE", "해당 없음"));
        }
        notJudged(result);
        summary(result);
        return text.toString();
    }

    private void group(CheckResult result, VerdictStatus status, String color, String label) {
        Map<Guardrail, List<Judged>> byRule = result.verdicts().stream()
                .filter(each -> each.status() == status)
                .collect(Collectors.groupingBy(Judged::rule, java.util.LinkedHashMap::new, Collectors.toList()));
        byRule.forEach((rule, verdicts) -> {
            line("");
            line("%s  %s  %s".formatted(color(color, label), rule.id(), color(DIM, severity(rule))));
            for (Judged each : verdicts) {
                addresses(each).forEach(address -> line(INDENT + address));
                line(INDENT + INDENT + one(each.message()));
                unknown(each);
            }
            if (status == VerdictStatus.FAIL) {
                line(INDENT + color(DIM, say("To do: ", "조치: ") + one(rule.remediation())));
                line(INDENT + color(DIM, say("Controls: ", "통제항목: ") + String.join(", ", rule.controls())));
            }
        });
    }

    /** What was judged is an account's part of many resources, or one resource that the first address names. */
    private static List<String> addresses(Judged judged) {
        return judged.type().equals("AWS::::Account")
                ? judged.addresses().stream().limit(NAMED).toList()
                : List.of(judged.addresses().getFirst());
    }

    private void unknown(Judged judged) {
        List<String> unknown = judged.unknown();
        unknown.stream().limit(NAMED).forEach(each -> line(INDENT + INDENT + color(DIM, "? " + each)));
        if (unknown.size() > NAMED) {
            line(INDENT + INDENT + color(DIM, say("? and %d more", "? 외 %d건").formatted(unknown.size() - NAMED)));
        }
    }

    private void notJudged(CheckResult result) {
        int unmapped =
                result.unmapped().values().stream().mapToInt(Integer::intValue).sum();
        if (unmapped > 0) {
            line("");
            line(say(
                            "Not judged: %d resources of types that no guardrail has a mapping for",
                            "점검하지 않음: 매핑이 없는 유형의 자원 %d건")
                    .formatted(unmapped));
            line(INDENT
                    + color(
                            DIM,
                            result.unmapped().entrySet().stream()
                                    .map(each -> each.getValue() == 1
                                            ? each.getKey()
                                            : each.getKey() + " ×" + each.getValue())
                                    .collect(Collectors.joining(", "))));
        }
        if (!result.outside().isEmpty()) {
            line("");
            line(say(
                            "Nothing wrong by itself, but part of a resource that this plan doesn't have: %d",
                            "자체로는 위반이 아니나 이 계획에 없는 자원의 일부임: %d건")
                    .formatted(result.outside().size()));
            result.outside().forEach(each -> line(INDENT + color(DIM, each)));
        }
        if (!result.unanswered().isEmpty()) {
            line("");
            line(say("Guardrails that a plan can't answer: %d", "계획으로는 판정할 수 없는 규칙: %d건")
                    .formatted(result.unanswered().size()));
            line(INDENT
                    + color(DIM, result.unanswered().stream().map(Guardrail::id).collect(Collectors.joining(", "))));
        }
        if (!result.complete()) {
            line("");
            line(color(
                    YELLOW,
                    say(
                            "The plan is not complete: applying it leaves something to do, which this check hasn't seen.",
                            "계획이 완전하지 않음: 적용 후에도 남는 변경이 있으며 이 점검에는 포함되지 않음.")));
        }
    }

    private void summary(CheckResult result) {
        line("");
        line(String.join(
                say(" · ", " · "),
                List.of(
                        counted(result, VerdictStatus.FAIL, RED, say("%d violations", "위반 %d건")),
                        counted(result, VerdictStatus.ERROR, YELLOW, say("%d unknown", "판정 불가 %d건")),
                        counted(result, VerdictStatus.PASS, GREEN, say("%d passed", "준수 %d건")),
                        counted(result, VerdictStatus.NOT_APPLICABLE, DIM, say("%d not applicable", "해당 없음 %d건")),
                        say("%d resources planned", "계획된 자원 %d건").formatted(result.resources()))));
    }

    private String counted(CheckResult result, VerdictStatus status, String color, String form) {
        long count = result.count(status);
        return count == 0 ? form.formatted(count) : color(color, form.formatted(count));
    }

    private String severity(Guardrail rule) {
        return switch (rule.severity()) {
            case CRITICAL -> say("critical", "심각");
            case HIGH -> say("high", "높음");
            case MEDIUM -> say("medium", "중간");
            case LOW -> say("low", "낮음");
            default -> rule.severity().name().toLowerCase(Locale.ROOT);
        };
    }

    private String one(LocalText both) {
        // A plan's words may hold control characters, which must not steer the terminal.
        return (korean ? both.ko() : both.en()).replaceAll("\\p{Cntrl}", " ");
    }

    private String say(String english, String inKorean) {
        return korean ? inKorean : english;
    }

    private String color(String code, String given) {
        return colors ? "\u001b[" + code + "m" + given + "\u001b[0m" : given;
    }

    private void line(String given) {
        text.append(given).append('\n');
    }
}
