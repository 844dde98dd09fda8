package io.bongsu.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = {
            "Has the factory govern accounts that it didn't make: all of them, or none with every reason.",
            "Nothing in the accounts changes; a blueprint says what they are held to from then on, none leaves that open."
        },
        footer = {
            "",
            "Examples:",
            "  ./bongsu account import 111122223333 --owner kim@company.example --cost-centre CC-1042 --environment prod --dry-run",
            "  ./bongsu account import --ou workloads/prod --owner kim@company.example --cost-centre CC-1042 --environment prod --isms-scope"
        })
final class AccountImportCommand implements Callable<Integer> {

    @Parameters(arity = "0..*", paramLabel = "ACCOUNT", description = "Account ids, twelve digits each.")
    private List<String> accounts = List.of();

    @Option(
            names = "--ou",
            paramLabel = "OU",
            description = "All active accounts of an OU and beneath it, instead of ids.")
    private @Nullable String ou;

    @Option(names = "--owner", required = true, paramLabel = "ADDRESS", description = "Who answers for them.")
    private String owner = "";

    @Option(names = "--cost-centre", required = true, paramLabel = "CODE", description = "Who pays.")
    private String costCentre = "";

    @Option(
            names = "--environment",
            required = true,
            paramLabel = "WORD",
            description = "For example prod; with a blueprint one of its environments.")
    private String environment = "";

    @Option(
            names = "--blueprint",
            defaultValue = "none",
            paramLabel = "NAME",
            description = "What they are held to, for example workload@1 (default: ${DEFAULT-VALUE}).")
    private String blueprint = "none";

    @Option(
            names = "--data-class",
            defaultValue = "internal",
            paramLabel = "CLASS",
            description = "The most sensitive data in them (default: ${DEFAULT-VALUE}).")
    private String dataClass = "internal";

    @Option(names = "--isms-scope", description = "They are in the scope of the ISMS-P certificate.")
    private boolean ismsScope;

    @Option(names = "--dry-run", description = "Only check.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print JSON only.")
    private boolean json;

    @Override
    public Integer call() {
        ObjectNode wish = Json.object()
                .put("owner", owner)
                .put("cost_centre", costCentre)
                .put("blueprint", blueprint)
                .put("environment", environment)
                .put("data_class", dataClass)
                .put("isms_scope", ismsScope);
        if (ou != null) {
            wish.put("ou", ou);
        }
        if (!accounts.isEmpty()) {
            ArrayNode ids = wish.putArray("accounts");
            accounts.forEach(ids::add);
        }
        JsonNode answer = FactoryClient.open().post("/api/v1/account-imports" + (dryRun ? "?dry_run=true" : ""), wish);
        if (json) {
            Json.print(answer);
            return 0;
        }
        Table table = new Table("ACCOUNT", dryRun ? "WOULD BE" : "IS", "REQUEST");
        for (JsonNode each : answer.path("items")) {
            table.row(
                    each.path("account").asText(),
                    each.path("outcome").asText(),
                    each.path("request").asText(""));
        }
        System.out.print(table);
        return 0;
    }
}
