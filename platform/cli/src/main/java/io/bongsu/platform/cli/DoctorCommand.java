package io.bongsu.platform.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.platform.cli.Checks.Check;
import io.bongsu.platform.cli.Checks.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description =
                "Looks at this machine and says, for each thing that isn't right, what to do. Exits with 1 if something would stop a start.",
        footer = {"", "Example:", "  ./bongsu doctor"})
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private StartOptions start = new StartOptions();

    @Option(names = "--json", description = "Print JSON only.")
    private boolean json;

    @Override
    public Integer call() {
        Installation installation = Installation.open();
        List<Check> checks = Checks.all(installation, start.settings(installation));
        if (json) {
            ObjectNode result = Json.object();
            ArrayNode list = result.putArray("checks");
            for (Check check : checks) {
                list.addObject()
                        .put("name", check.name())
                        .put("outcome", check.outcome().name().toLowerCase(Locale.ROOT))
                        .put("sentence", check.sentence());
            }
            Json.print(result);
        } else {
            for (Check check : checks) {
                System.out.printf("%s %-10s %s%n", mark(check.outcome()), check.name(), check.sentence());
            }
        }
        return checks.stream().anyMatch(check -> check.outcome() == Outcome.FAILURE) ? 1 : 0;
    }

    private static String mark(Outcome outcome) {
        return switch (outcome) {
            case OK -> "ok  ";
            case WARNING -> "warn";
            case FAILURE -> "FAIL";
        };
    }
}
