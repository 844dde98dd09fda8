package io.bongsu.platform.cli;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = {
            "Starts OpenSearch, Kafka, PostgreSQL, OPA and the services, and returns when all are ready.",
            "What runs already is left alone, so it also mends an installation of which a part has died."
        },
        footer = {"", "Example:", "  ./bongsu up --small"})
final class UpCommand implements Callable<Integer> {

    @Mixin
    private StartOptions start = new StartOptions();

    @Option(names = "--foreground", description = "Stay until Ctrl-C, then stop everything.")
    private boolean foreground;

    @Option(
            names = "--engines",
            description = "Start the four engines only, not the services (for work on the services).")
    private boolean enginesOnly;

    @Override
    public Integer call() {
        long begun = System.nanoTime();
        Installation installation = Installation.open();
        Settings settings = start.settings(installation);
        new Startup(installation, settings).run(!enginesOnly);
        System.out.printf("Up in %.0f s%n", (System.nanoTime() - begun) / 1e9);
        if (!enginesOnly) {
            LoginLink.print(installation);
        }
        if (foreground) {
            stay(installation, enginesOnly ? Parts.ENGINES : installation.parts());
        }
        return 0;
    }

    private static void stay(Installation installation, List<String> parts) {
        AtomicBoolean stopping = new AtomicBoolean();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stopping.set(true);
                            Shutdown.run(installation, System.err);
                        },
                        "stop-on-interrupt"));
        System.err.println("Ctrl-C stops it");
        Set<String> dead = new HashSet<>();
        while (!stopping.get() && dead.size() < parts.size()) {
            Pause.of(Duration.ofSeconds(1));
            for (String part : parts) {
                if (installation.running(part).isEmpty() && !stopping.get() && dead.add(part)) {
                    System.err.printf(
                            "%s has ended; its log is %s, and ./bongsu up in another terminal starts it again%n",
                            part, installation.children().log(part));
                }
            }
            dead.removeIf(part -> installation.running(part).isPresent());
        }
    }
}
