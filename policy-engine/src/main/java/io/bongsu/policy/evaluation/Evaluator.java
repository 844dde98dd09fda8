package io.bongsu.policy.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.policy.catalogue.Catalogue;
import io.bongsu.policy.catalogue.Pack;
import io.bongsu.policy.catalogue.Rule;
import io.bongsu.policy.catalogue.Trigger;
import io.bongsu.policy.input.ResourceKey;
import io.bongsu.policy.input.RuleInput;
import io.bongsu.policy.judge.Judge;
import io.bongsu.policy.judge.Judgement;
import io.bongsu.policy.judge.Question;
import io.bongsu.policy.judge.Verdict;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Asks all guardrails of a pack about resources that are given, and waits for the answers. Safe for many threads. */
public final class Evaluator implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    private final Catalogue catalogue;
    private final Judge judge;
    private final Semaphore places;
    private final int batchSize;
    private final Clock clock;

    /**
     * @param judge this evaluator's own, with as many places as {@code inFlight}
     * @param batchSize questions in one request to OPA
     */
    public Evaluator(Catalogue catalogue, Judge judge, int inFlight, int batchSize, Clock clock) {
        this.catalogue = catalogue;
        this.judge = judge;
        this.places = new Semaphore(inFlight, true);
        this.batchSize = batchSize;
        this.clock = clock;
    }

    /** A resource in the words of the rule contract, and which one it is. */
    public record Subject(ResourceKey key, ObjectNode resource) {}

    /**
     * Judges them all.
     *
     * @throws EvaluationUnavailableException when OPA does not answer: then there is no verdict, not even a bad one
     * @throws io.bongsu.policy.input.UnjudgeableException when a resource nests too deep or is too large
     */
    public Evaluation evaluate(Pack pack, List<Subject> subjects) throws InterruptedException {
        List<Rule> rules = rulesOf(pack);
        List<Subject> asked = new ArrayList<>();
        List<Question> questions = new ArrayList<>();
        TreeSet<String> unasked = new TreeSet<>(rules.stream().map(Rule::id).toList());
        for (Subject subject : subjects) {
            RuleInput input = RuleInput.of(subject.resource(), subject.key().account());
            for (Rule rule : rules) {
                if (rule.resourceTypes().contains(subject.key().type())) {
                    asked.add(subject);
                    questions.add(new Question(rule, input));
                    unasked.remove(rule.id());
                }
            }
        }
        List<Evaluation.OfResource> verdicts = new ArrayList<>();
        for (int from = 0; from < questions.size(); from += batchSize) {
            List<Question> batch = questions.subList(from, Math.min(questions.size(), from + batchSize));
            List<Verdict> answers = ask(batch);
            for (int i = 0; i < batch.size(); i++) {
                verdicts.add(new Evaluation.OfResource(
                        batch.get(i).rule(),
                        asked.get(from + i).key(),
                        answers.get(i),
                        sha256(batch.get(i).input().json())));
            }
        }
        return new Evaluation(pack, catalogue.fingerprint(), clock.instant(), verdicts, List.copyOf(unasked));
    }

    @Override
    public void close() {
        judge.close();
    }

    private List<Rule> rulesOf(Pack pack) {
        TreeSet<String> ids = new TreeSet<>();
        pack.controls().forEach(control -> ids.addAll(control.rules()));
        return ids.stream()
                .flatMap(id -> catalogue.rule(id).stream())
                .filter(rule -> rule.trigger() == Trigger.CONFIGURATION)
                .toList();
    }

    private List<Verdict> ask(List<Question> batch) throws InterruptedException {
        if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new EvaluationUnavailableException("Too many evaluations at once: none of the places came free in %s"
                    .formatted(Duration.ofSeconds(PATIENCE_SECONDS)));
        }
        try {
            CompletableFuture<Judgement> answer = judge.tryJudge(batch)
                    .orElseThrow(() -> new IllegalStateException("There are more places here than with the judge"));
            return switch (answer.join()) {
                case Judgement.Answered answered -> answered.verdicts();
                case Judgement.Unanswered unanswered ->
                    throw new EvaluationUnavailableException(unanswered.words().en());
            };
        } finally {
            places.release();
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
