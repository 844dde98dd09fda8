package io.bongsu.factory.blueprint;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All blueprints of a folder, checked as they are read: {@code <name>/<version>.yaml}. */
public final class Blueprints {

    private static final ObjectMapper YAML = JsonMapper.builder(new YAMLFactory())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final String NONE = "none";
    private static final Pattern FILE = Pattern.compile("(\\d{1,6})\\.yaml");
    private static final Pattern REFERENCE = Pattern.compile("([a-z][a-z0-9-]{0,63})(?:@(\\d{1,6}))?");

    private final Map<String, Blueprint> byId;

    private Blueprints(Map<String, Blueprint> byId) {
        this.byId = byId;
    }

    /**
     * Reads and checks the whole folder.
     *
     * @param ous names of organizational units that blueprints may name
     * @throws BlueprintException where a file can't be used
     */
    public static Blueprints read(Path directory, Set<String> ous) {
        List<Blueprint> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory, 2)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                all.add(parse(file, ous));
            }
        } catch (IOException e) {
            throw new BlueprintException(
                    directory, "can't be read; point account-factory.blueprints-directory at the blueprints", e);
        }
        if (all.isEmpty()) {
            throw new BlueprintException(directory, "has no blueprint; expected files <name>/<version>.yaml", null);
        }
        return new Blueprints(
                all.stream().collect(toMap(Blueprint::id, Function.identity(), (one, other) -> one, TreeMap::new)));
    }

    /** By {@code name@version}, or by name: the newest version. */
    public Optional<Blueprint> find(String reference) {
        Matcher parts = REFERENCE.matcher(reference);
        if (!parts.matches()) {
            return Optional.empty();
        }
        if (parts.group(2) != null) {
            return Optional.ofNullable(byId.get(parts.group(1) + "@" + Integer.parseInt(parts.group(2))));
        }
        return byId.values().stream()
                .filter(each -> each.name().equals(parts.group(1)))
                .max(Comparator.comparingInt(Blueprint::version));
    }

    /** By name, then version. */
    public List<Blueprint> all() {
        return byId.values().stream()
                .sorted(Comparator.comparing(Blueprint::name).thenComparingInt(Blueprint::version))
                .toList();
    }

    private static Blueprint parse(Path file, Set<String> ous) throws IOException {
        Matcher version = FILE.matcher(file.getFileName().toString());
        if (!version.matches()) {
            throw new BlueprintException(file, "is no version; expected a name like 1.yaml", null);
        }
        try {
            if (!(YAML.readTree(Files.readString(file)) instanceof ObjectNode node)) {
                throw new BlueprintException(file, "is no mapping; expected key: value lines", null);
            }
            if (node.has("name") || node.has("version")) {
                throw new BlueprintException(file, "names itself; leave name and version to the path", null);
            }
            if (NONE.equals(node.path("network").asText())) {
                node.remove("network");
            }
            node.put("name", file.getParent().getFileName().toString());
            node.put("version", Integer.parseInt(version.group(1)));
            Blueprint blueprint = YAML.treeToValue(node, Blueprint.class);
            if (!ous.contains(blueprint.ou())) {
                throw new BlueprintException(
                        file,
                        "ou is '%s'; expected one of %s, the keys of account-factory.organization.ous"
                                .formatted(blueprint.ou(), new TreeSet<>(ous)),
                        null);
            }
            return blueprint;
        } catch (ValueInstantiationException e) {
            throw new BlueprintException(
                    file,
                    e.getCause() == null ? e.getOriginalMessage() : e.getCause().getMessage(),
                    e);
        } catch (JsonProcessingException e) {
            throw new BlueprintException(file, e.getOriginalMessage(), e);
        }
    }
}
