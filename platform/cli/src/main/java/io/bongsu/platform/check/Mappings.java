package io.bongsu.platform.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every mapping of {@code compliance-packs/terraform/}, by Terraform's type; checked when read, so that a wrong word is never passed over. */
final class Mappings {

    private static final Set<String> MEMBERS = Set.of(
            "type",
            "rules",
            "scope",
            "items",
            "id",
            "name",
            "arn",
            "tags",
            "configuration",
            "supplementary",
            "deleted");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Map<String, Mapping> byType;

    private Mappings(Map<String, Mapping> byType) {
        this.byType = byType;
    }

    /**
     * Reads {@code <directory>/<type>/mapping.yaml}.
     *
     * @throws CheckException when one can't be used; says which, and what was expected
     */
    static Mappings read(Path directory) {
        Map<String, Mapping> byType = new TreeMap<>();
        try (Stream<Path> found = Files.list(directory)) {
            for (Path folder : found.filter(Files::isDirectory).sorted().toList()) {
                Mapping mapping = mapping(folder.resolve("mapping.yaml"), String.valueOf(folder.getFileName()));
                byType.put(mapping.terraform(), mapping);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The mappings in %s can't be read".formatted(directory), e);
        }
        return new Mappings(byType);
    }

    Optional<Mapping> of(String terraform) {
        return Optional.ofNullable(byType.get(terraform));
    }

    List<Mapping> all() {
        return List.copyOf(byType.values());
    }

    /** Whether a type is judged, or taken in by one that is. */
    boolean knows(String terraform) {
        return byType.containsKey(terraform)
                || byType.values().stream()
                        .anyMatch(each -> each.parts().containsKey(terraform)
                                || each.wholes().contains(terraform));
    }

    private static Mapping mapping(Path file, String terraform) throws IOException {
        JsonNode tree;
        try {
            tree = YAML.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new CheckException("%s is no YAML: %s".formatted(file, e.getOriginalMessage()), e);
        }
        for (String name : names(tree)) {
            if (!MEMBERS.contains(name)) {
                throw new CheckException(
                        "%s has '%s'; expected one of %s".formatted(file, name, new TreeSet<>(MEMBERS)));
            }
        }
        String type = tree.path("type").asText("");
        if (!type.startsWith("AWS::")) {
            throw new CheckException(
                    "%s has type '%s'; expected AWS Config's, as in AWS::S3::Bucket".formatted(file, type));
        }
        String scope = tree.path("scope").asText("");
        if (type.equals(Mapping.ACCOUNT) != Set.of("global", "regional").contains(scope)) {
            throw new CheckException("%s has scope '%s'; expected global or regional for %s, and none for another type"
                    .formatted(file, scope, Mapping.ACCOUNT));
        }
        Map<String, String> parts = new TreeMap<>();
        Set<String> wholes = new TreeSet<>();
        try {
            for (String part : List.of("id", "name", "arn", "tags", "configuration", "supplementary", "deleted")) {
                if (tree.has(part)) {
                    Expression.check(tree.get(part), parts, wholes);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new CheckException("%s: %s".formatted(file, e.getMessage()), e);
        }
        return new Mapping(
                terraform,
                type,
                new LinkedHashSet<>(texts(tree.path("rules"))),
                scope.equals("global"),
                items(tree.path("items"), file),
                parts,
                wholes,
                tree);
    }

    private static List<JsonNode> items(JsonNode list, Path file) {
        List<JsonNode> items = new ArrayList<>();
        for (JsonNode each : list) {
            if (!each.isTextual() && !each.path("$attribute").isTextual()) {
                throw new CheckException("%s has the item %s; expected an attribute, or {$attribute: …, unset: []}"
                        .formatted(file, each));
            }
            items.add(each);
        }
        return items;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
