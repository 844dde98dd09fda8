package io.bongsu.reports.table;

import io.bongsu.reports.Assessment;
import io.bongsu.reports.ControlState;
import io.bongsu.reports.Language;
import io.bongsu.reports.Wording;
import io.bongsu.reports.tally.Counts;
import io.bongsu.reports.tally.Results.ControlResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the statement of operation proposes for a control, drafted from evidence and attestations. Korean, as the statement is. */
public final class StatementDraft {

    private static final int ACCOUNTS_NAMED = 5;
    private static final int HASH_SHOWN = 16;

    private StatementDraft() {}

    /** A proposal for every column. */
    public static Map<StatementColumn, String> of(ControlResult result, Assessment assessment) {
        Assessment.Control control = result.control();
        Map<StatementColumn, String> draft = new EnumMap<>(StatementColumn.class);
        draft.put(StatementColumn.APPLIED, applied(result.state()));
        draft.put(StatementColumn.STATUS, status(result, assessment));
        draft.put(StatementColumn.DOCUMENTS, "");
        draft.put(StatementColumn.EVIDENCE, records(result, assessment));
        draft.put(StatementColumn.OWNER, control.owner() == null ? "" : control.owner());
        return draft;
    }

    /** Whether a control is operated is people's to say where nobody has assessed it. */
    private static String applied(ControlState state) {
        return switch (state) {
            case MET, PARTLY -> "Y";
            case NOT_MET -> "N";
            case NOT_APPLICABLE -> "N/A";
            case NOT_ASSESSED -> "";
        };
    }

    private static String status(ControlResult result, Assessment assessment) {
        Assessment.Control control = result.control();
        if (result.state() == ControlState.NOT_APPLICABLE) {
            return "[미선택사유] " + (control.reason() == null ? "사유가 기록되지 않음" : control.reason());
        }
        List<String> parts = new ArrayList<>();
        if (!control.rules().isEmpty()) {
            parts.add(machine(result, assessment));
        }
        control.attestations().stream().findFirst().ifPresent(each -> parts.add(attested(each)));
        if (control.attestations().isEmpty()) {
            parts.add("[증명] 담당자의 증명 기록이 없음. 운영 현황을 확인하여 작성 필요.");
        }
        return String.join("\n", parts);
    }

    private static String machine(ControlResult result, Assessment assessment) {
        Counts counts = result.counts();
        String begin = "[자동 점검] %s 기준, 가드레일 %d개로 계정 %s개를 점검함."
                .formatted(
                        Wording.time(assessment.asOf(), Language.KO),
                        result.rules().size(),
                        Wording.number(result.accounts().size()));
        if (counts.judged() == 0) {
            return begin + " 판정 대상 자원 없음.";
        }
        String text = begin
                + " 판정 %s건 중 충족 %s건(%s), 미충족 %s건, 판정 불가 %s건."
                        .formatted(
                                Wording.number(counts.judged()),
                                Wording.number(counts.pass()),
                                Wording.percent(counts.pass(), counts.judged()),
                                Wording.number(counts.fail()),
                                Wording.number(counts.error()));
        if (counts.wrong() == 0) {
            return text;
        }
        List<String> wrong = result.accounts().entrySet().stream()
                .filter(each -> each.getValue().wrong() > 0)
                .map(each -> "%s(%s건)"
                        .formatted(each.getKey(), Wording.number(each.getValue().wrong())))
                .toList();
        return text
                + " 조치가 필요한 계정: %s%s."
                        .formatted(
                                wrong.stream().limit(ACCOUNTS_NAMED).collect(Collectors.joining(", ")),
                                wrong.size() > ACCOUNTS_NAMED
                                        ? " 외 %s개".formatted(Wording.number(wrong.size() - ACCOUNTS_NAMED))
                                        : "");
    }

    private static String attested(Assessment.Attestation made) {
        return "[증명] %s %s 증명(%s%s): %s"
                .formatted(
                        Wording.day(made.at(), Language.KO),
                        made.by(),
                        made.state().ko(),
                        made.reviewer() == null ? "" : ", 검토 " + made.reviewer(),
                        made.statement().strip());
    }

    private static String records(ControlResult result, Assessment assessment) {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<Assessment.Rule, Counts> rule : result.rules().entrySet()) {
            lines.add("가드레일 %s: %s (판정 %s건, 미충족 %s건)"
                    .formatted(
                            rule.getKey().id(),
                            rule.getKey().title().ko(),
                            Wording.number(rule.getValue().judged()),
                            Wording.number(rule.getValue().fail())));
        }
        if (!lines.isEmpty()) {
            lines.add("점검 결과 전체: 보고서의 통제항목 %s (기준 %s %s)"
                    .formatted(
                            result.control().id(),
                            assessment.pack().id(),
                            assessment.pack().version()));
        }
        result.control().attestations().stream()
                .map(StatementDraft::evidence)
                .filter(each -> !each.isEmpty())
                .forEach(lines::add);
        return String.join("\n", lines);
    }

    /** The files of an attestation with the beginning of their hashes. */
    static String evidence(Assessment.Attestation made) {
        return made.files().stream()
                .map(file -> "%s (SHA-256 %s…)"
                        .formatted(
                                file.name(),
                                file.sha256()
                                        .substring(
                                                0,
                                                Math.min(
                                                        HASH_SHOWN,
                                                        file.sha256().length()))))
                .collect(Collectors.joining("\n"));
    }
}
