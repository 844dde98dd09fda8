package io.bongsu.policy.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.bongsu.contracts.VerdictStatus;
import io.bongsu.policy.catalogue.Catalogue;
import io.bongsu.policy.catalogue.CatalogueReader;
import io.bongsu.policy.catalogue.Rule;
import io.bongsu.policy.judge.Judge;
import io.bongsu.policy.judge.Judgement;
import io.bongsu.policy.judge.Question;
import io.bongsu.testing.OpaServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OpaServer.class)
class RecordedVerdictsIT {

    private static final Path ROOT = Path.of(System.getProperty("bongsu.root", ".."));
    private static final int BATCH = 20;
    private static final Differences DIFFERENCES = Differences.read();

    private static final Map<RecordedCase, VerdictStatus> OURS = new LinkedHashMap<>();

    @BeforeAll
    static void replay(OpaServer opa) {
        OURS.clear();
        Catalogue catalogue = CatalogueReader.read(ROOT.resolve("compliance-packs"));
        List<RecordedCase> cases = new ArrayList<>();
        cases.addAll(GuardRulesRegistry.cases());
        cases.addAll(PantherAnalysis.policies());
        cases.addAll(PantherAnalysis.rules(id -> rule(catalogue, id)));
        cases.addAll(Prowler.cases());
        cases.addAll(CloudCustodian.cases(catalogue));
        cases.addAll(StratusRedTeam.cases(id -> rule(catalogue, id)));
        cases.forEach(each -> OURS.put(each, VerdictStatus.NOT_APPLICABLE));

        List<RecordedCase> asked =
                cases.stream().filter(each -> each.input().isPresent()).toList();
        try (Judge judge =
                new Judge(opa.url(), 1, Duration.ofSeconds(10), 1, Duration.ofSeconds(1), Clock.systemUTC())) {
            for (int from = 0; from < asked.size(); from += BATCH) {
                List<RecordedCase> batch = asked.subList(from, Math.min(from + BATCH, asked.size()));
                List<Question> questions = batch.stream()
                        .map(each -> new Question(
                                rule(catalogue, each.rule()), each.input().orElseThrow()))
                        .toList();
                Judgement judgement = judge.tryJudge(questions)
                        .orElseThrow()
                        .orTimeout(30, TimeUnit.SECONDS)
                        .join();
                assertThat(judgement).isInstanceOf(Judgement.Answered.class);
                for (int i = 0; i < batch.size(); i++) {
                    OURS.put(
                            batch.get(i),
                            ((Judgement.Answered) judgement).verdicts().get(i).status());
                }
            }
        }
    }

    private static Rule rule(Catalogue catalogue, String id) {
        return catalogue
                .rule(id)
                .orElseThrow(() -> new IllegalArgumentException("There is no guardrail '%s'".formatted(id)));
    }

    @Test
    void everyCaseHasANameOfItsOwn() {
        assertThat(OURS.keySet().stream().map(RecordedCase::key)).doesNotHaveDuplicates();
    }

    @Test
    void everyVerdictAgreesOrTheDifferenceIsExplained() {
        List<String> unexplained = OURS.entrySet().stream()
                .filter(each -> differs(each.getKey(), each.getValue()))
                .filter(each -> !explains(each.getKey(), each.getValue()))
                .map(each -> "%s: they say %s, ours says %s"
                        .formatted(each.getKey().key(), each.getKey().opinion(), each.getValue()))
                .toList();

        assertThat(unexplained).isEmpty();
    }

    @Test
    void noExplanationIsStale() {
        Set<String> stale = new TreeSet<>(DIFFERENCES.explained().keySet());
        stale.addAll(DIFFERENCES.pinned().keySet());
        OURS.forEach((each, ours) -> {
            boolean pinned =
                    each.opinion() == Opinion.NONE && DIFFERENCES.pinned().containsKey(each.key());
            boolean explained = each.opinion() != Opinion.NONE && differs(each, ours) && explains(each, ours);
            if (pinned || explained) {
                stale.remove(each.key());
            }
        });

        assertThat(stale).isEmpty();
    }

    @Test
    void whatHasNoOpinionIsJudgedAsAPersonReadsIt() {
        Map<String, VerdictStatus> judged = OURS.entrySet().stream()
                .filter(each -> each.getKey().opinion() == Opinion.NONE)
                .collect(Collectors.toMap(each -> each.getKey().key(), Map.Entry::getValue));

        assertThat(judged).isEqualTo(DIFFERENCES.pinned());
    }

    @Test
    void documentationCountsWhatIsThere() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/recorded-verdicts.md"));
        Map<String, List<Map.Entry<RecordedCase, VerdictStatus>>> bySource = OURS.entrySet().stream()
                .filter(each -> each.getKey().opinion() != Opinion.NONE)
                .collect(Collectors.groupingBy(each -> each.getKey().source()));

        bySource.forEach((source, each) -> {
            long differ = each.stream()
                    .filter(one -> differs(one.getKey(), one.getValue()))
                    .count();
            assertThat(page)
                    .contains("| %s | %d | %d | %d |".formatted(source, each.size(), each.size() - differ, differ));
        });
        DIFFERENCES.classes().forEach((name, reason) -> {
            long cases = DIFFERENCES.explained().values().stream()
                    .filter(each -> each.reason().equals(name))
                    .count();
            assertThat(reason).isNotBlank();
            assertThat(page).contains("### %s (%d)".formatted(name, cases));
        });
    }

    private static boolean differs(RecordedCase each, VerdictStatus ours) {
        return each.opinion() != Opinion.NONE && !each.opinion().agrees(ours);
    }

    private static boolean explains(RecordedCase each, VerdictStatus ours) {
        Differences.Explained explained = DIFFERENCES.explained().get(each.key());
        return explained != null && explained.theirs() == each.opinion() && explained.ours() == ours;
    }
}
