package io.bongsu.platform.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The guardrails of one pack that judge configurations.
 *
 * @param pack the pack's id
 * @param version the pack's version
 * @param all by id
 */
record Guardrails(String pack, String version, List<Guardrail> all) {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern IMPORT = Pattern.compile("(?m)^import data\\.bongsu\\.lib\\.(\\w+)");

    Guardrails {
        all = List.copyOf(all);
    }

    /**
     * Reads a pack and the metadata of its guardrails.
     *
     * @param packs {@code compliance-packs/}
     * @param annotations what {@code opa inspect --annotations} says
     * @throws CheckException when there is no such pack
     */
    static Guardrails read(Path packs, String pack, JsonNode annotations) {
        JsonNode tree = pack(packs, pack);
        Map<String, JsonNode> metadata = new TreeMap<>();
        for (JsonNode each : annotations.path("annotations")) {
            JsonNode path = each.path("path");
            if (path.path(2).path("value").asText().equals("rules")
                    && each.path("annotations").has("custom")) {
                metadata.put(each.path("annotations").path("custom").path("id").asText(), each);
            }
        }
        Map<String, List<String>> controls = new TreeMap<>();
        Map<String, JsonNode> parameters = new TreeMap<>();
        for (JsonNode control : tree.path("controls")) {
            for (JsonNode rule : control.path("rules")) {
                String id = rule.path("id").asText();
                controls.computeIfAbsent(id, unused -> new ArrayList<>())
                        .add(control.path("id").asText());
                if (rule.has("parameters")) {
                    parameters.put(id, rule.get("parameters"));
                }
            }
        }
        List<Guardrail> guardrails = new ArrayList<>();
        controls.forEach((id, uses) -> {
            JsonNode found = metadata.get(id);
            if (found == null) {
                throw new CheckException("The pack %s names the guardrail %s; expected a folder of that name in %s"
                        .formatted(pack, id, packs.resolve("rules")));
            }
            JsonNode custom = found.path("annotations").path("custom");
            if (custom.path("trigger").asText().equals("configuration")) {
                guardrails.add(guardrail(
                        packs,
                        found,
                        parameters.get(id) instanceof ObjectNode given ? given : JsonNodeFactory.instance.objectNode(),
                        uses));
            }
        });
        return new Guardrails(pack, tree.path("version").asText(), guardrails);
    }

    private static JsonNode pack(Path packs, String pack) {
        Path file = packs.resolve("packs").resolve(pack).resolve("pack.yaml");
        try {
            if (!pack.matches("[a-z0-9-]+") || !Files.isRegularFile(file)) {
                try (Stream<Path> found = Files.list(packs.resolve("packs"))) {
                    throw new CheckException("There is no pack '%s'; expected one of %s"
                            .formatted(
                                    pack,
                                    found.filter(Files::isDirectory)
                                            .map(each -> String.valueOf(each.getFileName()))
                                            .sorted()
                                            .toList()));
                }
            }
            return YAML.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new CheckException("%s is no YAML: %s".formatted(file, e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException("The pack %s can't be read".formatted(file), e);
        }
    }

    private static Guardrail guardrail(Path packs, JsonNode found, ObjectNode given, List<String> controls) {
        JsonNode annotations = found.path("annotations");
        JsonNode custom = annotations.path("custom");
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        custom.path("parameters")
                .properties()
                .forEach(each -> parameters.set(each.getKey(), each.getValue().path("default")));
        parameters.setAll(given);
        Set<String> types = new HashSet<>();
        custom.path("resource_types").forEach(type -> types.add(type.asText()));
        JsonNode path = found.path("path");
        return new Guardrail(
                custom.path("id").asText(),
                path.path(3).path("value").asText() + "."
                        + path.path(4).path("value").asText(),
                Severity.valueOf(custom.path("severity").asText().toUpperCase(Locale.ROOT)),
                text(custom.path("title")),
                text(custom.path("description")),
                text(custom.path("remediation")),
                types,
                parameters,
                controls,
                annotations.path("related_resources").path(0).path("ref").asText(""),
                rego(
                        packs,
                        packs.resolve("rules")
                                .resolve(path.path(3).path("value").asText())
                                .resolve(custom.path("id").asText())
                                .resolve("rule.rego"),
                        new HashSet<>()));
    }

    private static String rego(Path packs, Path file, Set<Path> read) {
        if (!read.add(file)) {
            return "";
        }
        try {
            String own = Files.readString(file);
            StringBuilder all = new StringBuilder(own);
            Matcher imports = IMPORT.matcher(own);
            while (imports.find()) {
                all.append(rego(packs, packs.resolve("lib").resolve(imports.group(1) + ".rego"), read));
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("The guardrail %s can't be read".formatted(file), e);
        }
    }

    private static LocalText text(JsonNode given) {
        return new LocalText(given.path("en").asText(), given.path("ko").asText());
    }
}
