package io.bongsu.reports.page;

import io.bongsu.contracts.LocalText;
import io.bongsu.reports.Language;

/** The sections of the report, in order. */
enum Section {
    SUMMARY("요약", "Summary"),
    SCOPE("범위", "Scope"),
    CONTROLS("분야별 결과", "Results by chapter"),
    ATTESTATIONS("증명 기록과 적용 제외", "Attestations and exclusions"),
    METHOD("점검 방법", "Method"),
    GLOSSARY("용어", "Glossary"),
    FILES("파일 확인 방법", "How to check the files");

    private final LocalText title;

    Section(String ko, String en) {
        this.title = new LocalText(en, ko);
    }

    String title(Language language) {
        return language.of(title);
    }

    int number() {
        return ordinal() + 1;
    }

    String anchor() {
        return this == CONTROLS ? "controls" : "s-" + number();
    }

    /** Its heading, on a page of its own. */
    void begin(Markup out, Language language) {
        out.raw("<div class=\"page\"><h2 id=\"" + anchor() + "\"><span class=\"no\">" + number() + "</span>")
                .text(title(language))
                .raw("</h2>");
    }
}
