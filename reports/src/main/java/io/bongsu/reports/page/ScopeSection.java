package io.bongsu.reports.page;

import io.bongsu.reports.Assessment;
import io.bongsu.reports.Language;
import io.bongsu.reports.Wording;
import io.bongsu.reports.tally.Counts;
import io.bongsu.reports.tally.Results;
import java.util.List;

/** Which accounts, since when, decided by whom. */
final class ScopeSection {

    private static final int SHOWN = 60;

    private final Assessment assessment;
    private final Results results;
    private final Language language;

    ScopeSection(Assessment assessment, Results results, Language language) {
        this.assessment = assessment;
        this.results = results;
        this.language = language;
    }

    void write(Markup out) {
        Section.SCOPE.begin(out, language);
        Assessment.Scope scope = assessment.scope();
        out.element("p", "lead", lead(scope));
        if (scope.decidedBy() != null) {
            out.element("p", "", language.of("범위 결정: ", "Decided by: ") + scope.decidedBy());
        }
        out.raw("<table class=\"data\"><thead><tr>")
                .element("th", "", language.of("계정", "Account"))
                .element("th", "", language.of("이름 / OU", "Name / OU"))
                .element("th", "", language.of("범위 포함 시점", "In scope since"))
                .element("th", "num", language.of("판정", "Verdicts"))
                .element("th", "num", language.of("조치 필요", "Need action"))
                .raw("</tr></thead><tbody>");
        List<Assessment.Account> accounts = scope.everything() ? judged() : scope.accounts();
        accounts.stream().limit(SHOWN).forEach(each -> account(out, each));
        out.raw("</tbody></table>");
        if (accounts.size() > SHOWN) {
            out.element(
                    "p",
                    "note",
                    language.of(
                            "계정 %s개 중 %d개를 표시함. 전체는 controls-by-account.csv와 통합 문서의 '통제항목별 계정'에 있다."
                                    .formatted(Wording.number(accounts.size()), SHOWN),
                            "%d of %s accounts are shown; all are in controls-by-account.csv and in the workbook."
                                    .formatted(SHOWN, Wording.number(accounts.size()))));
        }
        out.raw("</div>");
    }

    /** Where no scope was decided, every account that has verdicts. */
    private List<Assessment.Account> judged() {
        return results.accounts().keySet().stream()
                .sorted()
                .map(id -> new Assessment.Account(id, "", "", null, null))
                .toList();
    }

    private String lead(Assessment.Scope scope) {
        return scope.everything()
                ? language.of(
                        "점검 결과가 있는 모든 계정 %s개를 대상으로 한다. 인증 범위는 따로 정해지지 않았다."
                                .formatted(Wording.number(results.accounts().size())),
                        "All %s accounts with verdicts are in scope; no narrower scope was decided."
                                .formatted(Wording.number(results.accounts().size())))
                : language.of(
                        "인증 범위로 정한 계정 %s개를 대상으로 한다. 그 가운데 %s개에 판정이 있다."
                                .formatted(
                                        Wording.number(scope.accounts().size()),
                                        Wording.number(results.accounts().size())),
                        "%s accounts are in scope; %s of them have verdicts."
                                .formatted(
                                        Wording.number(scope.accounts().size()),
                                        Wording.number(results.accounts().size())));
    }

    private void account(Markup out, Assessment.Account account) {
        Counts counts = results.accounts().getOrDefault(account.id(), Counts.NONE);
        String since = account.since() == null
                ? "–"
                : account.since() + (account.decidedBy() == null ? "" : " · " + account.decidedBy());
        out.raw("<tr>").element("td", "", account.id()).raw("<td>").text(account.name());
        if (!account.ou().isEmpty()) {
            out.element("div", "id", account.ou());
        }
        out.raw("</td>")
                .element("td", "", since)
                .element("td", counts.judged() == 0 ? "num quiet" : "num", Wording.number(counts.judged()))
                .element("td", counts.wrong() == 0 ? "num quiet" : "num wrong", Wording.number(counts.wrong()))
                .raw("</tr>");
    }
}
