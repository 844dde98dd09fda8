package io.bongsu.reports.page;

import io.bongsu.contracts.Severity;
import io.bongsu.reports.Assessment;
import io.bongsu.reports.ControlState;
import io.bongsu.reports.Language;
import io.bongsu.reports.Wording;
import io.bongsu.reports.tally.Counts;
import io.bongsu.reports.tally.Results;
import io.bongsu.reports.tally.Tally.ResourceResult;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;

/** The state at one glance, then what to do first. */
final class SummarySection {

    private static final int CONTROLS = 10;
    private static final int ACCOUNTS = 10;
    private static final int RESOURCES = 12;

    private final Assessment assessment;
    private final Results results;
    private final Language language;

    SummarySection(Assessment assessment, Results results, Language language) {
        this.assessment = assessment;
        this.results = results;
        this.language = language;
    }

    void write(Markup out) {
        Section.SUMMARY.begin(out, language);
        Map<ControlState, Long> states = Results.states(results.controls());
        out.element("p", "lead", lead(states));
        out.raw("<table class=\"cards\"><tr>");
        for (ControlState state : ControlState.values()) {
            out.raw("<td class=\"" + Bars.style(state) + "\"><div class=\"big\">")
                    .text(Wording.number(states.get(state)))
                    .raw("</div><div class=\"what\">")
                    .text(language.of(state.label()))
                    .raw("</div></td>");
        }
        out.raw("</tr></table>");
        Bars.states(out, results.controls(), true);
        out.element("h3", "", language.of("통제항목 지도", "Map of the controls"));
        map(out);
        Bars.legend(out, language, List.of(ControlState.values()));
        out.raw("</div><div class=\"page\">");
        verdicts(out);
        controls(out);
        accounts(out);
        resources(out);
        out.raw("</div>");
    }

    private String lead(Map<ControlState, Long> states) {
        Counts total = results.total();
        return language.of(
                "통제항목 %s개 중 %s개가 충족, %s개가 부분 충족, %s개가 미충족이며 %s개는 아직 평가되지 않았다. 계정 %s개에서 가드레일 판정 %s건 중 %s건(%s)이 충족이고, 조치가 필요한 것은 %s건이다."
                        .formatted(
                                Wording.number(results.controls().size()),
                                Wording.number(states.get(ControlState.MET)),
                                Wording.number(states.get(ControlState.PARTLY)),
                                Wording.number(states.get(ControlState.NOT_MET)),
                                Wording.number(states.get(ControlState.NOT_ASSESSED)),
                                Wording.number(results.accounts().size()),
                                Wording.number(total.judged()),
                                Wording.number(total.pass()),
                                Wording.percent(total.pass(), total.judged()),
                                Wording.number(total.wrong())),
                "Of %s controls: %s met, %s partly met, %s not met, %s not yet assessed. In %s accounts, %s of %s verdicts pass (%s); %s need action."
                        .formatted(
                                Wording.number(results.controls().size()),
                                Wording.number(states.get(ControlState.MET)),
                                Wording.number(states.get(ControlState.PARTLY)),
                                Wording.number(states.get(ControlState.NOT_MET)),
                                Wording.number(states.get(ControlState.NOT_ASSESSED)),
                                Wording.number(results.accounts().size()),
                                Wording.number(total.pass()),
                                Wording.number(total.judged()),
                                Wording.percent(total.pass(), total.judged()),
                                Wording.number(total.wrong())));
    }

    private void map(Markup out) {
        out.raw("<table class=\"map\">");
        results.chapters().forEach((id, controls) -> {
            out.raw("<tr><td class=\"name\">")
                    .text(id + "  " + language.of(controls.getFirst().control().chapter()))
                    .raw("</td><td>");
            controls.forEach(each -> out.raw("<a href=\"#c-" + each.control().id() + "\" title=\"")
                    .text(each.control().id() + " " + language.of(each.state().label()))
                    .raw("\"><span class=\"cell " + Bars.style(each.state()) + "\">")
                    .text(each.control().id())
                    .raw("</span></a>"));
            out.raw("</td></tr>");
        });
        out.raw("</table>");
    }

    private void verdicts(Markup out) {
        Counts total = results.total();
        out.element("h3", "", language.of("자동 점검 결과", "What the guardrails found"));
        out.raw("<table class=\"data\"><thead><tr>")
                .element("th", "", language.of("심각도", "Severity"))
                .element("th", "num", language.of("조치 필요", "Need action"))
                .element("th", "", language.of("비율", "Share"))
                .raw("</tr></thead><tbody>");
        long wrong = Math.max(1, total.wrong());
        for (Severity severity : List.of(Severity.values()).reversed()) {
            long of = results.wrong(severity);
            out.raw("<tr><td style=\"width: 26mm\">");
            severity(out, severity, language);
            out.raw("</td><td class=\"num\" style=\"width: 26mm\">")
                    .text(Wording.number(of))
                    .raw("</td><td><div class=\"bar\">");
            if (of > 0) {
                out.raw("<div class=\"seg fail\" style=\"width: %.2f%%\"></div>"
                        .formatted(Math.max(0.4, 99.9 * of / wrong)));
            }
            out.raw("</div></td></tr>");
        }
        out.raw("</tbody></table>");
    }

    private void controls(Markup out) {
        List<Results.ControlResult> worst = results.controls().stream()
                .filter(each -> each.counts().wrong() > 0)
                .sorted(Comparator.comparingLong(
                        (Results.ControlResult each) -> -each.counts().wrong()))
                .limit(CONTROLS)
                .toList();
        if (worst.isEmpty()) {
            return;
        }
        out.element("h3", "", language.of("먼저 볼 통제항목", "Controls to look at first"));
        out.raw("<table class=\"data\"><thead><tr>")
                .element("th", "", language.of("통제항목", "Control"))
                .element("th", "num", language.of("미충족", "Fail"))
                .element("th", "num", language.of("판정 불가", "Not judged"))
                .element("th", "num", language.of("계정", "Accounts"))
                .element("th", "", language.of("충족 비율", "Passing"))
                .raw("</tr></thead><tbody>");
        for (Results.ControlResult each : worst) {
            long accounts = each.accounts().values().stream()
                    .filter(account -> account.wrong() > 0)
                    .count();
            out.raw("<tr><td><a href=\"#c-" + each.control().id() + "\" style=\"color:#1c2530; text-decoration:none\">")
                    .text(each.control().id() + "  "
                            + language.of(each.control().title()))
                    .raw("</a></td>")
                    .element("td", "num wrong", Wording.number(each.counts().fail()))
                    .element("td", "num", Wording.number(each.counts().error()))
                    .element("td", "num", Wording.number(accounts))
                    .raw("<td style=\"width: 44mm\">");
            Bars.verdicts(out, each.counts());
            out.raw("</td></tr>");
        }
        out.raw("</tbody></table>");
    }

    private void accounts(Markup out) {
        List<Entry<String, Counts>> worst = results.worstAccounts().stream()
                .filter(each -> each.getValue().wrong() > 0)
                .limit(ACCOUNTS)
                .toList();
        if (worst.isEmpty()) {
            return;
        }
        out.element("h3", "", language.of("먼저 볼 계정", "Accounts to look at first"));
        out.raw("<table class=\"data\"><thead><tr>")
                .element("th", "", language.of("계정", "Account"))
                .element("th", "num", language.of("판정", "Verdicts"))
                .element("th", "num", language.of("조치 필요", "Need action"))
                .element("th", "", language.of("충족 비율", "Passing"))
                .raw("</tr></thead><tbody>");
        for (Entry<String, Counts> each : worst) {
            out.raw("<tr>")
                    .element("td", "", each.getKey() + name(each.getKey()))
                    .element("td", "num", Wording.number(each.getValue().judged()))
                    .element("td", "num wrong", Wording.number(each.getValue().wrong()))
                    .raw("<td style=\"width: 44mm\">");
            Bars.verdicts(out, each.getValue());
            out.raw("</td></tr>");
        }
        out.raw("</tbody></table>");
    }

    private String name(String account) {
        return assessment.scope().accounts().stream()
                .filter(each -> each.id().equals(account) && !each.name().isEmpty())
                .map(each -> "  " + each.name())
                .findFirst()
                .orElse("");
    }

    private void resources(Markup out) {
        if (results.worst().isEmpty()) {
            return;
        }
        out.element("h3", "", language.of("먼저 볼 자원", "Resources to look at first"));
        resources(out, results.worst().stream().limit(RESOURCES).toList(), language);
    }

    /** A table of resources, as sections of controls have it too. */
    static void resources(Markup out, List<ResourceResult> resources, Language language) {
        out.raw("<table class=\"data fixed\"><thead><tr><th style=\"width: 84mm\">")
                .text(language.of("자원", "Resource"))
                .raw("</th><th style=\"width: 24mm\">")
                .text(language.of("계정", "Account"))
                .raw("</th><th style=\"width: 17mm\">")
                .text(language.of("심각도", "Severity"))
                .raw("</th><th>")
                .text(language.of("걸린 가드레일", "Guardrails"))
                .raw("</th></tr></thead><tbody>");
        for (ResourceResult each : resources) {
            out.raw("<tr><td>")
                    .text(each.resource().name())
                    .raw("<div class=\"id\">")
                    .text(each.resource().type() + " · " + each.resource().region()
                            + (each.resource().id().equals(each.resource().name())
                                    ? ""
                                    : " · " + each.resource().id()))
                    .raw("</div></td>")
                    .element("td", "", each.resource().account())
                    .raw("<td>");
            severity(out, each.severity(), language);
            out.raw("</td>")
                    .element("td", "id", String.join(", ", each.rules()))
                    .raw("</tr>");
        }
        out.raw("</tbody></table>");
    }

    static void severity(Markup out, Severity severity, Language language) {
        out.element("span", "sev " + severity.name().toLowerCase(Locale.ROOT), Wording.severity(severity, language));
    }
}
