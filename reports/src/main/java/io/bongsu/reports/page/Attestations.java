package io.bongsu.reports.page;

import io.bongsu.reports.Assessment;
import io.bongsu.reports.Language;
import io.bongsu.reports.Wording;

/** How an attestation is told. */
final class Attestations {

    private Attestations() {}

    /** Who stated it, how, when, and who reviewed it. */
    static String who(Assessment.Attestation made, Language language) {
        StringBuilder text = new StringBuilder();
        text.append(made.by())
                .append(" · ")
                .append(Wording.day(made.at(), language))
                .append(" · ")
                .append(language.of(made.method()))
                .append(" · ")
                .append(language.of(made.state()));
        if (made.reviewer() != null) {
            text.append(language.of(" · 검토자 ", " · reviewed by ")).append(made.reviewer());
            if (made.reviewedAt() != null) {
                text.append(' ').append(Wording.day(made.reviewedAt(), language));
            }
        }
        text.append(language.of(" · 유효 기간 ", " · valid until ")).append(made.validUntil());
        return text.toString();
    }
}
