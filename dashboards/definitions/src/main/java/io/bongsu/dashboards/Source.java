package io.bongsu.dashboards;

import io.bongsu.contracts.Indices;
import java.util.List;
import java.util.Map;

/**
 * A family of indices that panels ask.
 *
 * @param name in definitions, for example {@code logs-cloudtrail}
 * @param time the field of the page's time range; empty where the documents are the newest state and have no range
 * @param mappings the templates that map it, which the first wins
 * @param aliases this source's own names of fields that other sources call otherwise
 */
public record Source(String name, String time, List<String> mappings, Map<String, String> aliases) {

    private static final String TIMESTAMP = "@timestamp";
    private static final String HEAD = "head-template.json";
    private static final List<String> LOG_TYPES = List.of("cloudtrail", "config", "vpcflow", "waf");

    /** All sources by name. */
    static final Map<String, Source> ALL = all();

    public Source {
        mappings = List.copyOf(mappings);
        aliases = Map.copyOf(aliases);
    }

    /** Whether its documents are log records, which the console's log search shows. */
    public boolean logs() {
        return name.equals("logs") || name.startsWith("logs-");
    }

    /** Whether its documents are findings as they stand now. */
    public boolean findings() {
        return name.equals("findings");
    }

    /** The documents' {@code event.dataset}, or empty where a source has several or none. */
    public String dataset() {
        return name.startsWith("logs-") ? "aws." + name.substring("logs-".length()) : "";
    }

    /** The indices as one pattern. */
    public String pattern(Indices indices) {
        if (name.startsWith("logs-")) {
            return indices.logsPattern(name.substring("logs-".length()));
        }
        return switch (name) {
            case "logs" -> indices.logsPattern();
            case "findings" -> indices.findings();
            case "findings-history" -> indices.findingsHistoryPattern();
            case "resources" -> indices.resources();
            case "dead-letter" -> indices.deadLetterPattern();
            default -> throw new IllegalStateException("Source '%s' has no index pattern".formatted(name));
        };
    }

    /** This source's name for a field that the page calls by its usual name. */
    public String own(String field) {
        return aliases.getOrDefault(field, field);
    }

    private static Map<String, Source> all() {
        java.util.LinkedHashMap<String, Source> all = new java.util.LinkedHashMap<>();
        List<String> every = new java.util.ArrayList<>(List.of(HEAD));
        for (String type : LOG_TYPES) {
            all.put(
                    "logs-" + type,
                    new Source("logs-" + type, TIMESTAMP, List.of(HEAD, type + "/index-template.json"), Map.of()));
            every.add(type + "/index-template.json");
        }
        all.put("logs", new Source("logs", TIMESTAMP, every, Map.of()));
        all.put(
                "findings",
                new Source(
                        "findings",
                        "",
                        List.of("findings.json"),
                        Map.of(
                                "cloud.account.id", "cloud.account.uid",
                                "cloud.resource.type", "resources.type",
                                "cloud.resource.id", "unmapped.resource_id",
                                "cloud.resource.name", "resources.name")));
        Map<String, String> flat = Map.of(
                "cloud.account.id",
                "account",
                "cloud.region",
                "region",
                "unmapped.rule",
                "rule",
                "unmapped.status",
                "status",
                "cloud.resource.type",
                "resource_type",
                "cloud.resource.id",
                "resource_id");
        all.put("findings-history", new Source("findings-history", "at", List.of("findings-history.json"), flat));
        all.put(
                "resources",
                new Source(
                        "resources",
                        "",
                        List.of("resources.json"),
                        Map.of(
                                "cloud.account.id",
                                "account",
                                "cloud.region",
                                "region",
                                "cloud.resource.type",
                                "type",
                                "cloud.resource.id",
                                "id",
                                "cloud.resource.name",
                                "name")));
        all.put("dead-letter", new Source("dead-letter", TIMESTAMP, List.of("dead-letter-template.json"), Map.of()));
        return Map.copyOf(all);
    }
}
