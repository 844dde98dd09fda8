package io.bongsu.policy.topology;

import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.VerdictStatus;
import io.bongsu.policy.catalogue.Catalogue;
import io.bongsu.policy.catalogue.Rule;
import io.bongsu.policy.finding.Finding;
import io.bongsu.policy.finding.FindingState;
import io.bongsu.policy.finding.OcsfWriter;
import io.bongsu.policy.finding.Subject;
import io.bongsu.policy.input.ConfigurationItem;
import io.bongsu.policy.input.EventFields;
import io.bongsu.policy.input.RuleInput;
import io.bongsu.policy.input.UnjudgeableException;
import io.bongsu.policy.judge.Verdict;
import io.bongsu.policy.topology.ItemIntake.StoredItem;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** From a change that waits to a docket, and from a docket and its verdicts to findings. */
final class Evaluation {

    private static final LocalText DELETED = new LocalText("The resource was deleted.", "자원이 삭제됨.");
    private static final LocalText RETIRED =
            new LocalText("The guardrail no longer judges this resource.", "이 자원을 더 이상 점검하지 않는 규칙임.");

    private final Catalogue catalogue;
    private final OcsfWriter ocsf;
    private final Books books;
    private final PolicyMetrics metrics;
    private final ProcessorContext<String, byte[]> context;
    private final KeyValueStore<String, byte[]> resources;
    private final Findings findings;

    Evaluation(
            Catalogue catalogue,
            OcsfWriter ocsf,
            Books books,
            PolicyMetrics metrics,
            ProcessorContext<String, byte[]> context,
            KeyValueStore<String, byte[]> resources,
            Findings findings) {
        this.catalogue = catalogue;
        this.ocsf = ocsf;
        this.books = books;
        this.metrics = metrics;
        this.context = context;
        this.resources = resources;
        this.findings = findings;
    }

    Docket docket(Waiting.Entry entry) {
        return switch (entry.change()) {
            case Change.OfResource change -> ofResource(entry, change);
            case Change.Unreadable change ->
                new Docket(
                        entry,
                        Subject.of(change.resource()),
                        catalogue.rulesFor(change.resource().type()),
                        null,
                        problem(change.words()),
                        false);
            case Change.OfEvent change -> ofEvent(entry, change);
        };
    }

    /** The verdicts of a docket, in the order of its guardrails. */
    void conclude(Docket docket, List<Verdict> verdicts) {
        for (int i = 0; i < docket.rules().size(); i++) {
            emit(docket.subject(), docket.rules().get(i), verdicts.get(i), true);
        }
        closeRetired(docket);
    }

    /** One and the same error for all guardrails of a docket. */
    void fail(Docket docket, LocalText words) {
        docket.rules().forEach(rule -> emit(docket.subject(), rule, Verdict.error(words), true));
    }

    /** A docket that needs no answer of OPA: the resource is gone, or can't be judged, or no guardrail asks for it. */
    void concludeUnasked(Docket docket) {
        if (docket.gone()) {
            // Also those never judged: items may arrive in any order, and the end must be the same in each.
            docket.rules().forEach(rule -> close(docket.subject(), rule, DELETED));
            closeRetired(docket);
            return;
        }
        if (docket.problem() != null) {
            fail(docket, docket.problem());
        }
        closeRetired(docket);
    }

    private Docket ofResource(Waiting.Entry entry, Change.OfResource change) {
        byte[] stored = resources.get(change.key());
        if (stored == null) {
            throw new IllegalStateException(
                    "The store of resources has no item of %s, which waits to be judged".formatted(change.key()));
        }
        ConfigurationItem item = ConfigurationItem.read(StoredItem.item(stored));
        Subject subject = Subject.of(item);
        List<Rule> rules = catalogue.rulesFor(item.key().type());
        if (item.deleted()) {
            return new Docket(entry, subject, rules, null, null, true);
        }
        try {
            return new Docket(entry, subject, rules, rules.isEmpty() ? null : RuleInput.of(item), null, false);
        } catch (UnjudgeableException e) {
            return new Docket(entry, subject, rules, null, problem(e.getMessage()), false);
        }
    }

    private Docket ofEvent(Waiting.Entry entry, Change.OfEvent change) {
        Subject subject =
                Subject.ofEvent(change.key(), change.account(), change.region(), change.at(), change.record());
        try {
            EventFields fields = EventFields.read(change.record());
            List<Rule> rules = catalogue.rulesFor(fields.eventSource(), fields.eventName(), fields.userIdentityType());
            return new Docket(
                    entry,
                    subject,
                    rules,
                    rules.isEmpty() ? null : RuleInput.of(change.record(), change.account()),
                    null,
                    false);
        } catch (UnjudgeableException e) {
            return new Docket(entry, subject, catalogue.eventRules(), null, problem(e.getMessage()), false);
        }
    }

    /** Findings of guardrails that are in the catalogue no more, or judge another type now, must not stay open for ever. */
    private void closeRetired(Docket docket) {
        List<String> current = docket.rules().stream().map(Rule::id).toList();
        for (String rule : new ArrayList<>(findings.openRules(docket.subject().key()))) {
            if (!current.contains(rule)) {
                catalogue.rule(rule).ifPresent(known -> close(docket.subject(), known, RETIRED));
            }
        }
    }

    private void close(Subject subject, Rule rule, LocalText words) {
        emit(
                subject,
                rule,
                new Verdict(
                        VerdictStatus.NOT_APPLICABLE,
                        words,
                        Verdict.error(words).evidence()),
                false);
    }

    private void emit(Subject subject, Rule rule, Verdict verdict, boolean open) {
        long now = context.currentSystemTimeMs();
        FindingState state = findings.evaluate(subject.key(), rule.id(), verdict.status(), open, now);
        Finding finding = new Finding(rule, subject, verdict, state);
        metrics.verdict(verdict.status());
        books.evaluated();
        context.forward(new Record<>(finding.uid(), ocsf.write(finding), now));
    }

    private static LocalText problem(String words) {
        return new LocalText(words, "규칙에 전달할 수 없는 데이터임: " + words);
    }
}
