package io.bongsu.reports.page;

import io.bongsu.reports.Assessment;
import io.bongsu.reports.ControlState;
import io.bongsu.reports.Language;
import io.bongsu.reports.Wording;
import io.bongsu.reports.tally.Counts;
import io.bongsu.reports.tally.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A page for each chapter: its controls in a table, then each with its evidence. */
final class ControlSections {

    private static final int ACCOUNTS = 8;
    private static final int REMEDIES = 4;

    private final Results results;
    private final Language language;

    ControlSections(Results results, Language language) {
        this.results = results;
        this.language = language;
    }

    void write(Markup out) {
        boolean first = true;
        for (Map.Entry<String, List<Results.ControlResult>> chapter :
                results.chapters().entrySet()) {
            if (first) {
                Section.CONTROLS.begin(out, language);
                out.element("p", "", how());
            } else {
                out.raw("<div class=\"page\">");
            }
            chapter(out, chapter.getKey(), chapter.getValue());
            out.raw("</div>");
            first = false;
        }
    }

    private String how() {
        return language.of(
                "상태는 가드레일의 판정과 담당자의 증명을 함께 본 것이다. 가드레일이 하나라도 미충족이거나 판정 불가이면 증명이 있어도 충족이 되지 않으며, 증명이 없으면 가드레일만으로 충족이 되지 않는다.",
                "A state takes guardrails and attestations together: one failed or unjudged verdict keeps an attested control from being met, and no verdict makes a control met that nobody has attested.");
    }

    private void chapter(Markup out, String id, List<Results.ControlResult> controls) {
        out.raw("<h2 id=\"h-" + id + "\"><span class=\"no\">" + id + "</span>")
                .text(language.of(controls.getFirst().control().chapter()))
                .raw("</h2>");
        Bars.states(out, controls, true);
        Bars.legend(
                out,
                language,
                controls.stream()
                        .map(Results.ControlResult::state)
                        .distinct()
                        .sorted()
                        .toList());
        out.raw("<table class=\"data\" style=\"margin-top: 4mm\"><thead><tr>")
                .element("th", "", language.of("통제항목", "Control"))
                .element("th", "", language.of("상태", "State"))
                .element("th", "num", language.of("충족", "Pass"))
                .element("th", "num", language.of("미충족", "Fail"))
                .element("th", "num", language.of("판정 불가", "Not judged"))
                .element("th", "after", language.of("담당자", "Owner"))
                .raw("</tr></thead><tbody>");
        for (Results.ControlResult each : controls) {
            boolean manual = each.control().rules().isEmpty();
            out.raw("<tr>")
                    .element(
                            "td",
                            "",
                            each.control().id() + "  "
                                    + language.of(each.control().title()))
                    .raw("<td style=\"width: 28mm\">");
            badge(out, each.state());
            out.raw("</td>");
            number(out, each.counts().pass(), manual, false);
            number(out, each.counts().fail(), manual, true);
            number(out, each.counts().error(), manual, true);
            out.element(
                            "td",
                            "after",
                            each.control().owner() == null
                                    ? "–"
                                    : each.control().owner())
                    .raw("</tr>");
        }
        out.raw("</tbody></table>");
        controls.forEach(each -> control(out, each));
    }

    private static void number(Markup out, long count, boolean manual, boolean bad) {
        out.element("td", count == 0 ? "num quiet" : bad ? "num wrong" : "num", manual ? "–" : Wording.number(count));
    }

    private void badge(Markup out, ControlState state) {
        out.element("span", "badge " + Bars.style(state), language.of(state.label()));
    }

    private void control(Markup out, Results.ControlResult result) {
        Assessment.Control control = result.control();
        out.raw("<div class=\"control" + (control.rules().isEmpty() ? " short" : "")
                        + "\"><table class=\"head\"><tr><td>"
                        + "<h3 class=\"name\" id=\"c-" + control.id() + "\"><span class=\"no\">" + control.id()
                        + "</span>")
                .text(language.of(control.title()))
                .raw("</h3></td><td class=\"state\">");
        badge(out, result.state());
        out.raw("</td></tr></table>");
        if (!control.checkPoints().isEmpty()) {
            out.element("h4", "points", language.of("주요 확인사항", "What an assessor looks at"));
            out.raw("<ul class=\"points\">");
            control.checkPoints().forEach(each -> out.element("li", "", language.of(each)));
            out.raw("</ul>");
        }
        out.element("p", "why", language.of(result.why()));
        out.element("p", "", sentence(result));
        if (!result.rules().isEmpty()) {
            rules(out, result);
            accounts(out, result);
            if (!result.worst().isEmpty()) {
                out.element("h4", "", language.of("조치가 필요한 자원", "Resources that need action"));
                SummarySection.resources(out, result.worst(), language);
            }
            remedies(out, result);
        }
        control.attestations().forEach(each -> attestation(out, each));
        out.raw("</div>");
    }

    private String sentence(Results.ControlResult result) {
        Assessment.Control control = result.control();
        if (result.state() == ControlState.NOT_APPLICABLE) {
            return language.of("적용하지 않음: ", "Does not apply: ")
                    + (control.reason() == null ? language.of("사유가 기록되지 않음", "no reason recorded") : control.reason());
        }
        if (control.rules().isEmpty()) {
            return language.of("가드레일이 없으며 담당자의 증명으로 평가한다.", "No guardrail answers it; people assess it.");
        }
        Counts counts = result.counts();
        if (counts.judged() == 0) {
            return language.of(
                    "가드레일 %d개가 점검하며, 판정 대상 자원이 없음.".formatted(result.rules().size()),
                    "Checked by %d guardrails; there is nothing that they apply to."
                            .formatted(result.rules().size()));
        }
        return language.of(
                "가드레일 %d개로 계정 %s개를 점검함. 판정 %s건 중 충족 %s건(%s), 미충족 %s건, 판정 불가 %s건."
                        .formatted(
                                result.rules().size(),
                                Wording.number(result.accounts().size()),
                                Wording.number(counts.judged()),
                                Wording.number(counts.pass()),
                                Wording.percent(counts.pass(), counts.judged()),
                                Wording.number(counts.fail()),
                                Wording.number(counts.error())),
                "%d guardrails judged %s accounts: of %s verdicts %s pass (%s), %s fail, %s could not be judged."
                        .formatted(
                                result.rules().size(),
                                Wording.number(result.accounts().size()),
                                Wording.number(counts.judged()),
                                Wording.number(counts.pass()),
                                Wording.percent(counts.pass(), counts.judged()),
                                Wording.number(counts.fail()),
                                Wording.number(counts.error())));
    }

    private void rules(Markup out, Results.ControlResult result) {
        out.raw("<table class=\"data\"><thead><tr>")
                .element("th", "", language.of("가드레일", "Guardrail"))
                .element("th", "", language.of("심각도", "Severity"))
                .element("th", "num", language.of("충족", "Pass"))
                .element("th", "num", language.of("미충족", "Fail"))
                .element("th", "num", language.of("판정 불가", "Not judged"))
                .element("th", "", language.of("충족 비율", "Passing"))
                .raw("</tr></thead><tbody>");
        result.rules().forEach((rule, counts) -> {
            out.raw("<tr><td>").text(language.of(rule.title()));
            out.element("div", "id", rule.id()).raw("</td><td style=\"width: 16mm\">");
            SummarySection.severity(out, rule.severity(), language);
            out.raw("</td>");
            number(out, counts.pass(), false, false);
            number(out, counts.fail(), false, true);
            number(out, counts.error(), false, true);
            out.raw("<td style=\"width: 32mm\">");
            Bars.verdicts(out, counts);
            out.raw("</td></tr>");
        });
        out.raw("</tbody></table>");
    }

    private void accounts(Markup out, Results.ControlResult result) {
        List<Map.Entry<String, Counts>> wrong = result.accounts().entrySet().stream()
                .filter(each -> each.getValue().wrong() > 0)
                .toList();
        if (wrong.isEmpty()) {
            return;
        }
        out.element("h4", "", language.of("조치가 필요한 계정", "Accounts that need action"));
        out.raw("<table class=\"data\"><thead><tr>")
                .element("th", "", language.of("계정", "Account"))
                .element("th", "num", language.of("충족", "Pass"))
                .element("th", "num", language.of("미충족", "Fail"))
                .element("th", "num", language.of("판정 불가", "Not judged"))
                .element("th", "", language.of("충족 비율", "Passing"))
                .raw("</tr></thead><tbody>");
        wrong.stream().limit(ACCOUNTS).forEach(each -> {
            out.raw("<tr>").element("td", "", each.getKey());
            number(out, each.getValue().pass(), false, false);
            number(out, each.getValue().fail(), false, true);
            number(out, each.getValue().error(), false, true);
            out.raw("<td style=\"width: 50mm\">");
            Bars.verdicts(out, each.getValue());
            out.raw("</td></tr>");
        });
        out.raw("</tbody></table>");
        if (wrong.size() > ACCOUNTS) {
            out.element(
                    "p",
                    "note",
                    language.of(
                            "외 %s개 계정은 controls-by-account.csv에 있다.".formatted(Wording.number(wrong.size() - ACCOUNTS)),
                            "%s more accounts are in controls-by-account.csv."
                                    .formatted(Wording.number(wrong.size() - ACCOUNTS))));
        }
    }

    private void remedies(Markup out, Results.ControlResult result) {
        List<Assessment.Rule> failing = new ArrayList<>();
        result.rules().forEach((rule, counts) -> {
            if (counts.fail() > 0) {
                failing.add(rule);
            }
        });
        if (failing.isEmpty()) {
            return;
        }
        out.element("h4", "", language.of("조치 방법", "What to do")).raw("<ul>");
        failing.stream().limit(REMEDIES).forEach(rule -> out.raw("<li>")
                .text(language.of(rule.remediation()))
                .raw(" <span class=\"note\">")
                .text(rule.id())
                .raw("</span></li>"));
        out.raw("</ul>");
    }

    private void attestation(Markup out, Assessment.Attestation made) {
        out.raw("<div class=\"statement\">")
                .text(made.statement())
                .element("div", "who", Attestations.who(made, language));
        made.files()
                .forEach(file -> out.element(
                        "div",
                        "who",
                        "%s · %s bytes · SHA-256 %s"
                                .formatted(file.name(), Wording.number(file.bytes()), file.sha256())));
        out.raw("</div>");
    }
}
