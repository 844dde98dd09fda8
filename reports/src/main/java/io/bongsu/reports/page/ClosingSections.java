package io.bongsu.reports.page;

import io.bongsu.reports.Assessment;
import io.bongsu.reports.ControlState;
import io.bongsu.reports.Language;
import io.bongsu.reports.Wording;
import io.bongsu.reports.tally.Results;
import java.util.List;

/** Attestations and exclusions in one list, how it was judged, what the words mean, how to check the files. */
final class ClosingSections {

    private final Assessment assessment;
    private final Results results;
    private final Language language;

    ClosingSections(Assessment assessment, Results results, Language language) {
        this.assessment = assessment;
        this.results = results;
        this.language = language;
    }

    void write(Markup out) {
        attestations(out);
        method(out);
        glossary(out);
        files(out);
    }

    private void attestations(Markup out) {
        Section.ATTESTATIONS.begin(out, language);
        List<Results.ControlResult> attested = results.controls().stream()
                .filter(each -> !each.control().attestations().isEmpty())
                .toList();
        List<Results.ControlResult> excluded = results.controls().stream()
                .filter(each -> each.state() == ControlState.NOT_APPLICABLE)
                .toList();
        out.element("h3", "", language.of("증명 기록", "Attestations"));
        if (attested.isEmpty()) {
            out.element("p", "", language.of("기준 시점까지 증명 기록이 없다.", "Nobody has attested anything up to the cut-off."));
        } else {
            out.raw("<table class=\"data\"><thead><tr>")
                    .element("th", "", language.of("통제항목", "Control"))
                    .element("th", "", language.of("결과", "Result"))
                    .element("th", "", language.of("증명", "Attested"))
                    .raw("</tr></thead><tbody>");
            attested.forEach(each -> each.control().attestations().forEach(made -> out.raw("<tr>")
                    .element(
                            "td",
                            "",
                            each.control().id() + "  "
                                    + language.of(each.control().title()))
                    .element("td", "", language.of(made.outcome().label()))
                    .element("td", "", Attestations.who(made, language))
                    .raw("</tr>")));
            out.raw("</tbody></table>");
        }
        out.element("h3", "", language.of("적용 제외", "Exclusions"));
        if (excluded.isEmpty()) {
            out.element("p", "", language.of("적용에서 제외한 통제항목이 없다.", "No control is excluded."));
        } else {
            out.raw("<table class=\"data\"><thead><tr>")
                    .element("th", "", language.of("통제항목", "Control"))
                    .element("th", "", language.of("사유", "Reason"))
                    .raw("</tr></thead><tbody>");
            excluded.forEach(each -> out.raw("<tr>")
                    .element(
                            "td",
                            "",
                            each.control().id() + "  "
                                    + language.of(each.control().title()))
                    .element(
                            "td",
                            "",
                            each.control().reason() == null
                                    ? "–"
                                    : each.control().reason())
                    .raw("</tr>"));
            out.raw("</tbody></table>");
        }
        out.raw("</div>");
    }

    private void method(Markup out) {
        Section.METHOD.begin(out, language);
        if (language == Language.KO) {
            paragraph(
                    out,
                    "자동 점검",
                    "AWS Config의 구성 항목과 CloudTrail 이벤트가 바뀔 때마다 해당 가드레일이 판정한다. 가드레일은 Rego로 쓴 규칙이며 Open Policy Agent가 실행한다. 가드레일 하나와 자원 하나에 판정은 항상 하나이다.");
            paragraph(out, "판정", "판정은 충족, 미충족, 해당 없음, 판정 불가의 네 가지이다. 근거가 없거나 규칙이 오류로 끝나면 판정 불가이며 충족으로 세지 않는다.");
            paragraph(
                    out,
                    "기준 시점",
                    "기준 시점 %s에 알려져 있던 상태만 담는다. 그 뒤에 바뀐 판정은 변경 이력에서 기준 시점의 값으로 되돌려 담고, 그때 이미 삭제된 자원은 세지 않는다."
                            .formatted(Wording.time(assessment.asOf(), language)));
            paragraph(
                    out,
                    "사람의 증명",
                    "가드레일이 판정할 수 없는 것은 담당자가 방법과 증적을 남겨 증명하고, 증명하지 않은 다른 사람이 검토한다. 미충족 판정은 증명된 통제항목을 끌어내리지만, 충족 판정이 증명되지 않은 통제항목을 올리지는 않는다.");
            paragraph(out, "한계", "이 보고서는 심사를 준비하고 돕기 위한 것이며 인증 심사를 대신하지 않는다. 가드레일이 없는 확인 사항은 담당자의 증명에만 근거한다.");
        } else {
            paragraph(
                    out,
                    "Guardrails",
                    "Whenever a configuration item of AWS Config or an event of CloudTrail arrives, the guardrails concerned judge it. A guardrail is a rule in Rego, run by Open Policy Agent. There is one verdict for each guardrail and resource.");
            paragraph(
                    out,
                    "Verdicts",
                    "Pass, fail, not applicable, not judged. Where evidence is missing or a rule ends in an error, the verdict is not judged, and never counted as a pass.");
            paragraph(
                    out,
                    "Cut-off",
                    "The report holds what was known as of %s. Verdicts that changed later are taken back to their value at the cut-off from the history of changes; resources that had been deleted by then are not counted."
                            .formatted(Wording.time(assessment.asOf(), language)));
            paragraph(
                    out,
                    "Attestations",
                    "What no guardrail can judge is attested by the owner, with method and evidence, and reviewed by somebody else. A failed verdict pulls an attested control down; a pass never lifts one that nobody attested.");
            paragraph(
                    out,
                    "Limits",
                    "This report prepares and supports an audit; it does not replace one. Points without a guardrail rest on attestations alone.");
        }
        out.raw("</div>");
    }

    private static void paragraph(Markup out, String title, String text) {
        out.element("h3", "", title).element("p", "", text);
    }

    private void glossary(Markup out) {
        Section.GLOSSARY.begin(out, language);
        out.raw("<dl>");
        if (language == Language.KO) {
            term(out, "통제항목", "ISMS-P 인증기준의 요구 사항 하나. 번호는 2023년 10월 31일 개정 기준을 따른다.");
            term(out, "가드레일", "통제항목의 일부를 기계가 판정하는 규칙. 심각도와 조치 방법을 함께 가진다.");
            term(out, "판정 불가", "근거가 부족하거나 규칙이 실행되지 않아 판정하지 못한 상태. 조치가 필요한 것으로 센다.");
            term(out, "충족 / 부분 충족 / 미충족", "증명과 판정을 함께 본 통제항목의 상태.");
            term(out, "미평가", "유효한 증명이 없어 충족 여부를 말할 수 없는 상태.");
            term(out, "해당 없음", "조직에 적용되지 않는 통제항목. 사유를 함께 적는다.");
            term(out, "증명", "담당자가 통제항목의 운영을 진술하고 증적을 붙인 기록. 다른 사람이 검토해야 효력이 있다.");
            term(out, "규칙 지문", "판정을 바꿀 수 있는 모든 규칙과 매개변수의 SHA-256. 지문이 같으면 같은 규칙으로 판정한 것이다.");
            term(out, "OCSF · ASFF · OSCAL", "보안 이벤트, AWS Security Hub, 통제 평가 결과의 공개 형식. 같은 결과를 다른 도구에서 읽기 위한 것이다.");
        } else {
            term(
                    out,
                    "Control",
                    "One requirement of the ISMS-P certification criteria, numbered as in the revision of 2023-10-31.");
            term(out, "Guardrail", "A rule by which a machine judges part of a control, with severity and remedy.");
            term(
                    out,
                    "Not judged",
                    "Evidence was missing or the rule could not be run. Counted among what needs action.");
            term(out, "Met / partly met / not met", "What attestations and verdicts come to, taken together.");
            term(out, "Not assessed", "Nobody has attested the control, so nothing can be said.");
            term(out, "Not applicable", "The control does not apply to the organization, for the reason given.");
            term(
                    out,
                    "Attestation",
                    "The owner's statement on how a control is operated, with evidence; valid once somebody else has reviewed it.");
            term(
                    out,
                    "Fingerprint",
                    "SHA-256 over every rule and parameter that can change a verdict. The same fingerprint means the same rules.");
            term(
                    out,
                    "OCSF, ASFF, OSCAL",
                    "Open formats for security events, for AWS Security Hub and for assessment results, so that other tools can read the same results.");
        }
        out.raw("</dl></div>");
    }

    private static void term(Markup out, String term, String meaning) {
        out.element("dt", "", term).element("dd", "", meaning);
    }

    private void files(Markup out) {
        Section.FILES.begin(out, language);
        out.element(
                "p",
                "",
                language.of(
                        "보고서의 모든 파일은 manifest.json에 크기와 SHA-256으로 적혀 있고, manifest.json은 Ed25519로 서명되어 있다. 네트워크 없이 다음과 같이 확인한다.",
                        "manifest.json lists every file of the report with size and SHA-256, and is signed with Ed25519. No network is needed to check it:"));
        out.element("h3", "", language.of("명령 하나로", "With one command"));
        out.element("code", "", "bongsu report verify <dir> --key public-key.pem");
        out.element("h3", "", language.of("널리 쓰이는 도구로", "With common tools"));
        out.element(
                "code",
                "",
                "openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in manifest.json -sigfile manifest.sig");
        out.element("code", "", "sha256sum -c SHA256SUMS");
        out.element(
                "p",
                "note",
                language.of(
                        "공개 키는 보고서와 다른 경로로 한 번 받아 두고 대조한다. 보고서 옆의 키만으로는 파일이 서로 맞는다는 것만 알 수 있다.",
                        "Get the public key once, by another way than the report, and compare. The key that lies beside the report proves only that the files belong together."));
        out.raw("</div>");
    }
}
