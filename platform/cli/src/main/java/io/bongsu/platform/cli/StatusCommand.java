package io.bongsu.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.platform.cli.ServiceClient.ServiceException;
import io.bongsu.platform.engines.Child;
import io.bongsu.platform.engines.Engine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = {
            "Shows every part and the pipeline's counters. Exits with 0 only if every part is ready.",
            "States: ready, starting (runs, but doesn't serve yet), dead (has ended by itself), stopped."
        },
        footer = {"", "Example:", "  ./bongsu status --json | jq -r .parts.opensearch.url"})
final class StatusCommand implements Callable<Integer> {

    private static final List<String> COUNTERS =
            List.of("read", "stored", "suppressed", "filtered", "quarantined", "conflicts", "repaired");

    @Option(names = "--json", description = "Print JSON only.")
    private boolean json;

    @Override
    public Integer call() {
        Installation installation = Installation.open();
        ObjectNode status = status(installation);
        if (json) {
            Json.print(status);
        } else {
            print(status);
        }
        return status.path("state").asText().equals("ready") ? 0 : 1;
    }

    /** Everything there is to say, as the JSON that scripts get. */
    static ObjectNode status(Installation installation) {
        Settings settings = Settings.read(installation.data().run())
                .orElseGet(() -> new Settings(StartOptions.configuredBase(), false));
        Services services = new Services(installation, new PortPlan(settings.portBase()));
        Map<String, Engine> engines =
                installation.engines(settings).stream().collect(Collectors.toMap(Engine::name, Function.identity()));
        ObjectNode parts = Json.object();
        // Asked all at once: a part that hangs shouldn't make the others wait.
        List<String> mine = Parts.ALL.stream()
                .filter(part -> installation.parts().contains(part)
                        || installation.running(part).isPresent())
                .toList();
        Map<String, ObjectNode> asked = mine.parallelStream()
                .collect(Collectors.toConcurrentMap(
                        Function.identity(), part -> part(installation, part, () -> missing(part, engines, services))));
        mine.forEach(part -> parts.set(part, asked.get(part)));
        List<String> states = Stream.of(parts)
                .flatMap(node -> node.valueStream())
                .map(node -> node.path("state").asText())
                .distinct()
                .toList();
        ObjectNode status = Json.object();
        status.put("state", states.size() == 1 ? states.getFirst() : "partial");
        status.set("parts", parts);
        ObjectNode pipeline = status.putObject("pipeline");
        status.putNull("lag");
        if (parts.path(Parts.INDEX).path("state").asText().equals("ready")) {
            try {
                JsonNode view = new ServiceClient(installation).get(Parts.INDEX, "/api/v1/pipeline");
                view.path("log_types").properties().forEach(entry -> pipeline.set(entry.getKey(), entry.getValue()));
                status.set("lag", view.path("lag"));
            } catch (ServiceException e) {
                status.put("pipeline_error", e.getMessage());
            }
        }
        status.put("token_file", installation.tokenFile().toString());
        status.put("data", installation.data().root().toString());
        return status;
    }

    private interface Readiness {
        Optional<String> missing();
    }

    private static Optional<String> missing(String part, Map<String, Engine> engines, Services services) {
        Engine engine = engines.get(part);
        return engine == null ? services.missing(part) : engine.missing();
    }

    private static ObjectNode part(Installation installation, String part, Readiness readiness) {
        ObjectNode node = Json.object();
        Optional<Child> recorded = installation.children().recorded(part);
        Optional<Child> running = recorded.filter(Child::alive);
        if (running.isEmpty()) {
            node.put("state", recorded.isPresent() ? "dead" : "stopped");
            node.put("log", installation.children().log(part).toString());
            return node;
        }
        Child child = running.get();
        Optional<String> missing = readiness.missing();
        node.put("state", missing.isEmpty() ? "ready" : "starting");
        missing.ifPresent(reason -> node.put("missing", reason));
        node.put("pid", child.pid());
        node.put(part.equals(Parts.KAFKA) ? "address" : "url", child.address());
        Memory.resident(child.pid()).ifPresent(bytes -> node.put("memory_bytes", bytes));
        node.put("up_seconds", (System.currentTimeMillis() - child.startedAt()) / 1000);
        node.put("log", installation.children().log(part).toString());
        return node;
    }

    private static void print(ObjectNode status) {
        Table parts = new Table("PART", "STATE", "PID", "MEMORY", "UP", "WHERE");
        long memory = 0;
        for (Map.Entry<String, JsonNode> entry : status.path("parts").properties()) {
            JsonNode part = entry.getValue();
            memory += part.path("memory_bytes").asLong();
            parts.row(
                    entry.getKey(),
                    part.path("state").asText(),
                    part.path("pid").asText(""),
                    part.has("memory_bytes")
                            ? Display.size(part.path("memory_bytes").asLong())
                            : "",
                    part.has("up_seconds") ? duration(part.path("up_seconds").asLong()) : "",
                    part.path("url").asText(part.path("address").asText("")));
        }
        System.out.print(parts);
        if (memory > 0) {
            System.out.printf("%nMemory of all parts: %s%n", Display.size(memory));
        }
        JsonNode pipeline = status.path("pipeline");
        if (!pipeline.isEmpty()) {
            System.out.println();
            System.out.print(pipeline(pipeline));
            System.out.printf("Not yet stored: %,d%n", status.path("lag").asLong());
        }
        if (status.has("pipeline_error")) {
            System.err.println(status.path("pipeline_error").asText());
        }
    }

    /** The counters as a table. */
    static Table pipeline(JsonNode pipeline) {
        Table table = new Table(
                "LOG TYPE", "READ", "STORED", "SUPPRESSED", "FILTERED", "QUARANTINED", "CONFLICTS", "REPAIRED");
        pipeline.properties().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            List<String> row = Stream.concat(
                            Stream.of(entry.getKey()), COUNTERS.stream().map(counter -> "%,d"
                                    .formatted(entry.getValue().path(counter).asLong())))
                    .toList();
            table.row(row.toArray(String[]::new));
        });
        return table;
    }

    private static String duration(long seconds) {
        Duration duration = Duration.ofSeconds(seconds);
        return duration.toHours() > 0
                ? "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart())
                : duration.toMinutes() > 0
                        ? "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart())
                        : seconds + " s";
    }
}
