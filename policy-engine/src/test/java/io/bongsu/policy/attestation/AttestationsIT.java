package io.bongsu.policy.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bongsu.kit.database.Database;
import io.bongsu.policy.attestation.RefusedException.Why;
import io.bongsu.policy.scope.Scope;
import io.bongsu.policy.scope.ScopeDecision;
import io.bongsu.policy.scope.Scopes;
import io.bongsu.testing.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What PostgreSQL keeps of what people decide, with a clock that can be set. */
@ExtendWith(PostgresServer.class)
@NullUnmarked // JUnit fills the fields.
class AttestationsIT implements InstantSource {

    private static final String STANDARD = "isms-p";
    private static final Actor KIM = new Actor("kim@company.example", "operator");
    private static final Actor LEE = new Actor("lee@company.example", "operator");
    private static final LocalDate DUE = LocalDate.parse("2026-12-31");

    private static Database database;
    private static int controls;

    private Instant now = Instant.parse("2026-11-21T09:00:00Z");
    private String control;
    private final Attestations attestations = new Attestations(database, this, ZoneId.of("Asia/Seoul"));
    private final EvidenceStore evidence = new EvidenceStore(database, 1_000, this);

    @Override
    public Instant instant() {
        return now;
    }

    @BeforeAll
    static void migrate(PostgresServer postgres) {
        String url = postgres.freshDatabase();
        Flyway.configure()
                .dataSource(url, postgres.user(), postgres.password())
                .schemas("policy_engine")
                .defaultSchema("policy_engine")
                .load()
                .migrate();
        database = new Database(() -> DriverManager.getConnection(
                url + "?currentSchema=policy_engine", postgres.user(), postgres.password()));
    }

    @BeforeEach
    void takeAControlOfOnesOwn() {
        control = "9.9." + ++controls;
    }

    @Test
    void onlyWhatSomebodyElseAcceptedCounts() {
        assign(Recurrence.YEARLY);
        Attestation first = attest(Outcome.MET, KIM);
        assertThat(word().accepted()).isNull();
        assertThat(word().awaitsReview()).isTrue();
        assertThat(word().due()).isEqualTo(DUE);

        assertThatThrownBy(() -> review(first, true, KIM))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.why()).isEqualTo(Why.OWN_WORK));
        assertThatThrownBy(() -> review(first, true, new Actor("KIM@company.example", "operator")))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.why()).isEqualTo(Why.OWN_WORK));
        later(Duration.ofHours(1));
        review(first, true, LEE);

        assertThat(word().accepted().id()).isEqualTo(first.id());
        assertThat(word().accepted().validUntil()).isEqualTo("2027-11-21");
        assertThat(word().due()).isEqualTo("2027-11-21");
        assertRefusedNow(() -> review(first, false, LEE), "accepted by lee@company.example already");

        later(Duration.ofDays(1));
        Attestation second = attest(Outcome.NOT_MET, KIM);
        review(second, false, LEE);
        assertThat(word().accepted().id()).isEqualTo(first.id());
        assertThat(word().newest().review().accepted()).isFalse();
        assertThat(word().awaitsReview()).isFalse();
    }

    @Test
    void whatANewerOneReplacedIsNotReviewed() {
        assign(Recurrence.MONTHLY);
        Attestation first = attest(Outcome.MET, KIM);
        Attestation second = attest(Outcome.PARTLY, LEE);

        assertRefusedNow(() -> review(first, true, LEE), "has been replaced by " + second.id());
        assertThat(attestations.of(STANDARD, control))
                .extracting(Attestation::id)
                .containsExactly(second.id(), first.id());
    }

    @Test
    void thePastStaysAsItWas() {
        Instant before = now;
        later(Duration.ofDays(1));
        assign(Recurrence.QUARTERLY);
        Instant assigned = now;
        later(Duration.ofDays(1));
        Attestation attestation = attest(Outcome.MET, KIM);
        Instant attested = now;
        later(Duration.ofDays(1));
        review(attestation, true, LEE);

        assertThat(attestations.words(STANDARD, before)).doesNotContainKey(control);
        assertThat(attestations.words(STANDARD, assigned).get(control).newest()).isNull();
        assertThat(attestations.words(STANDARD, attested).get(control).awaitsReview())
                .isTrue();
        assertThat(word().accepted().id()).isEqualTo(attestation.id());
    }

    @Test
    void whatNobodyAnswersForIsNotAttested() {
        assertRefusedNow(() -> attest(Outcome.MET, KIM), "is assigned to nobody");
    }

    @Test
    void evidenceIsKeptOnceByItsContent() {
        byte[] content = "근거".getBytes(StandardCharsets.UTF_8);
        EvidenceFile file = evidence.put("근거.txt", content, KIM);
        assertThat(evidence.put("same.txt", content, LEE).sha256()).isEqualTo(file.sha256());

        EvidenceStore.Content kept = evidence.get(file.sha256()).orElseThrow();
        assertThat(kept.bytes()).isEqualTo(content);
        assertThat(kept.file().name()).isEqualTo("근거.txt");
        assertThat(evidence.get("0".repeat(64))).isEmpty();
        assertThatThrownBy(() -> evidence.put("big.txt", new byte[1_001], KIM))
                .hasMessageContaining("1001 bytes; expected at most 1000");

        assign(Recurrence.YEARLY);
        Attestation attestation = attest(new Statement.File(file.sha256(), "교육결과.txt"));
        assertThat(attestation.evidence())
                .containsExactly(new EvidenceFile("교육결과.txt", file.sha256(), "text/plain", content.length));
        assertThatThrownBy(() -> attest(new Statement.File("0".repeat(64), "none.txt")))
                .hasMessageContaining("upload it first");
        assertThat(attestations.of(STANDARD, control)).hasSize(1);
    }

    @Test
    void theDatabaseRefusesWhatTheServiceWouldNever() {
        assign(Recurrence.YEARLY);
        Attestation attestation = attest(Outcome.MET, KIM);

        for (String table : List.of(
                "assignment",
                "attestation",
                "attestation_evidence",
                "evidence",
                "review",
                "scope_decision",
                "history")) {
            assertDatabaseRefuses("DELETE FROM " + table, "append-only: DELETE is refused");
            assertDatabaseRefuses("TRUNCATE " + table + " CASCADE", "append-only: TRUNCATE is refused");
        }
        assertDatabaseRefuses("UPDATE attestation SET outcome = 'NOT_MET'", "append-only: UPDATE is refused");
        assertDatabaseRefuses("UPDATE history SET actor = 'nobody'", "append-only: UPDATE is refused");
        assertDatabaseRefuses(
                "INSERT INTO review VALUES ('%s', true, 'fine', 'Kim@Company.example', now())"
                        .formatted(attestation.id()),
                "who can't review it");
        assertDatabaseRefuses(
                "INSERT INTO evidence VALUES (repeat('0', 64), 'text/plain', 1, 'a', 'a.txt', 'kim', now())",
                "violates check constraint");
    }

    @Test
    void historySaysWhoDidWhatAndWhatStoodBefore() {
        assign(Recurrence.YEARLY);
        assign(Recurrence.MONTHLY);
        Attestation attestation = attest(Outcome.MET, KIM);
        review(attestation, true, LEE);

        List<History.Entry> history = attestations.history(STANDARD, control);
        assertThat(history).extracting(History.Entry::action).containsExactly("accept", "attest", "assign", "assign");
        assertThat(history.getFirst().actor()).isEqualTo(LEE.name());
        assertThat(history.getFirst().caller()).isEqualTo("operator");
        assertThat(history.getFirst().before()).containsEntry("state", "SUBMITTED");
        assertThat(history.getFirst().after())
                .containsEntry("state", "ACCEPTED")
                .containsEntry("comment", "확인함");
        assertThat(history.get(2).before()).containsEntry("recurrence", "YEARLY");
        assertThat(history.get(3).before()).isEmpty();
    }

    @Test
    void scopeIsWhatWasDecidedForThatDay() {
        Scopes scopes = new Scopes(database, this);
        String standard = "scope-test";
        assertThat(scopes.on(standard, DUE).decided()).isFalse();
        assertThat(scopes.on(standard, DUE).covers("111122223333")).isTrue();

        decide(
                scopes,
                ScopeDecision.Kind.OU,
                "ou-ab12-prod0000",
                List.of("111122223333", "222233334444"),
                true,
                "2026-01-01");
        decide(scopes, ScopeDecision.Kind.ACCOUNT, "222233334444", List.of(), false, "2026-06-01");
        decide(scopes, ScopeDecision.Kind.ACCOUNT, "333344445555", List.of(), true, "2026-06-01");

        Scope spring = scopes.on(standard, LocalDate.parse("2026-05-31"));
        assertThat(spring.accounts()).containsExactly("111122223333", "222233334444");
        Scope summer = scopes.on(standard, LocalDate.parse("2026-06-01"));
        assertThat(summer.accounts()).containsExactly("111122223333", "333344445555");
        assertThat(summer.covers("222233334444")).isFalse();
        assertThat(scopes.on(standard, LocalDate.parse("2025-12-31")).decided()).isFalse();

        decide(scopes, ScopeDecision.Kind.OU, "ou-ab12-new00000", List.of(), true, "2026-07-01");
        assertThat(scopes.on(standard, DUE).unresolved()).containsExactly("ou-ab12-new00000");
        assertThat(scopes.on(standard, DUE).covers("222233334444")).isTrue();
        assertThat(scopes.decisions(standard)).hasSize(4);
    }

    private void decide(
            Scopes scopes,
            ScopeDecision.Kind kind,
            String target,
            List<String> accounts,
            boolean included,
            String from) {
        scopes.decide("scope-test", kind, target, accounts, included, LocalDate.parse(from), "인증 범위", KIM);
    }

    private void later(Duration time) {
        now = now.plus(time);
    }

    private void assign(Recurrence recurrence) {
        attestations.assign(STANDARD, control, "park@company.example", Method.INTERVIEW, DUE, recurrence, KIM);
    }

    private Attestation attest(Outcome outcome, Actor author) {
        return attestations.attest(
                STANDARD,
                control,
                new Statement(outcome, Method.INTERVIEW, "면담으로 확인함", null, List.of("silent-rule"), List.of()),
                author);
    }

    private Attestation attest(Statement.File file) {
        return attestations.attest(
                STANDARD,
                control,
                new Statement(Outcome.MET, Method.DOCUMENT_REVIEW, "문서로 확인함", null, List.of(), List.of(file)),
                KIM);
    }

    private void review(Attestation attestation, boolean accepted, Actor reviewer) {
        attestations.review(STANDARD, control, attestation.id(), accepted, "확인함", reviewer);
    }

    private Word word() {
        return attestations.words(STANDARD, now).get(control);
    }

    private static void assertRefusedNow(Runnable act, String message) {
        assertThatThrownBy(act::run).isInstanceOfSatisfying(RefusedException.class, e -> {
            assertThat(e.why()).isEqualTo(Why.NOT_NOW);
            assertThat(e).hasMessageContaining(message);
        });
    }

    private static void assertDatabaseRefuses(String sql, String message) {
        assertThatThrownBy(() -> database.change(transaction -> transaction.update(sql)))
                .hasMessageContaining(message);
    }
}
