package io.bongsu.policy.judge;

import io.bongsu.contracts.LocalText;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks OPA in batches, a bounded number at a time. A batch that fails as a whole is asked again guardrail by guardrail, and a guardrail
 * that fails is asked question by question, so that only what can't be judged is an error. OPA that doesn't answer is asked again a
 * few times; then it counts as away, and until some time has passed every question is answered at once with {@link
 * Judgement.Unanswered}.
 */
public final class Judge implements AutoCloseable {

    private static final long FIRST_PAUSE_MILLIS = 100;

    private final OpaClient opa;
    private final Semaphore places;
    private final int attempts;
    private final Duration retry;

    /** Guarded by this. */
    private @Nullable Absence absence;

    /**
     * @param opaUrl base address of OPA
     * @param inFlight requests at the same time
     * @param timeout of one request
     * @param attempts before OPA counts as away
     * @param retry how long OPA counts as away before it is asked again
     * @param clock for {@code input.now}
     */
    public Judge(URI opaUrl, int inFlight, Duration timeout, int attempts, Duration retry, Clock clock) {
        this.opa = new OpaClient(opaUrl, timeout, clock);
        this.places = new Semaphore(inFlight);
        this.attempts = attempts;
        this.retry = retry;
    }

    /**
     * Begins to ask; empty when as many requests as allowed are under way.
     *
     * @return completes with one judgement for all questions, never exceptionally
     */
    public Optional<CompletableFuture<Judgement>> tryJudge(List<Question> questions) {
        if (questions.isEmpty()) {
            return Optional.of(CompletableFuture.completedFuture(new Judgement.Answered(List.of())));
        }
        Absence known = absence();
        if (known != null && System.nanoTime() - known.until < 0) {
            return Optional.of(CompletableFuture.completedFuture(known.judgement()));
        }
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        CompletableFuture<Judgement> judged = ask(questions, known == null ? attempts : 1)
                .exceptionally(e -> new Absence(String.valueOf(e), 0).judgement());
        return Optional.of(judged.whenComplete((judgement, unused) -> {
            places.release();
            if (judgement instanceof Judgement.Answered) {
                absent(null);
            }
        }));
    }

    /** Whether as many requests as allowed are under way. */
    public boolean busy() {
        return places.availablePermits() == 0;
    }

    /** Whether asking makes sense now: OPA answered when last asked, or has been away long enough to be asked again. */
    public boolean worthAsking() {
        Absence known = absence();
        return known == null || System.nanoTime() - known.until >= 0;
    }

    @Override
    public void close() {
        opa.close();
    }

    private CompletableFuture<Judgement> ask(List<Question> questions, int attemptsLeft) {
        Verdict[] verdicts = new Verdict[questions.size()];
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < verdicts.length; i++) {
            all.add(i);
        }
        return ask(new Batch(questions, verdicts, attemptsLeft), all).thenApply(away -> {
            if (away.isEmpty()) {
                return new Judgement.Answered(Arrays.asList(verdicts));
            }
            Absence now = new Absence(away.get(), System.nanoTime() + retry.toNanos());
            absent(now);
            return now.judgement();
        });
    }

    /** Fills in the verdicts of these positions; gives why not when OPA is away. */
    private CompletableFuture<Optional<String>> ask(Batch batch, List<Integer> positions) {
        List<Question> questions = positions.stream().map(batch.questions::get).toList();
        return reply(questions, batch.attempts, FIRST_PAUSE_MILLIS).thenCompose(reply -> switch (reply) {
            case OpaReply.Verdicts given -> {
                for (int i = 0; i < positions.size(); i++) {
                    batch.verdicts[positions.get(i)] = VerdictReader.read(
                            questions.get(i).rule().entrypoint(),
                            given.byPosition().get(Integer.toString(i)));
                }
                yield CompletableFuture.completedFuture(Optional.empty());
            }
            case OpaReply.Failed failed -> {
                if (positions.size() > 1) {
                    yield askInTurn(batch, parts(batch, positions));
                }
                batch.verdicts[positions.getFirst()] = Verdict.error(new LocalText(
                        "OPA could not evaluate the guardrail: " + failed.words(),
                        "OPA가 규칙을 평가하지 못함: " + failed.words()));
                yield CompletableFuture.completedFuture(Optional.empty());
            }
            case OpaReply.Away away -> CompletableFuture.completedFuture(Optional.of(away.words()));
        });
    }

    private CompletableFuture<Optional<String>> askInTurn(Batch batch, List<List<Integer>> parts) {
        CompletableFuture<Optional<String>> done = CompletableFuture.completedFuture(Optional.empty());
        for (List<Integer> part : parts) {
            done = done.thenCompose(
                    away -> away.isPresent() ? CompletableFuture.completedFuture(away) : ask(batch, part));
        }
        return done;
    }

    /** By guardrail; where there is but one, by question. */
    private static List<List<Integer>> parts(Batch batch, List<Integer> positions) {
        Map<String, List<Integer>> byRule = new LinkedHashMap<>();
        for (int position : positions) {
            byRule.computeIfAbsent(batch.questions.get(position).rule().id(), unused -> new ArrayList<>())
                    .add(position);
        }
        return byRule.size() > 1
                ? List.copyOf(byRule.values())
                : positions.stream().map(List::of).toList();
    }

    private CompletableFuture<OpaReply> reply(List<Question> questions, int attemptsLeft, long pauseMillis) {
        return opa.ask(questions).thenCompose(reply -> {
            if (!(reply instanceof OpaReply.Away) || attemptsLeft <= 1) {
                return CompletableFuture.completedFuture(reply);
            }
            Executor later = CompletableFuture.delayedExecutor(pauseMillis, TimeUnit.MILLISECONDS);
            return CompletableFuture.runAsync(() -> {}, later)
                    .thenCompose(unused -> reply(questions, attemptsLeft - 1, pauseMillis * 2));
        });
    }

    private synchronized @Nullable Absence absence() {
        return absence;
    }

    private synchronized void absent(@Nullable Absence now) {
        absence = now;
    }

    private record Batch(List<Question> questions, Verdict[] verdicts, int attempts) {}

    /** That OPA was away, and the moment (of {@link System#nanoTime}) until which it isn't asked again. */
    private record Absence(String words, long until) {

        Judgement judgement() {
            return new Judgement.Unanswered(new LocalText(
                    "OPA does not answer: %s. It will be judged when OPA returns.".formatted(words),
                    "OPA가 응답하지 않음: %s. OPA가 복구되면 다시 판정함.".formatted(words)));
        }
    }
}
