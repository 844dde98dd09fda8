package io.bongsu.reports.tally;

import io.bongsu.contracts.FindingView;
import io.bongsu.contracts.Severity;
import io.bongsu.contracts.VerdictStatus;
import io.bongsu.reports.Assessment;
import io.bongsu.reports.ReportException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Counts by guardrail and account, and keeps the resources with most wrong. Its size depends on the number of guardrails and accounts, not on
 * the number of findings: a resource's findings follow one another, so only one resource is open at a time.
 */
public final class Tally {

    private static final int WORST_OVERALL = 15;
    private static final int WORST_OF_CONTROL = 6;

    private final Map<String, Map<String, long[]>> byRule = new HashMap<>();
    private final Map<String, List<String>> controlsOf = new HashMap<>();
    private final Map<String, Worst> worstOfControl = new HashMap<>();
    private final Worst worst = new Worst(WORST_OVERALL);
    private final long[] bySeverity = new long[Severity.values().length];

    private long findings;
    private @Nullable Open open;

    public Tally(Assessment assessment) {
        for (Assessment.Control control : assessment.controls()) {
            for (Assessment.Rule rule : control.rules()) {
                controlsOf
                        .computeIfAbsent(rule.id(), unused -> new ArrayList<>())
                        .add(control.id());
            }
        }
    }

    /** A resource and how many findings of each severity fail there or could not be judged. */
    public record ResourceResult(FindingView.Resource resource, long[] bySeverity, long wrong, List<String> rules) {

        private static final Comparator<ResourceResult> BEST_FIRST = (one, other) -> {
            for (int i = Severity.values().length - 1; i >= 0; i--) {
                if (one.bySeverity[i] != other.bySeverity[i]) {
                    return Long.compare(one.bySeverity[i], other.bySeverity[i]);
                }
            }
            int account = other.resource.account().compareTo(one.resource.account());
            return account != 0 ? account : other.resource.id().compareTo(one.resource.id());
        };

        /** The worst severity of what is wrong. */
        public Severity severity() {
            for (int i = Severity.values().length - 1; i > 0; i--) {
                if (bySeverity[i] > 0) {
                    return Severity.values()[i];
                }
            }
            return Severity.INFORMATIONAL;
        }
    }

    /** Counts one finding. */
    public void add(FindingView finding) {
        findings++;
        byRule.computeIfAbsent(finding.rule(), unused -> new HashMap<>())
                .computeIfAbsent(finding.resource().account(), unused -> new long[VerdictStatus.values().length])[
                finding.status().ordinal()]++;
        Open now = open;
        if (now == null || !now.isOf(finding.resource())) {
            if (now != null) {
                if (now.comesAfter(finding.resource())) {
                    throw new ReportException(
                            "Finding %s of %s in %s came after those of %s in %s; expected findings sorted by account, resource type, resource id, Region"
                                    .formatted(
                                            finding.uid(),
                                            finding.resource().id(),
                                            finding.resource().account(),
                                            now.resource.id(),
                                            now.resource.account()));
                }
                close(now);
            }
            now = new Open(finding.resource());
            open = now;
        }
        if (finding.status() == VerdictStatus.FAIL || finding.status() == VerdictStatus.ERROR) {
            now.wrong.add(finding);
            bySeverity[finding.severity().ordinal()]++;
        }
    }

    /** Everything that was counted. */
    public Results results(Assessment assessment) {
        if (open != null) {
            close(open);
            open = null;
        }
        Map<String, Map<String, Counts>> rules = new TreeMap<>();
        byRule.forEach((rule, accounts) -> {
            Map<String, Counts> counts = new TreeMap<>();
            accounts.forEach((account, each) -> counts.put(account, Counts.of(each)));
            rules.put(rule, counts);
        });
        Map<String, List<ResourceResult>> worstOf = new HashMap<>();
        worstOfControl.forEach((control, each) -> worstOf.put(control, each.sorted()));
        return Results.of(assessment, rules, worstOf, worst.sorted(), bySeverity.clone(), findings);
    }

    private void close(Open resource) {
        if (resource.wrong.isEmpty()) {
            return;
        }
        worst.offer(resource.result(resource.wrong));
        Map<String, List<FindingView>> byControl = new HashMap<>();
        for (FindingView finding : resource.wrong) {
            for (String control : controlsOf.getOrDefault(finding.rule(), List.of())) {
                byControl.computeIfAbsent(control, unused -> new ArrayList<>()).add(finding);
            }
        }
        byControl.forEach((control, wrong) -> worstOfControl
                .computeIfAbsent(control, unused -> new Worst(WORST_OF_CONTROL))
                .offer(resource.result(wrong)));
    }

    /** The resource whose findings stream by now. */
    private static final class Open {

        private final FindingView.Resource resource;
        private final List<FindingView> wrong = new ArrayList<>();

        Open(FindingView.Resource resource) {
            this.resource = resource;
        }

        boolean isOf(FindingView.Resource other) {
            return order(resource, other) == 0;
        }

        boolean comesAfter(FindingView.Resource other) {
            return order(resource, other) > 0;
        }

        private static int order(FindingView.Resource one, FindingView.Resource other) {
            int order = bytes(one.account(), other.account());
            order = order != 0 ? order : bytes(one.type(), other.type());
            order = order != 0 ? order : bytes(one.id(), other.id());
            return order != 0 ? order : bytes(one.region(), other.region());
        }

        /** As OpenSearch sorts keywords. */
        private static int bytes(String one, String other) {
            return one.equals(other)
                    ? 0
                    : Arrays.compareUnsigned(
                            one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
        }

        ResourceResult result(List<FindingView> findings) {
            long[] bySeverity = new long[Severity.values().length];
            Set<String> rules = new TreeSet<>();
            for (FindingView each : findings) {
                bySeverity[each.severity().ordinal()]++;
                rules.add(each.rule());
            }
            return new ResourceResult(resource, bySeverity, findings.size(), List.copyOf(rules));
        }
    }

    /** So many, the best of them thrown out first. */
    private static final class Worst {

        private final int most;
        private final PriorityQueue<ResourceResult> kept = new PriorityQueue<>(ResourceResult.BEST_FIRST);

        Worst(int most) {
            this.most = most;
        }

        void offer(ResourceResult result) {
            kept.add(result);
            if (kept.size() > most) {
                kept.poll();
            }
        }

        List<ResourceResult> sorted() {
            return kept.stream().sorted(ResourceResult.BEST_FIRST.reversed()).toList();
        }
    }
}
