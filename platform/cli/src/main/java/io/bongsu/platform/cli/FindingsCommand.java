package io.bongsu.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.bongsu.contracts.Severity;
import io.bongsu.contracts.VerdictStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "findings",
        description = {
            "Lists findings, the worst first. Without options: the open ones that failed or could not be judged.",
            "A finding is one guardrail's newest verdict on one resource or event."
        },
        footer = {
            "",
            "Examples:",
            "  ./bongsu findings --severity critical",
            "  ./bongsu findings --rule restricted-ssh --account 123456789012",
            "  ./bongsu findings --json --all | jq 'group_by(.status) | map({(.[0].status): length}) | add'"
        })
final class FindingsCommand implements Callable<Integer> {

    private static final int MESSAGE_CELLS = 70;

    @Option(names = "--all", description = "Every verdict: passed, not applicable and closed ones too.")
    private boolean all;

    @Option(names = "--rule", paramLabel = "ID", description = "Only this guardrail's, for example restricted-ssh.")
    private @Nullable String rule;

    @Option(names = "--account", paramLabel = "ID", description = "Only this account's, twelve digits.")
    private @Nullable String account;

    @Option(names = "--status", description = "Only with this verdict: ${COMPLETION-CANDIDATES}.")
    private @Nullable VerdictStatus status;

    @Option(names = "--severity", description = "Only of this severity: ${COMPLETION-CANDIDATES}.")
    private @Nullable Severity severity;

    @Option(names = "--json", description = "Print a JSON array only.")
    private boolean json;

    @Override
    public Integer call() {
        List<JsonNode> findings = select(Installation.open());
        if (json) {
            ArrayNode array = Json.MAPPER.createArrayNode();
            findings.forEach(array::add);
            Json.print(array);
        } else {
            print(findings);
        }
        return 0;
    }

    private List<JsonNode> select(Installation installation) {
        Map<String, String> filters = new LinkedHashMap<>();
        put(filters, "rule", rule);
        put(filters, "account", account);
        put(filters, "severity", severity == null ? null : severity.name());
        filters.put("state", all ? "all" : "open");
        List<JsonNode> findings = new ArrayList<>();
        if (status != null) {
            put(filters, "status", status.name());
            findings.addAll(Findings.all(installation, filters));
        } else if (all) {
            findings.addAll(Findings.all(installation, filters));
        } else {
            for (VerdictStatus open : List.of(VerdictStatus.FAIL, VerdictStatus.ERROR)) {
                filters.put("status", open.name());
                findings.addAll(Findings.all(installation, filters));
            }
        }
        findings.sort(WORST_FIRST);
        return findings;
    }

    private static final Comparator<JsonNode> WORST_FIRST = Comparator.comparing(
                    (JsonNode finding) -> -severity(finding))
            .thenComparing(finding -> finding.path("rule").asText())
            .thenComparing(finding -> finding.path("resource").path("account").asText())
            .thenComparing(finding -> finding.path("resource").path("id").asText());

    /** A finding's place among the severities, the worst highest; one that we don't know counts as the worst. */
    static int severity(JsonNode finding) {
        String name = finding.path("severity").asText().toUpperCase(Locale.ROOT);
        for (Severity severity : Severity.values()) {
            if (severity.name().equals(name)) {
                return severity.ordinal();
            }
        }
        return Severity.values().length;
    }

    private static void print(List<JsonNode> findings) {
        Table table = new Table("SEVERITY", "STATUS", "RULE", "ACCOUNT", "REGION", "RESOURCE", "WHY");
        for (JsonNode finding : findings) {
            JsonNode resource = finding.path("resource");
            table.row(
                    Table.cut(finding.path("severity").asText(), 13),
                    Table.cut(finding.path("status").asText(), 14),
                    Table.cut(finding.path("rule").asText(), 40),
                    Table.cut(resource.path("account").asText(), 12),
                    Table.cut(resource.path("region").asText(), 16),
                    Table.cut(resource.path("name").asText(resource.path("id").asText()), 40),
                    Table.cut(finding.path("message").path("en").asText(), MESSAGE_CELLS));
        }
        if (findings.isEmpty()) {
            System.out.println("No findings");
        } else {
            System.out.print(table);
            System.out.printf("%n%,d findings%n", findings.size());
        }
    }

    private static void put(Map<String, String> filters, String name, @Nullable String value) {
        if (value != null) {
            filters.put(name, value);
        }
    }
}
