package io.bongsu.platform.cli;

import io.bongsu.platform.engines.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

@Command(
        name = "bench",
        description = {
            "Measures this installation on this machine.",
            "ingest: records/s from files to searchable in OpenSearch, the node's own limit in the same run, and the ratio.",
            "normalise: CloudTrail on one core, from a file's bytes to documents (JMH).",
            "judge: seconds from a change on Kafka to the finding that can be searched (p50, p99) at 200 changes/s.",
            "vend: minutes until so many accounts are handed over at AWS' published rates, and the least that those rates allow.",
            "report: seconds and memory for each format of a compliance report over a million generated findings."
        },
        footer = {
            "",
            "Examples:",
            "  ./bongsu bench ingest --json",
            "  ./bongsu bench vend --requests 1000 --virtual-time"
        })
final class BenchCommand implements Callable<Integer> {

    private static final String MAIN = "io.bongsu.benchmarks.Bench";

    @Parameters(paramLabel = "NAME", description = "ingest, judge, normalise, report or vend.")
    private String name = "";

    /** Options of the benchmark itself, such as {@code --records 200000}; it says what it takes. */
    @Unmatched
    private final List<String> more = new ArrayList<>();

    @Option(names = "--json", description = "Print JSON only.")
    private boolean json;

    @Override
    public Integer call() {
        if (!List.of("ingest", "judge", "normalise", "report", "vend").contains(name)) {
            throw new CommandException(
                    "There is no benchmark '%s'; expected ingest, judge, normalise, report or vend".formatted(name));
        }
        Path root = Installation.checkout();
        Path target = root.resolve("benchmarks/target");
        if (!Files.isDirectory(target.resolve("classes"))) {
            throw new CommandException(
                    "The benchmarks are not built (no %s); build them with: %s -q -DskipTests package"
                            .formatted(
                                    target.resolve("classes"), System.getenv().getOrDefault("BONGSU_MVN", "mvn")));
        }
        List<String> command = new ArrayList<>(List.of(
                Jdk.home().resolve("bin/java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                target.resolve("classes") + ":" + target.resolve("lib") + "/*",
                MAIN,
                name));
        if (json) {
            command.add("--json");
        }
        command.addAll(more);
        return Attached.run(command, Map.of(), root);
    }
}
