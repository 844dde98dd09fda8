package io.bongsu.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "demo",
        description = {
            "Starts everything, reads the logs of a sample organization, and shows what came of it.",
            "Most logs are real, published ones; where each comes from stands in demo/sample-organization/ATTRIBUTION.md."
        },
        footer = {"", "Example:", "  ./bongsu demo --small"})
final class DemoCommand implements Callable<Integer> {

    private static final String SAMPLE = "demo/sample-organization/bucket";
    private static final Duration LIMIT = Duration.ofMinutes(10);

    @Mixin
    private StartOptions start = new StartOptions();

    @Override
    public Integer call() {
        Installation installation = Installation.open();
        if (!Files.isDirectory(installation.root().resolve(SAMPLE))) {
            throw new CommandException("The sample organization isn't in %s; is the checkout complete?"
                    .formatted(installation.root().resolve(SAMPLE)));
        }
        Settings settings = start.settings(installation);
        new Startup(installation, settings).run(true);
        Path sample = Services.readable(installation, SAMPLE);
        ObjectNode result = new Ingestion(installation, sample.toString(), LIMIT).run();
        new DemoVending(installation, new PortPlan(settings.portBase())).run();
        summary(installation, result);
        return 0;
    }

    private static void summary(Installation installation, ObjectNode result) {
        IngestCommand.print(result);
        List<JsonNode> findings = Findings.all(installation, Map.of("status", "FAIL", "state", "open"));
        List<JsonNode> errors = Findings.all(installation, Map.of("status", "ERROR", "state", "open"));
        Map<Integer, Long> bySeverity = findings.stream()
                .collect(Collectors.groupingBy(
                        finding -> -FindingsCommand.severity(finding), TreeMap::new, Collectors.counting()));
        Table table = new Table("SEVERITY", "OPEN FINDINGS");
        bySeverity.forEach((severity, count) -> table.row(word(findings, severity), "%,d".formatted(count)));
        System.out.println();
        System.out.print(table);
        System.out.printf("Could not be judged: %,d%n%n", errors.size());
        String openSearch = installation.address(Parts.OPENSEARCH);
        System.out.printf(
                """
                Worth trying:
                  Who failed to do what?
                    curl -s '%1$s/bongsu-logs-cloudtrail-*/_search?q=_exists_:error.code&size=3&filter_path=hits.hits._source.@timestamp,hits.hits._source.user,hits.hits._source.event,hits.hits._source.error'
                  What did one address do, in every log type?
                    curl -s '%1$s/bongsu-logs-*/_search?q=source.ip:192.168.10.20&size=3&sort=@timestamp&filter_path=hits.total.value,hits.hits._source.@timestamp,hits.hits._source.event.action'
                  What must be mended first?
                    ./bongsu findings --severity critical

                """,
                openSearch);
        System.out.printf("Console: %s%n", installation.address(Parts.CONSOLE));
        LoginLink.fresh(installation).ifPresent(link -> System.out.printf("Log in once: %s%n", link));
    }

    private static String word(List<JsonNode> findings, int negatedSeverity) {
        return findings.stream()
                .filter(finding -> -FindingsCommand.severity(finding) == negatedSeverity)
                .findFirst()
                .map(finding -> finding.path("severity").asText())
                .orElse("");
    }
}
