package io.bongsu.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which values of a configuration a verdict rests on. Evidence names paths of the rule's input ({@code configuration.ipPermissions}); a
 * value that is a list of things with a {@code position} narrows the path to those elements.
 */
final class Evidence {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a path begins with when it says where in the input it starts. */
    private static final Set<String> ROOTS = Set.of("input", "resource", "event");

    private Evidence() {}

    /** The marks on a tree that is either the whole item or its {@code configuration} alone. */
    static Predicate<List<String>> marks(JsonNode tree, Map<String, Object> evidence) {
        boolean wholeItem = tree.path("configuration").isContainerNode();
        Set<List<String>> marked = new HashSet<>();
        evidence.forEach((path, value) -> {
            List<String> wanted = segments(path, wholeItem);
            if (!wanted.isEmpty()) {
                find(tree, wanted, List.of(), positions(JSON.valueToTree(value)), marked);
            }
        });
        return marked::contains;
    }

    private static List<String> segments(String path, boolean wholeItem) {
        List<String> segments =
                new ArrayList<>(List.of(path.replaceAll("\\[(\\d+)]", ".$1").split("[./]")));
        segments.removeIf(String::isEmpty);
        while (!segments.isEmpty() && ROOTS.contains(segments.getFirst())) {
            segments.removeFirst();
        }
        if (segments.isEmpty()) {
            return segments;
        }
        if (segments.getFirst().equals("supplementary")) {
            segments.set(0, "supplementaryConfiguration");
        }
        if (!wholeItem && segments.getFirst().equals("configuration")) {
            segments.removeFirst();
        }
        return segments;
    }

    private static Set<Integer> positions(JsonNode value) {
        Set<Integer> positions = new HashSet<>();
        if (value.isArray()) {
            value.forEach(element -> {
                if (element.path("position").isIntegralNumber()) {
                    positions.add(element.path("position").asInt());
                }
            });
        }
        return positions;
    }

    /** Goes down as far as the tree does: a policy kept as a string is marked whole when the path leads into it. */
    private static void find(
            JsonNode node, List<String> wanted, List<String> path, Set<Integer> positions, Set<List<String>> marked) {
        if (wanted.isEmpty()) {
            if (node.isArray() && !positions.isEmpty()) {
                positions.stream().filter(i -> i < node.size()).forEach(i -> marked.add(child(path, i.toString())));
            } else {
                marked.add(path);
            }
            return;
        }
        String name = wanted.getFirst();
        List<String> rest = wanted.subList(1, wanted.size());
        if (node.isArray() && !name.matches("\\d+")) {
            for (int i = 0; i < node.size(); i++) {
                find(node.get(i), wanted, child(path, Integer.toString(i)), positions, marked);
            }
        } else if (node.isArray()) {
            int index = name.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(name);
            if (index < node.size()) {
                find(node.get(index), rest, child(path, name), positions, marked);
            }
        } else if (node.has(name)) {
            find(node.get(name), rest, child(path, name), positions, marked);
        } else if (node.isTextual() && !path.isEmpty()) {
            marked.add(path);
        }
    }

    private static List<String> child(List<String> path, String name) {
        List<String> child = new ArrayList<>(path);
        child.add(name);
        return child;
    }
}
