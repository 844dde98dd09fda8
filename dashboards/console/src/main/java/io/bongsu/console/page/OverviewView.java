package io.bongsu.console.page;

import io.bongsu.console.logs.Histogram;
import io.bongsu.console.upstream.PolicyEngine;
import io.bongsu.contracts.FindingView;
import io.bongsu.contracts.PipelineView;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The overview. A part that did not answer leaves its field null.
 *
 * @param accounts events per account, most first, each with its link
 */
public record OverviewView(
        RangePicker picker,
        @Nullable Histogram histogram,
        @Nullable Chart chart,
        List<Account> accounts,
        @Nullable List<SeverityLine> severities,
        @Nullable List<PackScore> packs,
        @Nullable List<FindingView> newest,
        @Nullable Books books) {

    /** Events of one account. */
    public record Account(String id, long events, String href) {}

    /** Open findings of one severity. */
    public record SeverityLine(String severity, long fail, long error, String href) {}

    /** A pack and how its controls stand. */
    public record PackScore(PolicyEngine.PackHead head, PolicyEngine.Compliance compliance, StatusCounts counts) {

        private static final int WORST = 6;

        /** The controls with the most verdicts to act on, most first. */
        public List<PolicyEngine.Control> worst() {
            return compliance.controls().stream()
                    .filter(control -> control.open() > 0)
                    .sorted(Comparator.comparingLong(PolicyEngine.Control::open).reversed())
                    .limit(WORST)
                    .toList();
        }
    }

    /** The pipeline's sums over all log types. */
    public record Books(PipelineView.Counters sum, long lag, boolean balanced) {

        static Books of(PipelineView view) {
            PipelineView.Counters sum =
                    view.logTypes().values().stream().reduce(PipelineView.Counters.ZERO, PipelineView.Counters::plus);
            return new Books(
                    sum, view.lag(), view.logTypes().values().stream().allMatch(PipelineView.Counters::balanced));
        }

        /** {@code balanced}, {@code catching_up} while records are under way, else {@code unbalanced}. */
        public String state() {
            if (lag > 0) {
                return "catching_up";
            }
            return balanced ? "balanced" : "unbalanced";
        }
    }

    public long events() {
        return histogram == null ? 0 : histogram.total();
    }

    public long mostEvents() {
        return accounts.stream().mapToLong(Account::events).max().orElse(0);
    }

    public long fail() {
        return severities == null
                ? 0
                : severities.stream().mapToLong(SeverityLine::fail).sum();
    }

    public long error() {
        return severities == null
                ? 0
                : severities.stream().mapToLong(SeverityLine::error).sum();
    }

    public long most() {
        return severities == null
                ? 0
                : severities.stream()
                        .mapToLong(line -> line.fail() + line.error())
                        .max()
                        .orElse(0);
    }
}
