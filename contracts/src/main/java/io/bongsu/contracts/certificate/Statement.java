package io.bongsu.contracts.certificate;

import io.bongsu.contracts.VerdictStatus;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a certificate states, and whether an account may go through on it. */
final class Statement {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Set<String> STATUSES = Set.of(VerdictStatus.PASS.name(), VerdictStatus.NOT_APPLICABLE.name());
    private static final Set<String> MEMBERS = Set.of(
            "type",
            "version",
            "account",
            "request",
            "requester",
            "blueprint",
            "pack",
            "verdicts",
            "judged_at",
            "issued_at",
            "issuer");

    private Statement() {}

    static VerifiedCertificate checked(Fields certificate, String keyId) {
        certificate.only(MEMBERS);
        if (!certificate.text("type").equals(CertificateForm.TYPE)) {
            throw certificate.wrong("type", CertificateForm.TYPE);
        }
        if (certificate.number("version") != CertificateForm.VERSION) {
            throw certificate.wrong("version", Long.toString(CertificateForm.VERSION));
        }
        Fields account = certificate.object("account");
        Fields pack = certificate.object("pack");
        Fields blueprint = certificate.object("blueprint");
        Instant judged = certificate.time("judged_at");
        Instant issued = certificate.time("issued_at");
        List<Fields> verdicts = certificate.objects("verdicts");
        checkVerdicts(certificate, verdicts);
        return new VerifiedCertificate(
                account.text("id", ACCOUNT, "twelve digits"),
                account.text("name"),
                certificate.text("request"),
                "%s@%d".formatted(blueprint.text("name"), blueprint.number("version")),
                pack.text("id"),
                pack.text("version"),
                pack.hash("fingerprint"),
                verdicts.size(),
                judged,
                issued,
                certificate.text("issuer"),
                keyId);
    }

    private static void checkVerdicts(Fields certificate, List<Fields> verdicts) {
        if (verdicts.isEmpty()) {
            throw certificate.wrong("verdicts", "at least one");
        }
        Set<String> unproven = new TreeSet<>();
        verdicts.forEach(each -> unproven.add(each.text("rule")));
        for (Fields verdict : verdicts) {
            verdict.text("region");
            verdict.hash("input_sha256");
            if (!STATUSES.contains(verdict.text("status"))) {
                throw verdict.wrong("status", "PASS or NOT_APPLICABLE, for nothing else lets an account through");
            }
            if (verdict.text("status").equals(VerdictStatus.PASS.name())) {
                unproven.remove(verdict.text("rule"));
            }
        }
        if (!unproven.isEmpty()) {
            throw new IllegalArgumentException(
                    "certificate.verdicts has no PASS of %s; expected one of each guardrail".formatted(unproven));
        }
    }
}
