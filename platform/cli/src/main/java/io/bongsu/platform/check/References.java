package io.bongsu.platform.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which planned resource an attribute refers to while its value is not known: follows the configuration's references through variables
 * and outputs of modules. Locals are not in a plan, so what comes through one stays open.
 *
 * <p>A plan says what an expression refers to, not how. Where one block follows another by {@code each.key} or {@code count.index} and
 * nothing else, the same key is taken to mean the same instance.
 */
final class References {

    /** Modules may pass a value on; deeper than anybody nests them, and an end to what refers to itself. */
    private static final int MAX_STEPS = 64;

    private static final Pattern RESOURCE =
            Pattern.compile("([a-z][a-z0-9]*_[A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)(\\[(.+?)])?(\\..*)?");

    private final Plan plan;
    private final Map<String, List<PlannedResource>> byPlace;

    /**
     * What a reference leads to.
     *
     * @param resources those that it can be
     * @param whole whether it can be nothing else
     */
    record Found(Set<PlannedResource> resources, boolean whole) {}

    References(Plan plan) {
        this.plan = plan;
        this.byPlace = plan.resources().stream()
                .collect(Collectors.groupingBy(each -> place(bare(each.module()), each.type(), each.name())));
    }

    /** The block of a resource in the configuration; missing where there is none. */
    static JsonNode configured(JsonNode configuration, String module, String type, String name) {
        for (JsonNode resource : module(configuration, bare(module)).path("resources")) {
            if (resource.path("type").asText().equals(type)
                    && resource.path("name").asText().equals(name)) {
                return resource;
            }
        }
        return MissingNode.getInstance();
    }

    /** The resources that an attribute can refer to. */
    Found of(PlannedResource resource, String attribute) {
        Walk walk = new Walk(resource);
        walk.expression(resource.configuration().path("expressions").path(attribute), bare(resource.module()), 0);
        return new Found(walk.sharpened(), walk.whole && !walk.found.isEmpty());
    }

    private final class Walk {

        private final PlannedResource from;
        private final Set<PlannedResource> found = new LinkedHashSet<>();
        private final Set<String> seen = new HashSet<>();
        private boolean whole = true;
        private boolean following = true;

        private Walk(PlannedResource from) {
            this.from = from;
        }

        void expression(JsonNode expression, List<String> module, int steps) {
            if (steps > MAX_STEPS) {
                whole = false;
                return;
            }
            JsonNode references = expression.path("references");
            if (!references.isArray()) {
                // A block or an object of expressions: everything within.
                expression.forEach(each -> expression(each, module, steps + 1));
                return;
            }
            List<String> texts = new ArrayList<>();
            references.forEach(reference -> texts.add(reference.asText()));
            following &= texts.stream()
                    .noneMatch(text -> text.startsWith("local.") || (text.startsWith("var.") && texts.size() > 2));
            for (String text : oneChain(texts) ? texts.subList(0, 1) : texts) {
                if (seen.add(module + " " + text)) {
                    reference(text, module, steps + 1);
                }
            }
        }

        /** A plan lists {@code a.b["c"].id} with what it begins with, {@code a.b["c"]} and {@code a.b}; only the longest counts. */
        private boolean oneChain(List<String> texts) {
            for (int i = 1; i < texts.size(); i++) {
                if (!texts.get(i - 1).startsWith(texts.get(i))) {
                    return false;
                }
            }
            return !texts.isEmpty();
        }

        private void reference(String reference, List<String> module, int steps) {
            String[] parts = reference.split("[.\\[]", 3);
            switch (parts[0]) {
                case "var" -> {
                    if (module.isEmpty()) {
                        whole = false;
                    } else {
                        List<String> parent = module.subList(0, module.size() - 1);
                        expression(
                                module(plan.configuration(), parent)
                                        .path("module_calls")
                                        .path(module.getLast())
                                        .path("expressions")
                                        .path(parts[1]),
                                parent,
                                steps);
                    }
                }
                case "each" -> {
                    if (parts[1].equals("value") && module.equals(bare(from.module()))) {
                        expression(from.configuration().path("for_each_expression"), module, steps);
                    }
                }
                case "module" -> {
                    List<String> child = new ArrayList<>(module);
                    child.add(parts[1]);
                    Matcher output = Pattern.compile("module\\.[^.\\[]+(?:\\[[^]]*])?\\.([^.\\[]+).*")
                            .matcher(reference);
                    if (output.matches()) {
                        expression(
                                module(plan.configuration(), child)
                                        .path("outputs")
                                        .path(output.group(1))
                                        .path("expression"),
                                child,
                                steps);
                    }
                }
                case "local" -> whole = false;
                case "data", "count", "self", "path", "terraform" -> {
                    // None of them is a planned resource.
                }
                default -> resource(reference, module);
            }
        }

        private void resource(String reference, List<String> module) {
            Matcher matcher = RESOURCE.matcher(reference);
            if (!matcher.matches()) {
                whole = false;
                return;
            }
            String index = matcher.group(4);
            byPlace.getOrDefault(place(module, matcher.group(1), matcher.group(2)), List.of()).stream()
                    .filter(each -> index == null || each.index().toString().equals(index))
                    .filter(each ->
                            !module.equals(bare(from.module())) || each.module().equals(from.module()))
                    .forEach(found::add);
        }

        /** Of several instances of one resource, the one with the same key: that is how one for_each follows another. */
        Set<PlannedResource> sharpened() {
            if (found.size() < 2 || from.index().isMissingNode() || !following) {
                return found;
            }
            Set<PlannedResource> same = found.stream()
                    .filter(each -> each.index().equals(from.index()))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            return same.size() == 1 && oneBlock() ? same : found;
        }

        private boolean oneBlock() {
            return found.stream()
                            .map(each -> each.module() + " " + each.type() + " " + each.name())
                            .distinct()
                            .count()
                    == 1;
        }
    }

    /** A module's block in the configuration. */
    private static JsonNode module(JsonNode configuration, List<String> names) {
        JsonNode module = configuration.path("root_module");
        for (String name : names) {
            module = module.path("module_calls").path(name).path("module");
        }
        return module;
    }

    /** The names of the modules in an address: {@code module.a["x"].module.b} is a, b. */
    static List<String> bare(String module) {
        List<String> names = new ArrayList<>();
        Matcher matcher = Pattern.compile("(?:^|\\.)module\\.([^.\\[]+)(?:\\[(?:\"(?:[^\"\\\\]|\\\\.)*\"|\\d+)])?")
                .matcher(module);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static String place(List<String> module, String type, String name) {
        return module + " " + type + "." + name;
    }
}
