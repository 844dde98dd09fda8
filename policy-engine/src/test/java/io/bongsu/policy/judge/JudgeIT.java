package io.bongsu.policy.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.bongsu.contracts.VerdictStatus;
import io.bongsu.policy.catalogue.Catalogue;
import io.bongsu.policy.catalogue.CatalogueReader;
import io.bongsu.policy.input.ConfigurationItem;
import io.bongsu.policy.input.RuleInput;
import io.bongsu.testing.OpaServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked // JUnit fills the fields.
class JudgeIT {

    private static final Path OWN = Path.of("src/test/resources/guardrails");
    private static final Path PROJECT =
            Path.of(System.getProperty("bongsu.root", "..")).resolve("compliance-packs");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private static Path packs;

    private static OpaServer.Own opa;
    private static Catalogue catalogue;

    @BeforeAll
    static void start() throws IOException {
        copy(PROJECT.resolve("engine"), packs.resolve("engine"));
        copy(PROJECT.resolve("lib"), packs.resolve("lib"));
        copy(OWN.resolve("rules"), packs.resolve("rules"));
        catalogue = CatalogueReader.read(packs);
        opa = OpaServer.start(packs);
    }

    @AfterAll
    static void stop() {
        opa.close();
    }

    @Test
    void verdictIsTakenAsItIs() {
        Verdict verdict = only(judge(opa.url(), question("well-behaved", "vol-1")));

        assertThat(verdict.status()).isEqualTo(VerdictStatus.PASS);
        assertThat(verdict.message().en()).isEqualTo("vol-1, limit 3");
        assertThat(verdict.message().ko()).isEqualTo("통과");
        assertThat(verdict.evidence().path("now").asText()).isEqualTo("2026-11-01T00:00:00Z");
    }

    @Test
    void conflictSpoilsOnlyItself() {
        List<Verdict> verdicts = judge(
                opa.url(),
                question("well-behaved", "vol-1"),
                question("conflicting", "vol-1"),
                question("conflicting", "vol-conflict"),
                question("well-behaved", "vol-conflict"));

        assertThat(verdicts)
                .extracting(Verdict::status)
                .containsExactly(VerdictStatus.PASS, VerdictStatus.PASS, VerdictStatus.ERROR, VerdictStatus.PASS);
        assertThat(verdicts.get(2).message().en()).contains("eval_conflict_error");
        assertThat(verdicts.get(2).message().ko()).contains("eval_conflict_error");
    }

    @Test
    void noVerdictIsAnError() {
        Verdict verdict = only(judge(opa.url(), question("silent", "vol-1")));

        assertThat(verdict.status()).isEqualTo(VerdictStatus.ERROR);
        assertThat(verdict.message().en()).contains("gave no verdict");
    }

    @Test
    void illFormedVerdictIsAnError() {
        Verdict verdict = only(judge(opa.url(), question("ill-formed", "vol-1")));

        assertThat(verdict.status()).isEqualTo(VerdictStatus.ERROR);
        assertThat(verdict.message().en()).contains("ill-formed").contains("PASS, FAIL, NOT_APPLICABLE");
    }

    @Test
    void absentOpaIsNoAnswerAndIsAskedAgainLater() {
        URI nobody = URI.create("http://127.0.0.1:9");
        try (Judge judge = new Judge(nobody, 2, Duration.ofSeconds(2), 2, Duration.ofMinutes(5), CLOCK)) {
            Judgement judgement = judge.tryJudge(List.of(question("well-behaved", "vol-1")))
                    .orElseThrow()
                    .join();

            assertThat(judgement).isInstanceOf(Judgement.Unanswered.class);
            assertThat(((Judgement.Unanswered) judgement).words().en()).startsWith("OPA does not answer");
            assertThat(judge.worthAsking()).isFalse();
            // Until then nothing is sent: the answer is there at once.
            assertThat(judge.tryJudge(List.of(question("well-behaved", "vol-1")))
                            .orElseThrow())
                    .isDone();
        }
    }

    @Test
    void opaWithoutThePoliciesIsNoAnswer(@TempDir Path empty) throws IOException {
        for (String folder : List.of("lib", "engine", "rules")) {
            Files.createDirectories(empty.resolve(folder));
        }
        Files.writeString(empty.resolve("lib/other.rego"), "package other\n\nx := 1\n");
        try (OpaServer.Own other = OpaServer.start(empty);
                Judge judge = new Judge(other.url(), 2, Duration.ofSeconds(2), 1, Duration.ofMillis(1), CLOCK)) {
            Judgement judgement = judge.tryJudge(List.of(question("well-behaved", "vol-1")))
                    .orElseThrow()
                    .join();

            assertThat(judgement).isInstanceOf(Judgement.Unanswered.class);
        }
    }

    private static List<Verdict> judge(URI url, Question... questions) {
        try (Judge judge = new Judge(url, 2, Duration.ofSeconds(5), 3, Duration.ofSeconds(1), CLOCK)) {
            Judgement judgement =
                    judge.tryJudge(List.of(questions)).orElseThrow().join();
            assertThat(judgement).isInstanceOf(Judgement.Answered.class);
            return ((Judgement.Answered) judgement).verdicts();
        }
    }

    private static Verdict only(List<Verdict> verdicts) {
        assertThat(verdicts).hasSize(1);
        return verdicts.getFirst();
    }

    private static Question question(String rule, String volume) {
        String item =
                """
                {"accountId":"111122223333","awsRegion":"ap-northeast-2","resourceType":"AWS::EC2::Volume","resourceId":"%s",
                 "configurationItemCaptureTime":"2026-11-01T00:00:00Z","configurationItemStatus":"OK","configuration":{}}
                """
                        .formatted(volume);
        return new Question(
                catalogue.rule(rule).orElseThrow(),
                RuleInput.of(ConfigurationItem.read(item.getBytes(StandardCharsets.UTF_8))));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
