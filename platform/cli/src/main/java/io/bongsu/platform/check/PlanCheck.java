package io.bongsu.platform.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.VerdictStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Judges a plan: makes resources of it, asks OPA, and says what can't be told. */
public final class PlanCheck {

    private static final LocalText SECRET = new LocalText(
            "The reasons are not shown, because the plan marks what was judged as sensitive.",
            "계획에서 민감 정보로 표시한 값을 판정하였으므로 사유를 표시하지 않음.");

    private final Path opaHome;
    private final Path packs;
    private final Clock clock;

    /**
     * @param opaHome the directory with the {@code opa} program
     * @param packs {@code compliance-packs/}
     * @param clock for {@code input.now}
     */
    public PlanCheck(Path opaHome, Path packs, Clock clock) {
        this.opaHome = opaHome;
        this.packs = packs.toAbsolutePath().normalize();
        this.clock = clock;
    }

    /**
     * Judges one plan.
     *
     * @param file what {@code terraform show -json} printed
     * @param pack the pack's id
     * @param account the account that the plan is for, where it doesn't say so itself
     * @param region likewise
     * @throws CheckException when nothing can be judged: no plan, no such pack, a mapping that can't be used
     */
    public CheckResult check(Path file, String pack, Optional<String> account, Optional<String> region) {
        Mappings mappings = Mappings.read(packs.resolve("terraform"));
        Plan plan = PlanFile.read(file);
        Items made = new Items(plan, mappings, account, region);
        List<Item> items = made.all();
        try (Opa opa = new Opa(opaHome, packs)) {
            Guardrails guardrails = Guardrails.read(packs, pack, opa.annotations());
            List<Case> cases = cases(items, guardrails);
            List<Judged> judged = judge(opa, cases);
            List<Judged> kept = new ArrayList<>();
            Set<String> outside = new LinkedHashSet<>(made.outside());
            for (int i = 0; i < judged.size(); i++) {
                if (!cases.get(i).item().stranger() || judged.get(i).status() == VerdictStatus.FAIL) {
                    kept.add(judged.get(i));
                } else {
                    outside.add(judged.get(i).addresses().getFirst());
                }
            }
            kept.forEach(each -> outside.removeAll(each.addresses()));
            kept.sort(WORST_FIRST);
            return new CheckResult(
                    file,
                    guardrails.pack(),
                    guardrails.version(),
                    plan.resources().size(),
                    plan.complete(),
                    kept,
                    unmapped(plan, mappings),
                    List.copyOf(outside),
                    unanswered(guardrails, mappings));
        }
    }

    private static final Comparator<Judged> WORST_FIRST = Comparator.comparing((Judged each) -> order(each.status()))
            .thenComparing(each -> -each.rule().severity().ordinal())
            .thenComparing(each -> each.rule().id())
            .thenComparing(each -> each.addresses().getFirst());

    private static int order(VerdictStatus status) {
        return switch (status) {
            case FAIL -> 0;
            case ERROR -> 1;
            case PASS -> 2;
            case NOT_APPLICABLE -> 3;
        };
    }

    private record Case(Guardrail rule, Item item) {

        private boolean open() {
            return Unknown.within(item.resource());
        }
    }

    private static List<Case> cases(List<Item> items, Guardrails guardrails) {
        List<Case> cases = new ArrayList<>();
        for (Item item : items) {
            for (Guardrail rule : guardrails.all()) {
                if (rule.types().contains(item.type())
                        && (item.rules().isEmpty() || item.rules().contains(rule.id()))) {
                    cases.add(new Case(rule, item));
                }
            }
        }
        return cases;
    }

    private List<Judged> judge(Opa opa, List<Case> cases) {
        List<ObjectNode> questions = new ArrayList<>();
        for (Case each : cases) {
            if (each.open()) {
                Unknown.WORLDS.forEach(world -> questions.add(
                        question(each, Unknown.in(world, each.item().resource()))));
            } else {
                questions.add(question(each, each.item().resource()));
            }
        }
        List<Opa.Answer> answers = opa.ask(questions);
        List<Judged> judged = new ArrayList<>();
        int from = 0;
        for (Case each : cases) {
            int count = each.open() ? Unknown.WORLDS.size() : 1;
            judged.add(judged(each, answers.subList(from, from + count)));
            from += count;
        }
        return judged;
    }

    private ObjectNode question(Case of, JsonNode resource) {
        ObjectNode question =
                JsonNodeFactory.instance.objectNode().put("rule", of.rule().entrypoint());
        ObjectNode input = question.putObject("input");
        input.set("resource", resource);
        input.putObject("account").put("id", resource.path("account").asText());
        input.set("parameters", of.rule().parameters());
        input.put("now", clock.instant().toString());
        return question;
    }

    private static Judged judged(Case of, List<Opa.Answer> answers) {
        Set<String> statuses = answers.stream().map(PlanCheck::status).collect(Collectors.toSet());
        JsonNode first = answers.getFirst().verdict();
        String status = statuses.size() == 1 ? statuses.iterator().next() : "";
        if (!status.isEmpty()) {
            return of(
                    of,
                    VerdictStatus.valueOf(status),
                    new LocalText(
                            first.path("message").path("en").asText(),
                            first.path("message").path("ko").asText()),
                    (ObjectNode) first.path("evidence"),
                    List.of());
        }
        String problem = answers.stream()
                .map(Opa.Answer::problem)
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        if (!problem.isEmpty()) {
            return of(
                    of,
                    VerdictStatus.ERROR,
                    new LocalText("OPA could not evaluate it: " + problem, "OPA가 평가하지 못함: " + problem),
                    nothing,
                    List.of());
        }
        if (of.open()) {
            return of(
                    of,
                    VerdictStatus.ERROR,
                    new LocalText("It can't be told before apply.", "적용 전에는 판정할 수 없음."),
                    nothing,
                    relevant(of));
        }
        return of(
                of,
                VerdictStatus.ERROR,
                new LocalText("The guardrail gives no verdict on what is planned.", "계획한 내용에 대하여 규칙이 판정을 내리지 않음."),
                nothing,
                List.of());
    }

    private static Judged of(
            Case of, VerdictStatus status, LocalText message, ObjectNode evidence, List<String> unknown) {
        boolean secret = of.item().secret() && status != VerdictStatus.ERROR;
        return new Judged(
                of.rule(),
                of.item().addresses(),
                of.item().type(),
                status,
                secret ? SECRET : message,
                secret ? JsonNodeFactory.instance.objectNode() : evidence,
                unknown);
    }

    /** Of what isn't known, what the guardrail can have read. */
    private static List<String> relevant(Case of) {
        return of.item().unknown().entrySet().stream()
                .filter(each -> of.rule().mentions(each.getKey()))
                .flatMap(each -> each.getValue().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** The status of a well-formed verdict; empty for anything else. */
    private static String status(Opa.Answer answer) {
        JsonNode verdict = answer.verdict();
        String status = verdict.path("status").asText("");
        boolean wellFormed = Set.of("PASS", "FAIL", "NOT_APPLICABLE").contains(status)
                && verdict.path("message").path("en").isTextual()
                && verdict.path("message").path("ko").isTextual()
                && verdict.path("evidence").isObject();
        return wellFormed ? status : "";
    }

    private static SortedMap<String, Integer> unmapped(Plan plan, Mappings mappings) {
        SortedMap<String, Integer> unmapped = new TreeMap<>();
        plan.resources().stream()
                .filter(each -> !mappings.knows(each.type()))
                .forEach(each -> unmapped.merge(each.type(), 1, Integer::sum));
        return unmapped;
    }

    private static List<Guardrail> unanswered(Guardrails guardrails, Mappings mappings) {
        return guardrails.all().stream()
                .filter(rule -> mappings.all().stream()
                        .noneMatch(mapping -> rule.types().contains(mapping.type())
                                && (mapping.rules().isEmpty() || mapping.rules().contains(rule.id()))))
                .toList();
    }
}
