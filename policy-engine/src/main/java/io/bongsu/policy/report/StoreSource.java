package io.bongsu.policy.report;

import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.certificate.CanonicalJson;
import io.bongsu.policy.attestation.Attestation;
import io.bongsu.policy.attestation.Method;
import io.bongsu.policy.attestation.Review;
import io.bongsu.policy.attestation.Word;
import io.bongsu.policy.catalogue.Catalogue;
import io.bongsu.policy.catalogue.Pack;
import io.bongsu.policy.scope.Scope;
import io.bongsu.policy.scope.ScopeDecision;
import io.bongsu.policy.store.FindingStream;
import io.bongsu.reports.Assessment;
import io.bongsu.reports.Assessment.Written;
import io.bongsu.reports.ControlState;
import io.bongsu.reports.ReportFinding;
import io.bongsu.reports.ReportSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A report's data: the pack from the catalogue, findings from OpenSearch, people's words and the scope from PostgreSQL, all as of the cut-off. */
final class StoreSource implements ReportSource {

    private final ReportWish wish;
    private final String organization;
    private final Catalogue catalogue;
    private final Pack pack;
    private final FindingStream stream;
    private final Map<String, Word> words;
    private final Scope scope;
    private final Map<String, Map<String, Written>> written;
    private final LocalDate day;

    StoreSource(
            ReportWish wish,
            String organization,
            Catalogue catalogue,
            Pack pack,
            FindingStream stream,
            Map<String, Word> words,
            Scope scope,
            Map<String, Map<String, Written>> written,
            ZoneId zone) {
        this.wish = wish;
        this.organization = organization;
        this.catalogue = catalogue;
        this.pack = pack;
        this.stream = stream;
        this.words = words;
        this.scope = scope;
        this.written = written;
        this.day = LocalDate.ofInstant(wish.asOf(), zone);
    }

    @Override
    public Assessment assessment() {
        return new Assessment(
                organization,
                new Assessment.Pack(pack.id(), pack.version(), catalogue.fingerprint(), pack.title()),
                wish.asOf(),
                scope(),
                pack.controls().stream().map(this::control).toList(),
                new ControlJudge(catalogue, words, day));
    }

    @Override
    public long expected() {
        return stream.count(wish.asOf(), accounts());
    }

    @Override
    public void findings(Sink sink) throws IOException {
        CutOff cutOff = new CutOff(wish.asOf());
        stream.each(wish.asOf(), accounts(), (ocsf, then) -> {
            ReportFinding finding = cutOff.finding(ocsf, then);
            if (finding != null) {
                sink.accept(finding);
            }
        });
    }

    @Override
    public Map<String, String> queries() {
        String question = stream.question(wish.asOf(), accounts()).toString();
        return Map.of("findings", sha256(CanonicalJson.write(CanonicalJson.read(question))));
    }

    /** Which accounts are asked for; none: all. */
    private Collection<String> accounts() {
        if (!wish.accounts().isEmpty()) {
            return wish.accounts();
        }
        return everything() ? Set.of() : scope.accounts();
    }

    private boolean everything() {
        return wish.accounts().isEmpty()
                && (!scope.decided() || !scope.unresolved().isEmpty());
    }

    private Assessment.Scope scope() {
        List<Assessment.Account> accounts = new ArrayList<>();
        accounts().stream().sorted().forEach(id -> {
            ScopeDecision decision = decision(id);
            accounts.add(new Assessment.Account(
                    id,
                    "",
                    decision == null || decision.kind() == ScopeDecision.Kind.ACCOUNT ? "" : decision.target(),
                    decision == null ? null : decision.from(),
                    decision == null ? null : decision.decidedBy()));
        });
        return new Assessment.Scope(accounts, everything(), null);
    }

    private @Nullable ScopeDecision decision(String account) {
        return scope.decisions().stream()
                .filter(each -> each.included()
                        && (each.target().equals(account) || each.accounts().contains(account)))
                .findFirst()
                .orElse(null);
    }

    private Assessment.Control control(Pack.Control control) {
        Word word = words.getOrDefault(control.id(), Word.NONE);
        Map<UUID, Assessment.Attestation> attestations = new LinkedHashMap<>();
        for (Attestation each : new Attestation[] {word.newest(), word.accepted()}) {
            if (each != null) {
                attestations.put(each.id(), attestation(each));
            }
        }
        return new Assessment.Control(
                control.id(),
                control.chapterId(),
                control.chapter(),
                control.title(),
                control.checkPoints(),
                control.rules().stream()
                        .flatMap(id -> catalogue.rule(id).stream())
                        .map(rule -> new Assessment.Rule(rule.id(), rule.severity(), rule.title(), rule.remediation()))
                        .toList(),
                word.accepted() == null ? null : word.accepted().reason(),
                word.assignment() == null ? null : word.assignment().owner(),
                List.copyOf(attestations.values()),
                written.getOrDefault(control.id(), Map.of()));
    }

    private static Assessment.Attestation attestation(Attestation made) {
        Review review = made.review();
        LocalText state = review == null
                ? new LocalText("Awaiting review", "검토 대기")
                : review.accepted() ? new LocalText("Accepted", "승인") : new LocalText("Rejected", "반려");
        return new Assessment.Attestation(
                made.statement(),
                method(made.method()),
                ControlState.valueOf(made.outcome().name()),
                state,
                made.author(),
                made.attestedAt(),
                review == null ? null : review.reviewer(),
                review == null ? null : review.at(),
                made.validUntil(),
                made.evidence().stream()
                        .map(file -> new Assessment.EvidenceFile(file.name(), file.sha256(), file.size()))
                        .toList());
    }

    private static LocalText method(Method method) {
        return switch (method) {
            case DOCUMENT_REVIEW -> new LocalText("Document review", "문서 검토");
            case INTERVIEW -> new LocalText("Interview", "면담");
            case INSPECTION -> new LocalText("Inspection", "현장 점검");
            case SYSTEM_CHECK -> new LocalText("System check", "시스템 점검");
        };
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is in every JDK", e);
        }
    }
}
