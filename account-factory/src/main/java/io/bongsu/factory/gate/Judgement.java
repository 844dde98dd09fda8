package io.bongsu.factory.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.bongsu.contracts.VerdictStatus;
import io.bongsu.factory.gate.Evaluation.Resource;
import io.bongsu.factory.gate.Evaluation.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether verdicts let an account through. They do if they are of the blueprint's pack, on exactly the resources that were sent, every
 * guardrail on every resource, none of them FAIL or ERROR, and at least one PASS of each. Anything else has a name.
 *
 * @param closedBy why not; empty where the account may go
 */
record Judgement(Optional<Reason> closedBy) {

    private static final int NAMED = 5;

    /**
     * Why the gate stays shut.
     *
     * @param code for programs
     * @param words for people
     */
    record Reason(String code, String words) {}

    static Judgement of(Evaluation evaluation, String pack, ArrayNode sent) {
        return new Judgement(wrongPack(evaluation, pack)
                .or(() -> wrongResources(evaluation, sent))
                .or(() -> unasked(evaluation))
                .or(() -> closing(evaluation, VerdictStatus.FAIL, "GATE_FAILED"))
                .or(() -> closing(evaluation, VerdictStatus.ERROR, "GATE_UNJUDGED"))
                .or(() -> incomplete(evaluation, sent))
                .or(() -> unproven(evaluation)));
    }

    private static Optional<Reason> wrongPack(Evaluation evaluation, String pack) {
        return evaluation.pack().id().equals(pack)
                ? Optional.empty()
                : Optional.of(new Reason(
                        "WRONG_PACK",
                        "The policy engine judged by pack %s; expected %s, the blueprint's"
                                .formatted(evaluation.pack().id(), pack)));
    }

    private static Optional<Reason> wrongResources(Evaluation evaluation, ArrayNode sent) {
        Set<Resource> given = resources(sent);
        return evaluation.verdicts().stream()
                .map(Verdict::resource)
                .filter(each -> !given.contains(each))
                .findFirst()
                .map(each -> new Reason(
                        "WRONG_RESOURCE", "The policy engine judged %s, which it was not asked about".formatted(each)));
    }

    private static Optional<Reason> unasked(Evaluation evaluation) {
        return evaluation.unasked().isEmpty()
                ? Optional.empty()
                : Optional.of(new Reason(
                        "GATE_UNASKED",
                        "Guardrails of the pack were not asked: %s"
                                .formatted(String.join(", ", new TreeSet<>(evaluation.unasked())))));
    }

    private static Optional<Reason> closing(Evaluation evaluation, VerdictStatus status, String code) {
        List<String> closing = evaluation.verdicts().stream()
                .filter(each -> each.status() == status)
                .map(each -> "%s in %s".formatted(each.rule(), each.resource().region()))
                .toList();
        return closing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Reason(code, "%d verdicts are %s: %s".formatted(closing.size(), status, some(closing))));
    }

    private static Optional<Reason> incomplete(Evaluation evaluation, ArrayNode sent) {
        Set<Resource> given = resources(sent);
        for (String rule : rules(evaluation)) {
            List<Resource> judged = evaluation.verdicts().stream()
                    .filter(each -> each.rule().equals(rule))
                    .map(Verdict::resource)
                    .toList();
            if (judged.size() != given.size() || !given.equals(new HashSet<>(judged))) {
                return Optional.of(new Reason(
                        "GATE_INCOMPLETE",
                        "Guardrail %s has %d verdicts; expected one on each of %d resources"
                                .formatted(rule, judged.size(), given.size())));
            }
        }
        return Optional.empty();
    }

    private static Optional<Reason> unproven(Evaluation evaluation) {
        Set<String> unproven = rules(evaluation);
        if (unproven.isEmpty()) {
            return Optional.of(new Reason("GATE_INCOMPLETE", "There is no verdict at all"));
        }
        unproven.removeAll(evaluation.verdicts().stream()
                .filter(Verdict::passed)
                .map(Verdict::rule)
                .collect(Collectors.toSet()));
        return unproven.isEmpty()
                ? Optional.empty()
                : Optional.of(new Reason(
                        "GATE_UNPROVEN", "No PASS of %s; NOT_APPLICABLE alone proves nothing".formatted(unproven)));
    }

    private static Set<String> rules(Evaluation evaluation) {
        return evaluation.verdicts().stream().map(Verdict::rule).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Resource> resources(ArrayNode sent) {
        Set<Resource> resources = new HashSet<>();
        for (JsonNode each : sent) {
            resources.add(new Resource(
                    each.path("type").textValue(),
                    each.path("id").textValue(),
                    each.path("account").textValue(),
                    each.path("region").textValue()));
        }
        return resources;
    }

    private static String some(List<String> all) {
        String named = all.stream().limit(NAMED).collect(Collectors.joining(", "));
        return all.size() <= NAMED ? named : "%s and %d more".formatted(named, all.size() - NAMED);
    }
}
