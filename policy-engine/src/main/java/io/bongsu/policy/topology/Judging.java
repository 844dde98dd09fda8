package io.bongsu.policy.topology;

import io.bongsu.policy.catalogue.Catalogue;
import io.bongsu.policy.catalogue.Rule;
import io.bongsu.policy.finding.OcsfWriter;
import io.bongsu.policy.input.ResourceKey;
import io.bongsu.policy.judge.Judge;
import io.bongsu.policy.judge.Judgement;
import io.bongsu.policy.judge.Question;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.NullUnmarked;

/**
 * Judges what waits. A change is first written down as waiting; the transaction that forgets it is the one that sends its findings, so a
 * crash at any moment loses nothing and repeats nothing. While nothing waits, nothing is scheduled, and the idle engine commits nothing.
 */
@NullUnmarked // Kafka Streams gives the context in init, not in the constructor.
final class Judging implements Processor<String, Change, String, byte[]> {

    /** How long one look at what waits may keep the stream thread from its other tasks. */
    private static final long BUDGET_NANOS = Duration.ofMillis(100).toNanos();

    private final Catalogue catalogue;
    private final Judge judge;
    private final OcsfWriter ocsf;
    private final Books books;
    private final PolicyMetrics metrics;
    private final int batchSize;
    private final Duration interval;

    private final List<Flight> flights = new ArrayList<>();
    private final Set<String> underWay = new HashSet<>();
    private ProcessorContext<String, byte[]> context;
    private KeyValueStore<String, byte[]> resources;
    private Findings findings;
    private TaskBook book;
    private Waiting waiting;
    private Evaluation evaluation;
    private Cancellable schedule;
    private boolean catalogueIsNew;
    private int sinceLook;

    Judging(
            Catalogue catalogue,
            Judge judge,
            OcsfWriter ocsf,
            Books books,
            PolicyMetrics metrics,
            int batchSize,
            Duration interval) {
        this.catalogue = catalogue;
        this.judge = judge;
        this.ocsf = ocsf;
        this.books = books;
        this.metrics = metrics;
        this.batchSize = batchSize;
        this.interval = interval;
    }

    /** A batch that OPA is being asked about. */
    private record Flight(List<Docket> dockets, CompletableFuture<Judgement> answer, long since) {}

    @Override
    public void init(ProcessorContext<String, byte[]> given) {
        context = given;
        book = books.open(given.taskId());
        resources = given.getStateStore(PolicyTopology.RESOURCES);
        findings = new Findings(given.getStateStore(PolicyTopology.FINDINGS));
        waiting = new Waiting(given.getStateStore(PolicyTopology.PENDING), book);
        evaluation = new Evaluation(catalogue, ocsf, books, metrics, given, resources, findings);
        byte[] known = waiting.catalogue();
        catalogueIsNew = known == null || !Arrays.equals(known, fingerprint());
        if (catalogueIsNew || !waiting.isEmpty()) {
            wake();
        }
    }

    @Override
    public void process(Record<String, Change> record) {
        Change change = record.value();
        if (change instanceof Change.OfEvent) {
            if (!waiting.contains(change.key())
                    && !findings.openRules(change.key()).isEmpty()) {
                metrics.change("event", "repeated");
                return;
            }
            metrics.change("event", "taken");
        }
        waiting.add(change);
        wake();
        if (++sinceLook >= batchSize) {
            look();
        }
    }

    @Override
    public void close() {
        books.close(context.taskId(), book);
    }

    private void wake() {
        if (schedule == null) {
            schedule = context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, unused -> look());
        }
    }

    private void look() {
        sinceLook = 0;
        if (catalogueIsNew) {
            judgeAllAgain();
            catalogueIsNew = false;
        }
        long deadline = System.nanoTime() + BUDGET_NANOS;
        do {
            land();
            while (takeOff() && System.nanoTime() - deadline < 0) {
                land();
            }
        } while (book.waiting() > underWay.size() && awaitAnswer(deadline));
        if (waiting.isEmpty() && flights.isEmpty() && schedule != null) {
            schedule.cancel();
            schedule = null;
        }
    }

    /** Asks about the next batch; false when there is nothing to ask or no place to ask it. */
    private boolean takeOff() {
        if (judge.busy()) {
            return false;
        }
        List<Waiting.Entry> entries = waiting.take(false, batchSize, underWay);
        if (entries.isEmpty() && judge.worthAsking()) {
            entries = waiting.take(true, batchSize, underWay);
        }
        if (entries.isEmpty()) {
            return false;
        }
        List<Docket> asked = new ArrayList<>();
        List<Question> questions = new ArrayList<>();
        for (Waiting.Entry entry : entries) {
            Docket docket = evaluation.docket(entry);
            if (docket.questions() == 0) {
                evaluation.concludeUnasked(docket);
                waiting.done(docket.entry());
            } else {
                asked.add(docket);
                for (Rule rule : docket.rules()) {
                    questions.add(new Question(rule, docket.input()));
                }
            }
        }
        if (questions.isEmpty()) {
            return true;
        }
        Optional<CompletableFuture<Judgement>> answer = judge.tryJudge(questions);
        if (answer.isEmpty()) {
            return false;
        }
        flights.add(new Flight(asked, answer.get(), System.nanoTime()));
        asked.forEach(docket -> underWay.add(docket.entry().change().key()));
        return true;
    }

    private void land() {
        for (Flight flight : List.copyOf(flights)) {
            if (!flight.answer.isDone()) {
                continue;
            }
            flights.remove(flight);
            flight.dockets.forEach(
                    docket -> underWay.remove(docket.entry().change().key()));
            switch (flight.answer.join()) {
                case Judgement.Answered answered -> {
                    metrics.judged(Duration.ofNanos(System.nanoTime() - flight.since));
                    conclude(flight.dockets, answered);
                }
                case Judgement.Unanswered unanswered -> {
                    metrics.unanswered();
                    report(flight.dockets, unanswered);
                }
            }
        }
    }

    private void conclude(List<Docket> dockets, Judgement.Answered answered) {
        int next = 0;
        for (Docket docket : dockets) {
            evaluation.conclude(docket, answered.verdicts().subList(next, next + docket.questions()));
            next += docket.questions();
            waiting.done(docket.entry());
        }
    }

    /** Once is enough: while OPA stays away the finding says so already. */
    private void report(List<Docket> dockets, Judgement.Unanswered unanswered) {
        for (Docket docket : dockets) {
            if (!docket.entry().reported()) {
                evaluation.fail(docket, unanswered.words());
                waiting.reported(docket.entry());
            }
        }
    }

    private boolean awaitAnswer(long deadline) {
        long left = deadline - System.nanoTime();
        if (left <= 0 || flights.isEmpty()) {
            return false;
        }
        CompletableFuture<?>[] answers = flights.stream().map(Flight::answer).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.anyOf(answers).get(left, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("A judgement failed, though it never should", e);
        }
    }

    /** What was judged by other guardrails, or by other parameters, is judged by these. */
    private void judgeAllAgain() {
        try (KeyValueIterator<String, byte[]> all = resources.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> each = all.next();
                boolean concerned = ResourceKey.parse(each.key)
                        .map(key -> !catalogue.rulesFor(key.type()).isEmpty()
                                || !findings.openRules(each.key).isEmpty())
                        .orElse(false);
                if (concerned) {
                    waiting.add(new Change.OfResource(each.key, ItemIntake.StoredItem.ordinal(each.value)));
                }
            }
        }
        waiting.catalogue(fingerprint());
    }

    private byte[] fingerprint() {
        return catalogue.fingerprint().getBytes(StandardCharsets.UTF_8);
    }
}
