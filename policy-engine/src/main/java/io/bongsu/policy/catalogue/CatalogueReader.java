package io.bongsu.policy.catalogue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.contracts.LocalText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the packs directory: {@code rules/<service>/<id>/rule.rego} and {@code packs/<id>/pack.yaml}. */
public final class CatalogueReader {

    private static final int MAX_FILE_BYTES = 4 << 20;
    private static final Set<String> PACK =
            Set.of("id", "version", "kind", "title", "source", "description", "size", "areas", "chapters", "controls");
    private static final Set<String> CONTROL = Set.of("id", "chapter", "title", "rules", "assessment");
    private static final Set<String> CONTROL_RULE = Set.of("id", "parameters", "reason");

    private final Path directory;

    private CatalogueReader(Path directory) {
        this.directory = directory;
    }

    /**
     * Reads and checks everything.
     *
     * @throws CatalogueException when a file can't be read or used; says which, what was given and what was expected
     */
    public static Catalogue read(Path directory) {
        return new CatalogueReader(directory).read();
    }

    private Catalogue read() {
        Map<String, RuleFile> rules = new TreeMap<>();
        for (Path file : files("rules", "rule.rego", 3)) {
            RuleFile rule = new RuleFile(file, content(file));
            RuleFile other = rules.put(rule.id(), rule);
            if (other != null) {
                throw new CatalogueException(
                        file, "has the id '%s', as %s has; expected every id once".formatted(rule.id(), other.file()));
            }
        }
        if (rules.isEmpty()) {
            throw new CatalogueException(
                    directory,
                    "has no rules/<service>/<id>/rule.rego; point POLICY_ENGINE_PACKS_DIRECTORY at compliance-packs");
        }
        List<Pack> packs = new ArrayList<>();
        Map<String, Use> uses = new TreeMap<>();
        for (Path file : files("packs", "pack.yaml", 2)) {
            packs.add(pack(file, rules.keySet(), uses));
        }
        List<Rule> checked = rules.values().stream()
                .map(rule -> {
                    Use use = uses.getOrDefault(rule.id(), new Use(rule.file()));
                    return rule.rule(
                            use.file,
                            use.parameters == null ? JsonNodeFactory.instance.objectNode() : use.parameters,
                            List.copyOf(use.controls),
                            List.copyOf(use.standards));
                })
                .toList();
        return new Catalogue(checked, packs, fingerprint());
    }

    private Pack pack(Path file, Set<String> rules, Map<String, Use> uses) {
        YamlFile yaml = YamlFile.parse(file, "pack", content(file)).only(PACK);
        String folder = file.getParent().getFileName().toString();
        if (!yaml.text("id").equals(folder)) {
            throw yaml.wrong("has id: %s; expected the folder's name, %s".formatted(yaml.text("id"), folder));
        }
        if (!yaml.text("version").matches("\\d+\\.\\d+\\.\\d+")) {
            throw yaml.wrong("has version: %s; expected three numbers, as in 1.0.0".formatted(yaml.text("version")));
        }
        LocalText title = yaml.localText("title");
        ControlTexts texts = ControlTexts.of(yaml);
        List<Pack.Control> controls = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (YamlFile each : yaml.objects("controls")) {
            Pack.Control control = control(each.only(CONTROL), yaml, texts);
            if (!seen.add(control.id())) {
                throw each.wrong("has id: %s a second time; expected every control once".formatted(control.id()));
            }
            controls.add(control);
            for (YamlFile rule : each.objects("rules")) {
                use(rule.only(CONTROL_RULE), rules, uses, control.id(), title.en());
            }
        }
        return new Pack(folder, yaml.text("version"), kind(yaml), title, controls);
    }

    private static Pack.Kind kind(YamlFile yaml) {
        return switch (yaml.text("kind")) {
            case "standard" -> Pack.Kind.STANDARD;
            case "baseline" -> Pack.Kind.BASELINE;
            default -> throw yaml.wrong("has kind: %s; expected standard or baseline".formatted(yaml.text("kind")));
        };
    }

    private static Pack.Control control(YamlFile yaml, YamlFile pack, ControlTexts texts) {
        List<String> rules =
                yaml.objects("rules").stream().map(rule -> rule.text("id")).toList();
        boolean manual = yaml.has("assessment");
        if (manual && !yaml.text("assessment").equals("manual")) {
            throw yaml.wrong("has assessment: %s; expected manual, or no such line".formatted(yaml.text("assessment")));
        }
        if (manual != rules.isEmpty()) {
            throw yaml.wrong("(control %s) has %d rules and assessment %s; expected rules, or else assessment: manual"
                    .formatted(yaml.text("id"), rules.size(), manual ? "manual" : "missing"));
        }
        if (new HashSet<>(rules).size() != rules.size()) {
            throw yaml.wrong("(control %s) names a rule twice: %s".formatted(yaml.text("id"), rules));
        }
        LocalText chapter = chapter(yaml, pack);
        String id = yaml.text("id");
        return new Pack.Control(
                id, texts.area(id, chapter), chapter, yaml.localText("title"), manual, rules, texts.checkPoints(id));
    }

    /** Written out as {en, ko}, or as the key of the pack's list of chapters. */
    private static LocalText chapter(YamlFile control, YamlFile pack) {
        if (control.node().path("chapter").isObject()) {
            return control.localText("chapter");
        }
        String name = control.text("chapter");
        return pack.has("chapters") ? pack.object("chapters").localText(name) : new LocalText(name, name);
    }

    private static void use(YamlFile yaml, Set<String> rules, Map<String, Use> uses, String control, String standard) {
        String id = yaml.text("id");
        if (!rules.contains(id)) {
            throw yaml.wrong("names the rule %s; expected one of %s".formatted(id, rules));
        }
        Use use = uses.computeIfAbsent(id, unused -> new Use(yaml.file()));
        if (yaml.has("parameters")) {
            ObjectNode given = yaml.object("parameters").node();
            if (use.parameters != null && !use.parameters.equals(given)) {
                throw yaml.wrong(
                        "gives the rule %s the parameters %s, while %s gives it %s; expected the same everywhere, because a resource has one verdict per rule"
                                .formatted(id, given, use.file, use.parameters));
            }
            use.file = yaml.file();
            use.parameters = given;
        }
        use.controls.add(control);
        use.standards.add(standard);
    }

    private List<Path> files(String folder, String name, int depth) {
        Path root = directory.resolve(folder);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> found = Files.find(
                root,
                depth,
                (path, attributes) -> attributes.isRegularFile()
                        && path.getFileName().toString().equals(name)
                        && root.relativize(path).getNameCount() == depth)) {
            return found.sorted().toList();
        } catch (IOException e) {
            throw new CatalogueException(root, "can't be listed", e);
        }
    }

    static String content(Path file) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new CatalogueException(
                        file, "has %d bytes; expected at most %d".formatted(Files.size(file), MAX_FILE_BYTES));
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new CatalogueException(file, "can't be read", e);
        }
    }

    private String fingerprint() {
        try (Stream<Path> found = Files.walk(directory, 6)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            found.filter(CatalogueReader::decides).sorted().forEach(file -> {
                digest.update(
                        (directory.relativize(file) + "\0" + content(file) + "\0").getBytes(StandardCharsets.UTF_8));
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new CatalogueException(directory, "can't be listed", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static boolean decides(Path file) {
        String name = file.getFileName().toString();
        return (name.endsWith(".rego") && !name.endsWith("_test.rego")) || name.equals("pack.yaml");
    }

    /** How packs use one rule; filled while they are read. */
    private static final class Use {

        private Path file;
        private @Nullable ObjectNode parameters;
        private final Set<String> controls = new TreeSet<>();
        private final Set<String> standards = new TreeSet<>();

        Use(Path file) {
            this.file = file;
        }
    }
}
