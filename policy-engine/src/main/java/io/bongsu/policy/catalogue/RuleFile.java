package io.bongsu.policy.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.contracts.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** One {@code rule.rego}: its METADATA, before any pack has spoken. */
final class RuleFile {

    private static final String METADATA = "# METADATA";
    private static final String PACKAGE = "package ";
    private static final String RULES = "bongsu.rules.";
    private static final Set<String> HEAD = Set.of("scope", "title", "description", "related_resources", "custom");
    private static final Set<String> CUSTOM = Set.of(
            "id",
            "severity",
            "title",
            "description",
            "remediation",
            "trigger",
            "resource_types",
            "match",
            "relations",
            "parameters");
    private static final Set<String> MATCH = Set.of("event_source", "event_name", "user_identity_type");
    private static final Set<String> SEVERITIES = Set.of("critical", "high", "medium", "low");

    private final Path file;
    private final String entrypoint;
    private final YamlFile custom;
    private final List<String> references;
    private final Trigger trigger;
    private final Parameters parameters;

    /**
     * @param file {@code rules/<service>/<id>/rule.rego}
     * @param text its content
     */
    RuleFile(Path file, String text) {
        this.file = file;
        YamlFile head = YamlFile.parse(file, "METADATA", metadata(text)).only(HEAD);
        this.custom = head.object("custom").only(CUSTOM);
        this.references = head.objects("related_resources").stream()
                .map(each -> each.text("ref"))
                .toList();
        this.entrypoint = entrypoint(text);
        String folder = file.getParent().getFileName().toString();
        if (!id().equals(folder)) {
            throw custom.wrong("has id: %s; expected the folder's name, %s".formatted(id(), folder));
        }
        if (!custom.texts("relations").isEmpty()) {
            throw custom.wrong(
                    "asks for relations %s; expected none, because related resources can't be given to a guardrail yet"
                            .formatted(custom.texts("relations")));
        }
        this.trigger = trigger();
        this.parameters =
                new Parameters(file, custom.objectOrEmpty("parameters").node());
    }

    String id() {
        return custom.text("id");
    }

    Path file() {
        return file;
    }

    /** The guardrail with a pack's parameters (or none) and the controls it answers. */
    Rule rule(Path packFile, ObjectNode given, List<String> controls, List<String> standards) {
        return new Rule(
                id(),
                entrypoint,
                severity(),
                custom.localText("title"),
                custom.localText("description"),
                custom.localText("remediation"),
                trigger,
                Set.copyOf(custom.texts("resource_types")),
                match(),
                parameters.resolve(packFile, given),
                references,
                controls,
                standards);
    }

    private Severity severity() {
        String word = custom.text("severity");
        if (!SEVERITIES.contains(word)) {
            throw custom.wrong("has severity: %s; expected critical, high, medium or low".formatted(word));
        }
        return Severity.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private Trigger trigger() {
        String word = custom.text("trigger");
        switch (word) {
            case "configuration" -> {
                if (custom.texts("resource_types").isEmpty() || custom.has("match")) {
                    throw custom.wrong("has trigger: configuration; expected resource_types and no match");
                }
                return Trigger.CONFIGURATION;
            }
            case "event" -> {
                if (custom.has("resource_types") || match().demandsNothing()) {
                    throw custom.wrong(
                            "has trigger: event; expected a match on at least one of %s and no resource_types"
                                    .formatted(MATCH));
                }
                return Trigger.EVENT;
            }
            default -> throw custom.wrong("has trigger: %s; expected configuration or event".formatted(word));
        }
    }

    private EventMatch match() {
        YamlFile match = custom.objectOrEmpty("match").only(MATCH);
        return new EventMatch(
                Set.copyOf(match.texts("event_source")),
                Set.copyOf(match.texts("event_name")),
                Set.copyOf(match.texts("user_identity_type")));
    }

    private String metadata(String text) {
        List<String> lines = text.lines().toList();
        int start = lines.indexOf(METADATA);
        if (start < 0) {
            throw new CatalogueException(
                    file, "has no line '%s'; expected the guardrail's description there".formatted(METADATA));
        }
        return lines.subList(start + 1, lines.size()).stream()
                .takeWhile(line -> line.startsWith("#"))
                .map(line -> line.substring(Math.min(line.length(), 2)))
                .collect(Collectors.joining("\n"));
    }

    private String entrypoint(String text) {
        String given = text.lines()
                .filter(line -> line.startsWith(PACKAGE))
                .findFirst()
                .map(line -> line.substring(PACKAGE.length()).strip())
                .orElse("");
        Path folder = file.getParent();
        String expected = RULES
                + folder.getParent().getFileName() + "."
                + folder.getFileName().toString().replace('-', '_');
        if (!given.equals(expected)) {
            throw new CatalogueException(file, "has the package '%s'; expected %s".formatted(given, expected));
        }
        return given.substring(RULES.length());
    }
}
