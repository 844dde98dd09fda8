package io.bongsu.reports.page;

import io.bongsu.reports.Assessment;
import io.bongsu.reports.ControlState;
import io.bongsu.reports.Language;
import io.bongsu.reports.Wording;
import io.bongsu.reports.tally.Results;
import java.util.List;
import java.util.Map;

/** The whole report as one XHTML page: cover, contents, and the sections in order. */
final class ReportPage {

    private final Assessment assessment;
    private final Results results;
    private final Language language;
    private final String css;

    ReportPage(Assessment assessment, Results results, Language language, String css) {
        this.assessment = assessment;
        this.results = results;
        this.language = language;
        this.css = css;
    }

    String html() {
        Markup out = new Markup();
        out.raw("<html lang=\"%s\"><head><title>".formatted(language.code()))
                .text(title())
                .raw("</title><meta name=\"description\" content=\"")
                .text(title() + ", " + Wording.time(assessment.asOf(), language))
                .raw("\"/><meta name=\"author\" content=\"Bongsu\"/><style>")
                .raw(css)
                .raw("</style>");
        bookmarks(out);
        out.raw("</head><body>");
        running(out);
        cover(out);
        contents(out);
        new SummarySection(assessment, results, language).write(out);
        new ScopeSection(assessment, results, language).write(out);
        new ControlSections(results, language).write(out);
        new ClosingSections(assessment, results, language).write(out);
        return out.raw("</body></html>").toString();
    }

    private String title() {
        return language.of(
                "%s ISMS-P 준수 현황 보고서".formatted(assessment.organization()),
                "%s – ISMS-P compliance report".formatted(assessment.organization()));
    }

    private void bookmarks(Markup out) {
        out.raw("<bookmarks>");
        bookmark(out, Section.SUMMARY);
        bookmark(out, Section.SCOPE);
        out.raw("<bookmark name=\"").text(Section.CONTROLS.title(language)).raw("\" href=\"#controls\">");
        results.chapters().forEach((id, controls) -> {
            out.raw("<bookmark name=\"")
                    .text(id + " " + language.of(controls.getFirst().control().chapter()))
                    .raw("\" href=\"#h-" + id + "\">");
            controls.forEach(each -> out.raw("<bookmark name=\"")
                    .text(each.control().id() + " " + language.of(each.control().title()))
                    .raw("\" href=\"#c-" + each.control().id() + "\"/>"));
            out.raw("</bookmark>");
        });
        out.raw("</bookmark>");
        bookmark(out, Section.ATTESTATIONS);
        bookmark(out, Section.METHOD);
        bookmark(out, Section.GLOSSARY);
        bookmark(out, Section.FILES);
        out.raw("</bookmarks>");
    }

    private void bookmark(Markup out, Section section) {
        out.raw("<bookmark name=\"").text(section.title(language)).raw("\" href=\"#" + section.anchor() + "\"/>");
    }

    private void running(Markup out) {
        out.raw("<div id=\"runningtitle\" class=\"running\">")
                .text(title())
                .raw("</div><div id=\"runningscope\" class=\"running\">")
                .text(Wording.day(assessment.asOf(), language))
                .raw("</div><div id=\"runningfoot\" class=\"running\">")
                .text(language.of("대외비 · 기준 시점 ", "Confidential · as of ") + Wording.time(assessment.asOf(), language))
                .raw("</div>");
    }

    private void cover(Markup out) {
        out.raw("<div class=\"cover\"><div class=\"band\"><div class=\"brand\">")
                .text(language.of("봉수 · 컴플라이언스", "Bongsu · Compliance"))
                .raw("</div><h1>")
                .text(language.of("ISMS-P", "ISMS-P"))
                .raw("<br/>")
                .text(language.of("준수 현황 보고서", "Compliance report"))
                .raw("</h1><div class=\"standard\">")
                .text(language.of(assessment.pack().title()))
                .raw("</div></div><div class=\"stripe\"></div><div class=\"facts\"><table>");
        fact(out, language.of("조직", "Organization"), assessment.organization(), "");
        fact(out, language.of("기준 시점", "As of"), Wording.time(assessment.asOf(), language), "");
        fact(
                out,
                language.of("범위", "Scope"),
                language.of(
                        "AWS 계정 %s개, 통제항목 %s개"
                                .formatted(
                                        Wording.number(results.accounts().size()),
                                        Wording.number(results.controls().size())),
                        "%s AWS accounts, %s controls"
                                .formatted(
                                        Wording.number(results.accounts().size()),
                                        Wording.number(results.controls().size()))),
                "");
        fact(
                out,
                language.of("기준 규칙", "Pack"),
                assessment.pack().id() + " " + assessment.pack().version(),
                "");
        fact(
                out,
                language.of("규칙 지문(SHA-256)", "Fingerprint (SHA-256)"),
                assessment.pack().fingerprint(),
                "small");
        out.raw("</table></div><div class=\"class\">")
                .text(
                        language.of(
                                "대외비. 이 보고서의 모든 파일은 manifest.json의 해시와 전자서명으로 확인할 수 있다.",
                                "Confidential. Every file of this report can be checked by the hashes and the signature of manifest.json."))
                .raw("</div></div>");
    }

    private static void fact(Markup out, String name, String value, String classes) {
        out.raw("<tr>").element("th", "", name).element("td", classes, value).raw("</tr>");
    }

    private void contents(Markup out) {
        out.raw("<div class=\"page\"><h2>").text(language.of("목차", "Contents")).raw("</h2><table class=\"toc\">");
        line(out, Section.SUMMARY);
        line(out, Section.SCOPE);
        line(out, Section.CONTROLS);
        for (Map.Entry<String, List<Results.ControlResult>> chapter :
                results.chapters().entrySet()) {
            String anchor = "#h-" + chapter.getKey();
            out.raw("<tr class=\"sub\"><td class=\"t\"><a href=\"" + anchor + "\">")
                    .text(chapter.getKey() + "  "
                            + language.of(
                                    chapter.getValue().getFirst().control().chapter()))
                    .raw("</a></td><td class=\"s\">");
            Bars.states(out, chapter.getValue(), false);
            out.raw("</td><td class=\"n\"><a href=\"" + anchor + "\"></a></td></tr>");
        }
        line(out, Section.ATTESTATIONS);
        line(out, Section.METHOD);
        line(out, Section.GLOSSARY);
        line(out, Section.FILES);
        out.raw("</table>");
        Bars.legend(out, language, List.of(ControlState.values()));
        out.raw("</div>");
    }

    private void line(Markup out, Section section) {
        String anchor = "#" + section.anchor();
        out.raw("<tr class=\"top\"><td class=\"t\"><a href=\"" + anchor + "\">")
                .text(section.number() + "  " + section.title(language))
                .raw("</a></td><td class=\"s\"></td><td class=\"n\"><a href=\"" + anchor + "\"></a></td></tr>");
    }
}
